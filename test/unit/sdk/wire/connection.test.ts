import assert from 'node:assert/strict';
import { Connection } from '../../../../src/sdk/wire/connection';
import { CopilotError } from '../../../../src/sdk/util/errors';
import { silentLogger } from '../../../../src/sdk/util/logger';
import { memoryTransports, type Transport } from '../../../../src/sdk/wire/transport';

/** The CLI's side: answers what is told, and gives access to what came in. */
function otherSide(transport: Transport, answers: Readonly<Record<string, unknown>> = {}): Connection {
  const connection = new Connection(transport, { logger: silentLogger, timeoutMs: 1000 });
  for (const [method, answer] of Object.entries(answers)) {
    connection.onRequest(method, () => Promise.resolve(answer));
  }
  connection.onRequest('never', () => new Promise(() => undefined));
  return connection;
}

function ourSide(transport: Transport, onEvent?: (sessionId: unknown, event: unknown) => void): Connection {
  return new Connection(transport, { logger: silentLogger, timeoutMs: 5000, onEvent });
}

const failsWith = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof CopilotError);
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};

describe('A connection to the CLI', () => {
  it('logs the names of messages, never what they carry, and shows all to its tap', async () => {
    const [left, right] = memoryTransports();
    otherSide(right, { ping: { message: 'secret' } });
    const lines: string[] = [];
    const tapped: unknown[] = [];
    const ours = new Connection(left, {
      logger: { ...silentLogger, trace: (line) => lines.push(line) },
      timeoutMs: 1000,
      tap: (direction, message) => tapped.push(direction, JSON.stringify(message).includes('secret')),
    });
    await ours.request('ping', { message: 'secret' });
    assert.deepEqual(lines, ['→ ping #0', '← reply #0']);
    assert.deepEqual(tapped, ['out', true, 'in', true]);
  });

  it('brings replies to their requests', async () => {
    const [left, right] = memoryTransports();
    otherSide(right, { 'session.list': { sessions: [] }, 'runtime.shutdown': null });
    const ours = ourSide(left);
    assert.deepEqual(await ours.request('session.list'), { sessions: [] });
    assert.equal(await ours.request('runtime.shutdown'), null);
  });

  it('settles every waiting request when the other side is gone, and refuses new ones', async () => {
    const [left, right] = memoryTransports();
    otherSide(right);
    const ours = ourSide(left);
    const waiting = [ours.request('never'), ours.request('never'), ours.request('never')];
    const end = new CopilotError('process-exited', 'The CLI exited with code 3.', { exitCode: 3 });
    ours.close(end);
    for (const request of waiting) {
      await assert.rejects(
        request,
        failsWith('process-exited', /^never got no answer: The CLI exited with code 3/),
      );
    }
    await assert.rejects(ours.request('ping'), failsWith('process-exited', /^ping/));
  });

  it('says once what ended it, also to a listener that comes late', () => {
    const [left] = memoryTransports();
    const ours = ourSide(left);
    const heard: CopilotError[] = [];
    ours.onClosed((error) => heard.push(error));
    const end = new CopilotError('aborted', 'Over.');
    ours.close(end);
    ours.close(new CopilotError('timeout', 'Later.'));
    ours.onClosed((error) => heard.push(error));
    assert.deepEqual(heard, [end, end]);
  });

  it('gives up a request after its limit', async () => {
    const [left, right] = memoryTransports();
    otherSide(right);
    const request = ourSide(left).request('never', {}, { timeoutMs: 20 });
    await assert.rejects(request, failsWith('timeout', /^never got no answer within 0.02 s/));
  });

  it('gives up a request on its signal, and does not send one whose signal has fired', async () => {
    const [left, right] = memoryTransports();
    otherSide(right);
    const ours = ourSide(left);
    const abort = new AbortController();
    const request = ours.request('never', {}, { signal: abort.signal });
    abort.abort();
    await assert.rejects(request, failsWith('aborted', /^never/));
    await assert.rejects(ours.request('never', {}, { signal: abort.signal }), failsWith('aborted', /^never/));
  });

  it('strips the words that the CLI puts before a reason', async () => {
    const [left, right] = memoryTransports();
    otherSide(right).onRequest('session.resume', () =>
      // The package puts the same words before it as the CLI does.
      Promise.reject(new Error('Session not found: x')),
    );
    await assert.rejects(
      ourSide(left).request('session.resume'),
      failsWith('request-failed', /^session\.resume failed: Session not found: x$/),
    );
  });

  it('tells a method that the CLI does not know from one that failed', async () => {
    const [left, right] = memoryTransports();
    otherSide(right);
    await assert.rejects(ourSide(left).request('session.detach'), (error: unknown) => {
      assert.ok(error instanceof CopilotError);
      assert.deepEqual([error.code, error.details.rpcCode], ['not-supported', -32601]);
      return true;
    });
  });

  it('hands events over in their order, and survives a handler that throws', async () => {
    const [left, right] = memoryTransports();
    const heard: unknown[] = [];
    const ours = ourSide(left, (sessionId, event) => {
      heard.push({ sessionId, event });
      if (heard.length === 1) throw new Error('handler');
    });
    const theirs = otherSide(right, { ping: {} });
    for (let index = 0; index < 5; index++) {
      // As the CLI writes it, and otherwise.
      const event = index % 2 ? { type: 'a', index } : { index, type: 'a' };
      const params = { sessionId: 's', event };
      const body = JSON.stringify({ jsonrpc: '2.0', method: 'session.event', params });
      right.writable.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    }
    await ours.request('ping');
    assert.deepEqual(
      heard,
      [0, 1, 2, 3, 4].map((index) => ({ sessionId: 's', event: { index, type: 'a' } })),
    );
    theirs.close(new CopilotError('aborted', 'Over.'));
  });
});
