import assert from 'node:assert/strict';
import { callTool, fail, say } from '../../src/demo/replies';
import {
  asKnownEvent,
  CopilotError,
  type CopilotSession,
  defineTool,
  type SessionEvent,
} from '../../src/sdk/index';
import { nextEvent } from '../support/fakeCliClient';
import { answer, type RealCli, startRealCli } from '../support/realCli';

describe('The guide on the real CLI: events and streaming', function () {
  this.timeout(60_000);
  let cli: RealCli;

  before(async () => {
    cli = await startRealCli();
  });

  after(() => cli.end());

  const reply = say(['Once', ' upon', ' a time'], { reasoning: 'a story then' });

  async function events(session: CopilotSession, prompt: string): Promise<readonly SessionEvent[]> {
    const heard: SessionEvent[] = [];
    const undo = session.on((event) => heard.push(event));
    await session.sendAndWait(prompt, 30_000);
    undo();
    return heard;
  }

  // guide: event.on, event.wait-for-idle, event.user-message, event.assistant-message, event.session-idle
  // guide: event.data, event.final-always, event.reasoning, session.send, session.send-returns-id
  it('tells the whole turn to a listener, and that it is over; without streaming only whole texts', async () => {
    const session = await cli.open([reply]);
    const heard: SessionEvent[] = [];
    session.on((event) => heard.push(event));
    const idle = nextEvent(session, 'session.idle');
    const id = await session.send({ prompt: 'Tell me a story' });
    await idle;
    const of = (type: string): readonly SessionEvent[] => heard.filter((event) => event.type === type);
    assert.equal(of('user.message')[0]?.data.messageId, id);
    assert.equal(of('user.message')[0]?.data.content, 'Tell me a story');
    assert.equal(of('assistant.message')[0]?.data.content, 'Once upon a time');
    assert.equal(of('assistant.reasoning')[0]?.data.content, 'a story then');
    assert.equal(of('assistant.message_delta').length + of('assistant.reasoning_delta').length, 0);
  });

  // guide: config.streaming, streaming.enable, event.message-delta, event.reasoning-delta, event.final-with-deltas
  it('tells the pieces and the whole when streaming, under the guide’s names as well', async () => {
    const session = await cli.open([reply], { streaming: true });
    const pieces = { text: '', reasoning: '' };
    session.on('assistant.message.delta', ({ data }) => (pieces.text += data.deltaContent));
    session.on('assistant.reasoning.delta', ({ data }) => (pieces.reasoning += data.deltaContent));
    const heard = await events(session, 'Tell me a story');
    assert.deepEqual(pieces, { text: 'Once upon a time', reasoning: 'a story then' });
    const whole = heard.filter(({ type }) => /^assistant\.(message|reasoning)$/.test(type));
    assert.deepEqual(
      whole.map(({ data }) => data.content),
      ['Once upon a time', 'a story then'],
    );
  });

  // guide: wire.unknown-events
  it('tells the events of a type that has no typed data to who names it, as the CLI sent them', async () => {
    const type = 'assistant.streaming_delta';
    assert.equal(asKnownEvent({ type, data: {}, id: '', timestamp: '', parentId: null }), undefined);
    const session = await cli.open([reply], { streaming: true });
    const named: SessionEvent[] = [];
    session.on(type, (event) => named.push(event));
    const heard = await events(session, 'Tell me a story');
    assert.ok(named.length > 0);
    assert.ok(named.every((event) => typeof event.data.totalResponseSizeBytes === 'number'));
    assert.deepEqual(
      named,
      heard.filter((event) => event.type === type),
    );
  });

  // guide: event.tool-start, event.tool-complete
  it('tells the beginning and the end of a tool', async () => {
    const ping = defineTool('ping_tool', { handler: () => 'pong' });
    const session = await cli.open([callTool('ping_tool'), say('Done')], { tools: [ping] });
    const heard: unknown[] = [];
    session.on('tool.executionStart', ({ type, data }) => heard.push(type, data.toolName));
    session.on('tool.executionComplete', ({ type, data }) => heard.push(type, data.result?.content));
    await answer(session, 'ping');
    assert.deepEqual(heard, ['tool.execution_start', 'ping_tool', 'tool.execution_complete', 'pong']);
  });

  // guide: event.session-start, session.id
  it('tells the start of the session to a listener that was given with it', async () => {
    const heard: SessionEvent[] = [];
    const session = await cli.open([say('Hi')], { onEvent: (event) => heard.push(event) });
    await answer(session, 'hi');
    const history = await session.getMessages();
    const start = [...heard, ...history].find(({ type }) => type === 'session.start');
    assert.equal(start?.data.sessionId, session.sessionId);
  });

  // guide: event.session-error, error.session-error, error.exception, pattern.error-recovery
  it('tells an error of the turn as an event, rejects who waits, and goes on', async () => {
    const session = await cli.open([fail(400, 'no such model'), say('Back')]);
    const messages: string[] = [];
    session.on('session.error', ({ data }) => messages.push(data.message));
    const failed = await session.sendAndWait('risky', 30_000).catch((error: unknown) => error);
    assert.ok(failed instanceof CopilotError && /no such model/.test(failed.message));
    assert.match(messages.join(), /no such model/);
    assert.equal(await answer(session, 'again'), 'Back');
    await session.destroy();
    await assert.rejects(session.send('late'), { code: 'not-connected' });
  });

  it('rejects at once a wait whose message nobody can work on', async () => {
    const session = await cli.client.createSession({ model: 'gpt-5' });
    const since = performance.now();
    await assert.rejects(session.sendAndWait('hi'), { code: 'request-failed', message: /GitHub/ });
    assert.ok(performance.now() - since < 5000);
  });

  // guide: event.unsubscribe, practice.unsubscribe
  it('tells nothing more to a listener that left', async () => {
    const session = await cli.open([say('One'), say('Two')]);
    const heard: string[] = [];
    const undo = session.on('assistant.message', ({ data }) => heard.push(data.content));
    await answer(session, 'one');
    undo();
    const came = nextEvent(session, 'assistant.message');
    await answer(session, 'two');
    assert.equal((await came).data.content, 'Two', 'the event did come');
    assert.deepEqual(heard, ['One']);
  });

  // guide: pattern.async-generator
  it('streams the pieces to a loop that is slower than the model, each once and in order', async () => {
    const words = Array.from({ length: 200 }, (_, at) => `${at} `);
    const session = await cli.open([say(words)], { streaming: true });
    let text = '';
    for await (const piece of session.stream('count')) {
      text += piece;
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(text, words.join(''));
  });

  // guide: official.stream-abort
  it('stops a stream with its signal, and the turn with it', async () => {
    const session = await cli.open([say(['One', ' two'], { delay: 300 }), say('Next')], { streaming: true });
    const stop = new AbortController();
    const aborted = nextEvent(session, 'abort');
    const read = async (): Promise<void> => {
      for await (const _piece of session.stream('count', { signal: stop.signal })) stop.abort();
    };
    await assert.rejects(read(), { code: 'aborted' });
    await aborted;
    await assert.rejects(session.stream('x', { signal: stop.signal }).next(), { code: 'aborted' });
    assert.equal(await answer(session, 'next'), 'Next');
  });

  // guide: pattern.streaming-progress
  it('counts a streamed answer while it comes', async () => {
    const session = await cli.open([reply], { streaming: true });
    const pieces: string[] = [];
    const undo = session.on('assistant.message_delta', ({ data }) => pieces.push(data.deltaContent));
    const whole = nextEvent(session, 'assistant.message');
    await answer(session, 'Write a long story');
    undo();
    assert.equal(pieces.join('').length, String((await whole).data.content).length);
    assert.ok(pieces.length > 1);
  });
});
