import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { startModelServer, type ModelServer } from '../../../src/demo/modelServer';
import { callTool, createGate, drop, fail, hang, replies, say } from '../../../src/demo/replies';
import type { ModelReply, ModelScript } from '../../../src/demo/modelScript';

interface Chunk {
  readonly choices: readonly {
    readonly delta: {
      readonly content?: string;
      readonly reasoning_content?: string;
      readonly tool_calls?: readonly {
        readonly id: string;
        readonly function: { name: string; arguments: string };
      }[];
    };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: { readonly total_tokens: number; readonly prompt_tokens: number };
}

describe('The scripted model server', () => {
  let server: ModelServer;
  const start = async (script: ModelScript | readonly ModelReply[]): Promise<void> => {
    server = await startModelServer(typeof script === 'function' ? script : replies(script));
  };
  afterEach(() => server.stop());

  it('streams an answer as chunks of a few words, then usage, then [DONE]', async () => {
    await start([say('One two three four five.', { reasoning: 'Hm, well.' })]);
    const events = dataLines(await (await ask(server)).text());
    assert.equal(events.at(-1), '[DONE]');
    const chunks = events.slice(0, -1).map((event) => JSON.parse(event) as Chunk);
    const deltas = chunks.flatMap((chunk) => chunk.choices.map((choice) => choice.delta));
    const text = deltas.flatMap((delta) => (delta.content ? [delta.content] : []));
    assert.deepEqual(text, ['One two three', ' four five.']);
    assert.equal(deltas.map((delta) => delta.reasoning_content ?? '').join(''), 'Hm, well.');
    assert.equal(chunks.at(-2)?.choices[0]?.finish_reason, 'stop');
    assert.ok((chunks.at(-1)?.usage?.prompt_tokens ?? 0) > 0);
    assert.equal(chunks.filter((chunk) => chunk.usage).length, 1);
  });

  it('keeps every character of a text with newlines, tabs and emoji', async () => {
    const text = '\n\n# Título\n\n```ts\n\tconst a = "🛩️";\n```\n  end \n';
    await start([say(text)]);
    assert.equal(streamedText(await (await ask(server)).text()), text);
  });

  it('sends given chunks as they are', async () => {
    await start([say(['a', 'b c', ' d'])]);
    assert.equal(streamedText(await (await ask(server)).text(), '|'), 'a|b c| d');
  });

  it('calls a tool with its own id and arguments as JSON', async () => {
    await start([callTool('view', { path: 'a.md' }), callTool('view', { path: 'b.md' })]);
    const bodies = [await (await ask(server)).text(), await (await ask(server)).text()];
    const calls = bodies.map((body) => {
      const chunks = dataLines(body)
        .slice(0, -1)
        .map((event) => JSON.parse(event) as Chunk);
      assert.ok(chunks.some((chunk) => chunk.choices[0]?.finish_reason === 'tool_calls'));
      return chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? [])[0];
    });
    assert.deepEqual(
      calls.map((call) => call?.function),
      [
        { name: 'view', arguments: '{"path":"a.md"}' },
        { name: 'view', arguments: '{"path":"b.md"}' },
      ],
    );
    assert.notEqual(calls[0]?.id, calls[1]?.id);
  });

  it('answers in one piece when no stream is asked for', async () => {
    await start([say('All at once.')]);
    const body = (await (await ask(server, { stream: false })).json()) as {
      choices: { message: { content: string }; finish_reason: string }[];
      usage: { total_tokens: number };
    };
    assert.equal(body.choices[0]?.message.content, 'All at once.');
    assert.equal(body.choices[0]?.finish_reason, 'stop');
    assert.ok(body.usage.total_tokens > 0);
  });

  it('answers with the error status, message and headers of the script', async () => {
    await start([fail(429, 'Slow down', { 'retry-after': '1' })]);
    const response = await ask(server);
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('retry-after'), '1');
    assert.equal(((await response.json()) as { error: { message: string } }).error.message, 'Slow down');
  });

  it('drops the connection at once', async () => {
    await start([drop]);
    await assert.rejects(ask(server));
  });

  it('drops the connection in mid-stream, after the chunks were sent', async () => {
    await start([say(['one ', 'two ', 'three'], { dropAfterChunks: 2 })]);
    const { text, ended } = await readRaw(server);
    assert.equal(streamedText(text), 'one two ');
    assert.equal(ended, 'broken');
  });

  it('hangs until the client leaves, and records that it left', async () => {
    await start([hang]);
    const control = new AbortController();
    const asked = ask(server, {}, control.signal);
    const recorded = await server.waitForCompletions(1);
    control.abort();
    await assert.rejects(asked);
    assert.equal(await recorded.end, 'left');
  });

  it('holds an answer back until the gate opens', async () => {
    const gate = createGate();
    await start([say(['first ', 'second'], { hold: { gate, afterChunks: 1 } })]);
    const response = await ask(server);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    while (!seen.includes('first ')) seen += (await reader.read()).value ?? '';
    assert.ok(!seen.includes('second'));
    gate.open();
    for (let part = await reader.read(); !part.done; part = await reader.read()) seen += part.value;
    assert.equal(streamedText(seen), 'first second');
    assert.equal(await server.requests[0]?.end, 'answered');
  });

  it('stops while an answer is held back', async () => {
    await start([say('never', { hold: { gate: createGate() } })]);
    const asked = ask(server);
    await server.waitForCompletions(1);
    await Promise.all([assert.rejects(asked), server.stop(), server.stop()]);
  });

  it('lists its models and says 404 for anything else', async () => {
    await start([]);
    const models = (await (await fetch(`${server.url}/models`)).json()) as { data: { id: string }[] };
    assert.deepEqual(
      models.data.map((model) => model.id),
      ['claude-demo'],
    );
    assert.equal((await fetch(`${server.url}/other`)).status, 404);
  });

  it('answers 400 to a body that is no chat completion', async () => {
    await start([]);
    const response = await fetch(`${server.url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'nonsense',
    });
    assert.equal(response.status, 400);
    assert.equal(server.requests[0]?.body, 'nonsense');
  });

  it('answers 500 when the script throws, and stays up', async () => {
    await start(() => {
      throw new Error('broken script');
    });
    assert.equal((await ask(server)).status, 500);
    assert.equal((await fetch(`${server.url}/models`)).status, 200);
  });

  it('answers in the order of the list, side requests apart, and says when the list is used up', async () => {
    await start([say('one'), say('two')]);
    assert.equal(streamedText(await (await ask(server)).text()), 'one');
    assert.equal(streamedText(await (await ask(server, { tools: [] })).text()), 'Side answer');
    assert.equal(streamedText(await (await ask(server)).text()), 'two');
    const spent = await ask(server);
    assert.equal(spent.status, 400);
    assert.match(await spent.text(), /no more answers/);
  });

  it('listens on this machine only', async () => {
    await start([]);
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/v1$/);
  });
});

function ask(server: ModelServer, body: object = {}, signal?: AbortSignal): Promise<Response> {
  return fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(completion(body)),
    signal,
  });
}

function completion(body: object): object {
  const tools = [{ type: 'function', function: { name: 'view' } }];
  return { model: 'claude-demo', stream: true, messages: [{ role: 'user', content: 'x' }], tools, ...body };
}

/** fetch hides what came before a broken connection, so this reads the socket's own words. */
function readRaw(server: ModelServer): Promise<{ text: string; ended: 'whole' | 'broken' }> {
  const headers = { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${server.url}/chat/completions`, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('end', () => resolve({ text, ended: 'whole' }));
      response.once('error', () => resolve({ text, ended: 'broken' }));
    });
    request.once('error', reject);
    request.end(JSON.stringify(completion({})));
  });
}

function dataLines(body: string): string[] {
  return body
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => {
      assert.ok(event.startsWith('data: '), event);
      return event.slice('data: '.length);
    });
}

function streamedText(body: string, joint = ''): string {
  return dataLines(body)
    .filter((event) => event !== '[DONE]')
    .flatMap((event) => (JSON.parse(event) as Chunk).choices)
    .flatMap((choice) => (choice.delta.content ? [choice.delta.content] : []))
    .join(joint);
}
