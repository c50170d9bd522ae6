import assert from 'node:assert/strict';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { replies, say } from '../../src/demo/replies';
import { CopilotClient, trace } from '../../src/sdk/index';
import { lengthenSession } from '../support/longSession';
import { quickCliPath } from '../support/quickCli';
import { makeScratch, type Scratch } from '../support/scratch';

describe('The history of a long session on the real CLI', function () {
  this.timeout(60_000);
  const sessionId = '3f0cbf0a-6a55-4f3c-9a5d-0d3f6f2b7c11';
  let cliPath: string;
  let scratch: Scratch;
  let server: ModelServer;
  let client: CopilotClient;
  let ids: readonly string[];

  before(async () => {
    cliPath = await quickCliPath();
    scratch = makeScratch('history');
    server = await startModelServer(replies([say('Hello'), say('Still here')]));
    const before = makeClient();
    const session = await before.createSession({ sessionId, ...config() });
    await session.sendAndWait('hi');
    await before.stop();
    ids = lengthenSession(scratch.path, sessionId, 3000);
    client = makeClient();
  });

  after(async () => {
    await client.stop();
    await server.stop();
    scratch.remove();
  });

  const config = () => ({
    model: 'claude-demo',
    provider: { baseUrl: server.url, apiKey: 'a-long-key-for-tests' },
    workingDirectory: scratch.path,
  });

  function makeClient(): CopilotClient {
    return new CopilotClient({
      cliPath,
      env: { COPILOT_HOME: scratch.path },
      cwd: scratch.path,
    });
  }

  it('is read from the end to the beginning without loading the session', async () => {
    const requests: unknown[] = [];
    const undo = trace(client, (line) =>
      requests.push((JSON.parse(line) as { msg: { method?: string } }).msg.method),
    );
    let page = await client.readHistory(sessionId, { limit: 400 });
    let found = page.events.map(({ id }) => id);
    assert.deepEqual(found, ids.slice(-found.length), 'the newest page, oldest event first');
    while (page.before !== undefined) {
      page = await client.readHistory(sessionId, { limit: 400, before: page.before });
      found = [...page.events.map(({ id }) => id), ...found];
    }
    undo();
    assert.deepEqual(found, ids);
    assert.ok(!requests.includes('session.resume'));
  });

  it('goes on at its place after the CLI was started again', async () => {
    const { before } = await client.readHistory(sessionId, { limit: 100 });
    await client.stop();
    client = makeClient();
    const { events } = await client.readHistory(sessionId, { limit: 100, before });
    assert.deepEqual(
      events.map(({ id }) => id),
      ids.slice(-200, -100),
    );
  });

  it('meets the events of the session that is resumed after it, each with its id', async () => {
    const { events } = await client.readHistory(sessionId, { limit: 50 });
    const session = await client.resumeSession(sessionId, config());
    assert.equal((await session.sendAndWait('there?'))?.data.content, 'Still here');
    const { events: later } = await client.readHistory(sessionId, { limit: 200 });
    const at = later.findIndex(({ id }) => id === events.at(-1)?.id);
    assert.ok(at > 0, 'what was read before is still there under its id');
    assert.ok(later.slice(at).some(({ data }) => data.content === 'Still here'));
  });

  it('says that there is none of a session that does not exist', async () => {
    await assert.rejects(client.readHistory('00000000-0000-4000-8000-000000000000'), {
      code: 'request-failed',
    });
  });

  it('of a session without a message is what it has sent so far', async () => {
    const session = await client.createSession(config());
    const { events, before } = await client.readHistory(session.sessionId);
    assert.ok(events.every(({ type }) => type !== 'user.message'));
    assert.equal(before, undefined);
  });
});
