import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  trace,
  approveAll,
  CopilotClient,
  CopilotError,
  replayTransport,
  type SessionEvent,
  type Transport,
} from '../../../../src/sdk/index';
import { FrameReader } from '../../../../src/sdk/wire/frameReader';
import { Redactor } from '../../../../src/sdk/trace/traceRedaction';
import { makeFake, nextEvent } from '../../../support/fakeCliClient';

const traces = path.resolve('test/fixtures/traces');
const key = 'very-secret-key-1234';

describe('A trace', () => {
  it('names no secret, by its field, its form, or where it turns up again', () => {
    const redactor = new Redactor({ MY_TOKEN: 'from-the-environment' });
    const cleaned = redactor.clean({
      provider: {
        baseUrl: 'http://me:pass@host/v1?api_key=abc&x=1',
        apiKey: key,
        headers: { 'X-Team': 'team-secret' },
      },
      gitHubToken: 'gh-token-value',
      mcpServers: {
        a: { command: 'npx', args: ['--token', 'flag-secret', '--port', '80'], env: { A: 'env-secret' } },
      },
      headers: { Authorization: 'Bearer header-secret', Accept: 'text/plain' },
      text: `used ${key}, header-secret, team-secret, env-secret and from-the-environment, ghp_0123456789abcdefghij`,
      usage: { inputTokens: 5, token: '' },
      hasBearerTokenProvider: true,
    });
    assert.deepEqual(cleaned, {
      provider: {
        baseUrl: 'http://<redacted>@host/v1?api_key=<redacted>&x=1',
        apiKey: '<redacted>',
        headers: { 'X-Team': '<redacted>' },
      },
      gitHubToken: '<redacted>',
      mcpServers: {
        a: { command: 'npx', args: ['--token', '<redacted>', '--port', '80'], env: { A: '<redacted>' } },
      },
      headers: { Authorization: '<redacted>', Accept: 'text/plain' },
      text: 'used <redacted>, <redacted>, <redacted>, <redacted> and <redacted>, <redacted>',
      usage: { inputTokens: 5, token: '' },
      hasBearerTokenProvider: true,
    });
  });

  it('holds a line for each message, until it is undone', async () => {
    const lines: string[] = [];
    const fake = makeFake();
    const undo = trace(fake.client, (line) => lines.push(line));
    try {
      await using session = await fake.client.createSession({
        provider: { baseUrl: 'http://host', apiKey: key },
      });
      await session.sendAndWait(`say ${key}`);
      undo();
      const count = lines.length;
      await session.sendAndWait('once more');
      assert.equal(lines.length, count);
      const frames = lines.map(
        (line) => JSON.parse(line) as { dir: string; t: number; msg: { method?: string } },
      );
      assert.deepEqual([...new Set(frames.map(({ dir }) => dir))], ['c2s', 's2c']);
      assert.ok(frames.every(({ t }, index) => Number.isInteger(t) && t >= (frames[index - 1]?.t ?? 0)));
      assert.ok(frames.some(({ msg }) => msg.method === 'session.create'));
      assert.ok(
        lines.some((line) => line.includes('"type":"assistant.turn_start"')),
        'also what nobody listens to',
      );
      assert.ok(lines.every((line) => line.endsWith('}\n') && !line.includes(key)));
    } finally {
      await fake.end();
    }
  });

  it('outlives a sink that throws', async () => {
    const fake = makeFake();
    trace(fake.client, () => {
      throw new Error('The disk is full.');
    });
    try {
      assert.match((await fake.client.ping('still there')).message, /still there/);
    } finally {
      await fake.end();
    }
  });
});

describe('A replayed trace', () => {
  const clients: CopilotClient[] = [];
  const replay = (file: string, options = {}): CopilotClient => {
    const transport = replayTransport(path.join(traces, file), options);
    const client = new CopilotClient({ transport, restartDelaysMs: [1] });
    clients.push(client);
    return client;
  };

  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.forceStop()));
  });

  it('gives the answer again, with the events in their order', async () => {
    const events: SessionEvent[] = [];
    const session = await replay('simple-stream.jsonl').createSession({
      onEvent: (event) => void events.push(event),
    });
    const answer = await session.sendAndWait('Say hi');
    assert.ok(answer?.data.content);
    const recorded = recordedEvents('simple-stream.jsonl');
    const last = recorded.lastIndexOf('session.idle');
    assert.deepEqual(
      events.map(({ type }) => type),
      recorded.slice(0, last + 1),
    );
    assert.ok(!JSON.stringify(events).includes('cba9b1c2-1532-447c-88a5-212f9855ded6'));
  });

  it('asks for permission again, and waits for the answer', async () => {
    const asked: string[] = [];
    const session = await replay('shell-approve.jsonl').createSession({
      onPermissionRequest: ({ kind }) => {
        asked.push(kind);
        return { kind: 'approve-once' };
      },
    });
    await session.sendAndWait('Run it');
    assert.deepEqual(asked, ['shell']);
  });

  it('goes on after a while when nobody answers', async () => {
    const session = await replay('shell-approve.jsonl', { patienceMs: 5 }).createSession();
    assert.ok(await session.sendAndWait('Run it'));
  });

  it('keeps two sessions apart', async () => {
    const client = replay('two-sessions.jsonl');
    const [first, second] = await Promise.all([client.createSession(), client.createSession()]);
    const answers = await Promise.all([first.sendAndWait('one'), second.sendAndWait('two')]);
    assert.ok(answers[0]?.data.content && answers[1]?.data.content);
    assert.notDeepEqual(answers[0].data.content, answers[1].data.content);
  });

  it('breaks off where the CLI died, and goes on with the next', async () => {
    const events: string[] = [];
    const client = replay('crash-resume.jsonl');
    const session = await client.createSession({
      onPermissionRequest: approveAll,
      onEvent: ({ type }) => void events.push(type),
    });
    const recovered = nextEvent(session, 'session.recovered');
    assert.ok(await session.sendAndWait('Say hello'));
    await assert.rejects(
      session.sendAndWait('Run it'),
      ({ code }: CopilotError) => code === 'not-connected' || code === 'process-exited',
    );
    await recovered;
    assert.ok((await session.sendAndWait('Go on'))?.data.content);
    assert.ok(events.includes('session.disconnected'));
    assert.equal(client.getState(), 'connected');
  });

  it('has no answer that was not recorded', async () => {
    const client = replay('simple-stream.jsonl');
    await assert.rejects(client.rpc.sessions.fork({ sessionId: 'a' }), (error) => {
      assert.ok(error instanceof CopilotError);
      assert.equal(error.code, 'not-supported');
      assert.match(error.message, /sessions\.fork/);
      return true;
    });
  });

  it('plays back whatever was recorded, as often as the CLI was started in it', async () => {
    for (const file of fs.readdirSync(traces)) {
      const lines = fs.readFileSync(path.join(traces, file), 'utf8').trim().split('\n');
      const frames = lines.map((line) => JSON.parse(line) as Frame);
      const open = replayTransport(path.join(traces, file));
      const parts = partsOf(frames);
      for (const part of parts) await follow(await open(), part, part === parts.at(-1), file);
    }
  });

  it('takes the place of a CLI, and is not given beside one', () => {
    const transport = replayTransport([]);
    assert.throws(() => new CopilotClient({ transport, cliPath: 'copilot' }), { code: 'invalid-argument' });
    assert.throws(() => new CopilotClient({ transport, cliUrl: '4321' }), { code: 'invalid-argument' });
  });

  it('tells which line is wrong', () => {
    assert.throws(() => replayTransport(['{"dir":"c2s","t":1,"msg":{}}', '{"dir":"up"}']), /Line 2 /);
    assert.throws(() => replayTransport('no-such-file.jsonl'), /no-such-file/);
  });
});

function recordedEvents(file: string): string[] {
  const lines = fs.readFileSync(path.join(traces, file), 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const { msg } = JSON.parse(line) as { msg: { method?: string; params?: { event?: { type: string } } } };
    return msg.method === 'session.event' && msg.params?.event ? [msg.params.event.type] : [];
  });
}

interface Frame {
  readonly dir: 'c2s' | 's2c';
  readonly msg: { readonly id?: unknown; readonly method?: string };
}

function partsOf(frames: readonly Frame[]): Frame[][] {
  const parts: Frame[][] = [[]];
  for (const frame of frames) {
    const isRequest = ({ dir, msg }: Frame): boolean => dir === 'c2s' && msg.method !== undefined;
    const isAgain = parts.at(-1)?.some((other) => isRequest(other) && other.msg.id === frame.msg.id);
    if (isRequest(frame) && frame.msg.id !== undefined && isAgain) parts.push([]);
    parts.at(-1)?.push(frame);
  }
  return parts;
}

/** Says the client's part of a recording, and expects the rest to come back. */
async function follow(
  transport: Transport,
  frames: readonly Frame[],
  isLast: boolean,
  file: string,
): Promise<void> {
  const heard: unknown[] = [];
  let wake = (): void => undefined;
  const reader = new FrameReader(transport.readable);
  reader.listen((message) => {
    heard.push(message);
    wake();
  });
  const expected: unknown[] = [];
  for (const { dir, msg } of frames) {
    if (dir === 's2c') {
      expected.push(msg);
      continue;
    }
    // What was left out when the recording was cut down is answered with as little as is needed.
    const isAnswered = frames.some(
      ({ dir: from, msg: { id, method } }) => from === 's2c' && !method && id === msg.id,
    );
    const isOpening = /^session\.(create|resume)$/.test(msg.method ?? '');
    const isCut = msg.method !== undefined && msg.id !== undefined && !isAnswered && (isLast || isOpening);
    while (heard.length < expected.length) await new Promise<void>((resolve) => (wake = resolve));
    const body = JSON.stringify(msg);
    transport.writable.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    if (isCut) {
      while (heard.length === expected.length) await new Promise<void>((resolve) => (wake = resolve));
      heard.splice(expected.length, 1);
    }
  }
  while (heard.length < expected.length) await new Promise<void>((resolve) => (wake = resolve));
  assert.deepEqual(heard, expected, file);
  await transport.close('fast');
}
