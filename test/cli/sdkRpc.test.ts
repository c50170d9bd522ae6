import assert from 'node:assert/strict';
import * as path from 'node:path';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { replies, say } from '../../src/demo/replies';
import { CopilotClient, CopilotError, type CopilotSession, findCli } from '../../src/sdk/index';
import { makeScratch, type Scratch } from '../support/scratch';

describe('The published methods on the real CLI', function () {
  this.timeout(60_000);
  let scratch: Scratch;
  let server: ModelServer;
  let client: CopilotClient;
  let session: CopilotSession;

  before(async () => {
    scratch = makeScratch('sdk-rpc');
    server = await startModelServer(replies([say('One.'), say('A summary.'), say('Two.')]));
    client = new CopilotClient({
      cliPath: findCli({ env: {}, searchFrom: [process.cwd()] }).path,
      env: { COPILOT_HOME: path.join(scratch.path, 'home') },
      cwd: scratch.path,
    });
    session = await client.createSession({
      model: 'claude-demo',
      provider: { baseUrl: server.url, apiKey: 'a-long-key-for-tests' },
    });
    await session.sendAndWait('Count.', 30_000);
  });

  after(async () => {
    await client.stop();
    await server.stop();
    scratch.remove();
  });

  it('are called for the client', async () => {
    const { sessions } = await client.rpc.sessions.list();
    assert.deepEqual(
      sessions.map(({ sessionId }) => sessionId),
      [session.sessionId],
    );
    const fork = await client.rpc.sessions.fork({ sessionId: session.sessionId });
    assert.notEqual(fork.sessionId, session.sessionId);
    assert.equal((await client.request('ping', { message: 'typed' })).message, 'pong: typed');
  });

  it('are called for a session, whose id is filled in', async () => {
    assert.deepEqual((await session.rpc.queue.pendingItems()).items, []);
    assert.equal((await session.rpc.metadata.isProcessing()).processing, false);
    await session.rpc.name.set({ name: 'Counting' });
    assert.equal((await session.rpc.name.get()).name, 'Counting');
    const { mode } = await session.request('session.permissions.getMode');
    assert.equal(typeof mode, 'string');
    const compacted = await session.rpc.history.compact(
      { customInstructions: 'Be short.' },
      { timeoutMs: 30_000 },
    );
    assert.equal(compacted.success, true);
  });

  it('end with their own signal', async () => {
    const isCode = (code: string) => (error: unknown) => error instanceof CopilotError && error.code === code;
    await assert.rejects(
      session.rpc.metadata.snapshot({}, { signal: AbortSignal.abort() }),
      isCode('aborted'),
    );
    await assert.rejects(client.rpc.sessions.list({}, { signal: AbortSignal.abort() }), isCode('aborted'));
  });

  it('name the method that this CLI lacks', async () => {
    const future = client.rpc as unknown as { readonly time: { travel(): Promise<unknown> } };
    await assert.rejects(future.time.travel(), (error) => {
      assert.ok(error instanceof CopilotError);
      assert.equal(error.code, 'not-supported');
      assert.equal(error.details.method, 'time.travel');
      assert.match(error.message, /time\.travel/);
      return true;
    });
  });

  it('are nearly all known to this CLI', async () => {
    const lacking: string[] = [];
    for (const [method, call] of harmless(client, session)) {
      await call().catch((error: unknown) => {
        if (error instanceof CopilotError && error.code === 'not-supported') lacking.push(method);
      });
    }
    assert.deepEqual(lacking, []);
  });
});

/** Methods of many corners of the schema that only read. */
function harmless(client: CopilotClient, { rpc }: CopilotSession): [string, () => Promise<unknown>][] {
  return Object.entries({
    'models.getBuiltInCatalog': () => client.rpc.models.getBuiltInCatalog(),
    'tools.list': () => client.rpc.tools.list({}),
    'account.getCurrentAuth': () => client.rpc.account.getCurrentAuth(),
    'mcp.config.list': () => client.rpc.mcp.config.list(),
    'skills.discover': () => client.rpc.skills.discover({}),
    'agents.discover': () => client.rpc.agents.discover({}),
    'user.settings.get': () => client.rpc.user.settings.get(),
    'sessions.getSizes': () => client.rpc.sessions.getSizes(),
    'session.model.getCurrent': () => rpc.model.getCurrent(),
    'session.mode.get': () => rpc.mode.get(),
    'session.plan.read': () => rpc.plan.read(),
    'session.agent.list': () => rpc.agent.list(),
    'session.skills.list': () => rpc.skills.list(),
    'session.mcp.list': () => rpc.mcp.list(),
    'session.commands.list': () => rpc.commands.list(),
    'session.permissions.pendingRequests': () => rpc.permissions.pendingRequests(),
    'session.usage.getMetrics': () => rpc.usage.getMetrics(),
    'session.history.listRewindPoints': () => rpc.history.listRewindPoints(),
    'session.tasks.list': () => rpc.tasks.list(),
  });
}
