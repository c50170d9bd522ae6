import assert from 'node:assert/strict';
import { Connection } from '../../../../src/sdk/wire/connection';
import { CopilotClient, type CopilotError } from '../../../../src/sdk/index';
import { silentLogger } from '../../../../src/sdk/util/logger';
import { memoryTransports } from '../../../../src/sdk/wire/transport';

/** A client of a CLI that answers each method with what is given for it. */
function clientOf(answers: Readonly<Record<string, unknown>>): CopilotClient {
  const [ours, theirs] = memoryTransports();
  const cli = new Connection(theirs, { logger: silentLogger, timeoutMs: 1000 });
  const all = { connect: { protocolVersion: 3, version: '1.0.102' }, ...answers };
  for (const [method, answer] of Object.entries(all)) cli.onRequest(method, () => Promise.resolve(answer));
  return new CopilotClient({ transport: () => Promise.resolve(ours), autoRestart: false });
}

const calls: readonly (readonly [string, unknown, (client: CopilotClient) => Promise<unknown>])[] = [
  ['ping', 'pong', (client) => client.ping()],
  ['status.get', { version: 1 }, (client) => client.getStatus()],
  ['auth.getStatus', {}, (client) => client.getAuthStatus()],
  ['models.list', { models: [{ name: 'no id' }] }, (client) => client.listModels()],
  ['session.list', { sessions: 5 }, (client) => client.listSessions()],
  ['session.delete', null, (client) => client.deleteSession('s')],
  ['session.getLastId', [], (client) => client.getLastSessionId()],
  ['session.create', {}, (client) => client.createSession()],
  ['session.resume', { sessionId: 7 }, (client) => client.resumeSession('s')],
  ['sessions.readPersistedEvents', { events: [] }, (client) => client.readHistory('s')],
];

describe('A reply of an unknown form', () => {
  for (const [method, answer, call] of calls) {
    it(`to ${method} is an error that names it`, async () => {
      const client = clientOf({ [method]: answer });
      await assert.rejects(call(client), ({ code, message, details }: CopilotError) => {
        assert.equal(code, 'invalid-message');
        assert.match(message, new RegExp(`^The CLI answered ${method} in an unknown form: .* is missing`));
        assert.equal(details.method, method);
        return true;
      });
      await client.forceStop();
    });
  }

  it('to connect fails the start, and to a message or the kept events the call', async () => {
    const deaf = clientOf({ connect: { protocolVersion: '3' } });
    await assert.rejects(deaf.start(), { code: 'invalid-message', message: /connect/ });
    const client = clientOf({
      'session.create': { sessionId: 's' },
      'session.send': {},
      'session.getMessages': { events: {} },
    });
    const session = await client.createSession({ sessionId: 's' });
    const doings = [() => session.send('hi'), () => session.sendAndWait('hi'), () => session.getMessages()];
    for (const call of doings) {
      await assert.rejects(call(), { code: 'invalid-message', message: /session\.(send|getMessages)/ });
    }
    await client.forceStop();
  });

  it('passes through request and rpc as it was sent', async () => {
    const client = clientOf({ 'session.list': { sessions: 5 } });
    assert.deepEqual(await client.request('session.list'), { sessions: 5 });
    assert.deepEqual(
      await client.rpc.sessions.fork({ sessionId: 's' }).catch(({ code }) => code),
      'not-supported',
    );
    await client.forceStop();
  });
});
