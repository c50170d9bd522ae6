import assert from 'node:assert/strict';
import {
  type CopilotSession,
  defineTool,
  type SessionConfig,
  type SessionEvent,
} from '../../../../src/sdk/index';
import { type FakeSetup, makeFake, nextEvent } from '../../../support/fakeCliClient';

describe('A session', () => {
  let fake: FakeSetup;

  afterEach(() => fake.end());

  async function open(config: SessionConfig = {}, switches = ''): Promise<CopilotSession> {
    fake = makeFake(switches);
    return fake.client.createSession(config);
  }

  it('has its listener before the CLI hears of it', async () => {
    const heard: string[] = [];
    const session = await open({ sessionId: 'mine', onEvent: ({ type }) => heard.push(type) });
    assert.deepEqual(heard, ['session.start']);
    assert.equal(session.sessionId, 'mine');
    assert.equal(session.workspacePath, '/fake/mine');
  });

  it('tells events to general listeners and to those of their type, by either name', async () => {
    const session = await open();
    const heard: string[] = [];
    session.on('assistant.message_delta', ({ data }) => heard.push(`wire ${data.deltaContent}`));
    session.on('assistant.message.delta', ({ data }) => heard.push(`guide ${data.deltaContent}`));
    const undo = session.on(({ type }) => heard.push(type));
    await session.sendAndWait('hi');
    assert.deepEqual(
      heard.filter((entry) => !entry.startsWith('assistant.turn')),
      [
        'user.message',
        ...['wire You ', 'guide You ', 'assistant.message_delta'],
        ...['wire said', 'guide said', 'assistant.message_delta'],
        'assistant.message',
        'session.idle',
      ],
    );
    undo();
    heard.length = 0;
    await session.sendAndWait('hi');
    assert.deepEqual(heard, ['wire You ', 'guide You ', 'wire said', 'guide said']);
  });

  it('passes on events of a type that it does not know, untouched', async () => {
    const session = await open();
    const named: SessionEvent[] = [];
    const all: SessionEvent[] = [];
    const undo = session.on('session.of_tomorrow', (event) => named.push(event));
    session.on((event) => all.push(event));
    await session.sendAndWait('news');
    assert.deepEqual(
      named.map(({ data }) => data),
      [{ news: [1, null] }],
    );
    const [same] = all.filter(({ type }) => type === 'session.of_tomorrow');
    assert.equal(named[0], same);
    undo();
    await session.sendAndWait('news');
    assert.equal(named.length, 1);
  });

  it('goes on when a listener throws', async () => {
    const session = await open();
    session.on(() => {
      throw new Error('listener');
    });
    assert.equal((await session.sendAndWait('hi'))?.data.content, 'You said: hi');
  });

  it('tells an event once, even if the CLI sends it twice', async () => {
    const session = await open();
    const answers: SessionEvent[] = [];
    session.on('assistant.message', (event) => answers.push(event));
    await session.sendAndWait('twice');
    assert.equal(answers.length, 1);
  });

  it('keeps the events of several sessions apart', async () => {
    const first = await open({ sessionId: 'first' });
    const second = await fake.client.createSession({ sessionId: 'second' });
    const [one, two] = await Promise.all([first.sendAndWait('one'), second.sendAndWait('two')]);
    assert.deepEqual([one?.data.content, two?.data.content], ['You said: one', 'You said: two']);
  });

  it('streams the text of an answer, and its whole text where none was streamed', async () => {
    const session = await open();
    const pieces: string[] = [];
    for await (const piece of session.stream('hi')) pieces.push(piece);
    for await (const piece of session.stream('whole')) pieces.push(piece);
    assert.deepEqual(pieces, ['You ', 'said', 'You said: whole']);
  });

  it('stops the turn when a stream is left early', async () => {
    const session = await open();
    for await (const piece of session.stream('hang')) {
      assert.equal(piece, 'You ');
      break;
    }
    assert.equal(fake.received('session.abort').length, 1);
    assert.equal((await session.sendAndWait('hi'))?.data.content, 'You said: hi');
  });

  it('rejects the wait for a turn that fails, is stopped, or takes too long', async () => {
    const session = await open();
    await assert.rejects(session.sendAndWait('fail no model'), {
      code: 'request-failed',
      message: 'no model',
    });
    await assert.rejects(session.sendAndWait('hang', 50), { code: 'timeout' });
    const stopped = assert.rejects(session.sendAndWait('hang'), { code: 'aborted' });
    await nextEvent(session, 'assistant.message_delta');
    await session.abort();
    await stopped;
    assert.equal((await session.sendAndWait('hi'))?.data.content, 'You said: hi');
  });

  it('refuses an empty message without a word to the CLI', async () => {
    const session = await open();
    await assert.rejects(session.send(' '), { code: 'invalid-argument' });
    await assert.rejects(session.sendAndWait({} as never), { code: 'invalid-argument' });
    await assert.rejects(session.stream('').next(), { code: 'invalid-argument' });
    assert.equal(fake.received('session.send').length, 0);
  });

  it('gives its history', async () => {
    const session = await open();
    await session.sendAndWait('hi');
    const types = (await session.getMessages()).map(({ type }) => type);
    assert.deepEqual(
      types.filter((type) => type.includes('message')),
      ['user.message', 'assistant.message'],
    );
  });

  it('is over after destroy, which may be called twice', async () => {
    const session = await open();
    await session.destroy();
    await session.destroy();
    assert.equal(fake.received('session.detach').length, 1);
    await assert.rejects(session.send('hi'), { code: 'not-connected' });
  });

  it('that the CLI let go of while it was idle is resumed by the next message, with all it had', async () => {
    const session = await open({ sessionId: 'mine', model: 'm' });
    await session.sendAndWait('forget');
    assert.equal((await session.sendAndWait('again'))?.data.content, 'You said: again');
    const [resumed, ...more] = fake.received('session.resume');
    assert.deepEqual([resumed?.['model'], more.length], ['m', 0]);
    assert.equal(fake.received('session.create').length, 1);
    assert.equal((await session.getMessages()).filter(({ type }) => type === 'user.message').length, 2);
  });

  it('that is gone for good refuses the message in the CLI’s words, and is not made anew', async () => {
    const session = await open({ sessionId: 'mine' });
    await session.sendAndWait('forget for good');
    await assert.rejects(session.send('hi'), { message: 'session.resume failed: Session not found: mine' });
    assert.equal(fake.received('session.create').length, 1);
  });

  it('is opened once at a time', async () => {
    const session = await open({ sessionId: 'mine' });
    await session.sendAndWait('hi');
    await assert.rejects(fake.client.createSession({ sessionId: 'mine' }), { code: 'invalid-argument' });
    await session.destroy();
    const resumed = await fake.client.resumeSession('mine');
    assert.equal((await resumed.getMessages()).filter(({ type }) => type === 'user.message').length, 1);
  });

  it('that the CLI does not have is refused in its words, and may be tried again', async () => {
    await open();
    const refusal = { code: 'request-failed', message: 'session.resume failed: Session not found: gone' };
    await assert.rejects(fake.client.resumeSession('gone'), refusal);
    await assert.rejects(fake.client.resumeSession('gone'), refusal);
    await assert.rejects(fake.client.deleteSession('gone'), { code: 'request-failed' });
  });
});

describe('What the agent asks of the program', () => {
  let fake: FakeSetup;

  afterEach(() => fake.end());

  async function open(config: SessionConfig, switches = ''): Promise<CopilotSession> {
    fake = makeFake(switches);
    return fake.client.createSession(config);
  }

  const answer = async (session: CopilotSession, prompt: string): Promise<unknown> =>
    JSON.parse((await session.sendAndWait(prompt))?.data.content ?? 'null');

  const greet = defineTool('greet', {
    parameters: { type: 'object', properties: { name: { type: 'string' } } },
    handler: (args, { toolCallId }) => ({ hello: args, toolCallId }),
  });
  const greeting = '{"hello":{"name":"Ada"},"toolCallId":"call-1"}';

  for (const [protocol, switches, approved, rejected] of [
    ['3', '', { kind: 'approve-once' }, { kind: 'reject', feedback: 'no' }],
    [
      '2',
      'requests protocol=2 version=0.0.411 no-connect',
      { kind: 'approved' },
      { kind: 'denied-interactively-by-user', feedback: 'no' },
    ],
  ] as const) {
    it(`is permission, allowed or denied, by protocol ${protocol}`, async () => {
      const session = await open(
        {
          onPermissionRequest: (request) =>
            request.fullCommandText === 'ls' ? { kind: 'approve-once' } : { kind: 'reject', feedback: 'no' },
        },
        switches,
      );
      assert.deepEqual(await answer(session, 'shell ls'), approved);
      assert.deepEqual(await answer(session, 'shell rm'), rejected);
    });

    it(`is the call of a tool, by protocol ${protocol}`, async () => {
      const session = await open({ tools: [greet] }, switches);
      const result = (await answer(session, 'tool greet {"name":"Ada"}')) as Record<string, unknown>;
      assert.equal(result.textResultForLlm, greeting);
      assert.equal(result.resultType, 'success');
    });
  }

  it('is denied when the handler fails', async () => {
    const session = await open({ onPermissionRequest: () => Promise.reject(new Error('handler')) });
    assert.deepEqual(await answer(session, 'shell ls'), { kind: 'user-not-available' });
  });

  it('is a question, with the tool call that it belongs to', async () => {
    const seen: unknown[] = [];
    const session = await open({
      onUserInputRequest: (request, { toolCallId }) => {
        seen.push(request, toolCallId);
        return { answer: 'blue', wasFreeform: false };
      },
    });
    assert.deepEqual(await answer(session, 'ask Which colour?'), { answer: 'blue', wasFreeform: false });
    assert.deepEqual(seen, [
      { question: 'Which colour?', choices: ['red', 'blue'], allowFreeform: true },
      'call-1',
    ]);
  });

  it('is a form, or leave to end plan mode', async () => {
    const session = await open({
      onElicitationRequest: ({ message }) => {
        if (message === 'break') throw new Error('handler');
        return { action: 'accept', content: { message } };
      },
      onExitPlanMode: ({ summary, actions }) => ({
        approved: summary === 'Plan',
        selectedAction: actions[0],
      }),
    });
    assert.deepEqual(await answer(session, 'form Name?'), {
      action: 'accept',
      content: { message: 'Name?' },
    });
    assert.deepEqual(await answer(session, 'form break'), { action: 'cancel' });
    assert.deepEqual(await answer(session, 'plan'), { approved: true, selectedAction: 'interactive' });
  });

  it('is refused where there is no handler', async () => {
    const session = await open({});
    assert.match((await session.sendAndWait('ask what?'))?.data.content ?? '', /Nobody is there to answer/);
    assert.deepEqual(await answer(session, 'plan'), { approved: false });
  });

  it('ends with the turn: the signals of open asks fire on abort', async () => {
    const fired: string[] = [];
    let asked = (): void => undefined;
    const untilFired = (name: string, signal: AbortSignal): Promise<never> => {
      asked();
      return new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => {
          fired.push(name);
          setTimeout(reject, 2, new Error('over')); // the answer comes in the next turn
        }),
      );
    };
    const session = await open({
      tools: [defineTool('wait', { handler: (_args, { signal }) => untilFired('tool', signal) })],
      onPermissionRequest: (_request, { signal }) => untilFired('permission', signal),
      onUserInputRequest: (_request, { signal }) => untilFired('question', signal),
    });
    for (const prompt of ['tool wait', 'shell ls', 'ask what?']) {
      const isAsked = new Promise<void>((resolve) => (asked = resolve));
      const turn = assert.rejects(session.sendAndWait(prompt), { code: 'aborted' });
      await isAsked;
      await session.abort();
      await turn;
    }
    assert.deepEqual(fired, ['tool', 'permission', 'question']);
  });
});
