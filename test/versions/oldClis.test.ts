import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { callTool, say } from '../../src/demo/replies';
import { approveAll, defineTool, type PermissionHandler } from '../../src/sdk/index';
import { PendingRequests } from '../../src/extension/requests/pendingRequests';
import { SessionPermissions } from '../../src/extension/requests/permissionDecisions';
import { toolHooks } from '../../src/extension/permissions/toolHooks';
import { subjectText } from '../../src/extension/rules/subject';
import { makeApprovals } from '../support/makeApprovals';
import { answer, type RealCli, realCliPath, report, startRealCli } from '../support/realCli';

/** Installed by `npm run test:versions`: protocol 2, the old words of permissions, and their last version but one. */
const versions = ['0.0.411', '1.0.30', '1.0.35', '1.0.102'];
const installed = path.resolve('.vscode-test/cli');

/** The program of that version, or its script where npm has no program for this system. */
function cliOf(version: string): string {
  if (version === '1.0.102') return realCliPath;
  const scope = path.join(installed, version, 'node_modules/@github');
  const program = path.join(scope, `copilot-${process.platform}-${process.arch}`, 'copilot');
  return fs.existsSync(program) ? program : path.join(scope, 'copilot/index.js');
}

for (const version of versions) {
  describe(`CLI ${version}`, function () {
    this.timeout(60_000);
    let cli: RealCli;

    before(async () => {
      cli = await startRealCli({ cliPath: cliOf(version) });
      await cli.client.start();
    });

    after(() => cli.end());

    const bash = callTool('bash', { command: 'echo from-the-shell', description: 'Says' });
    const add = defineTool('add', {
      parameters: {
        type: 'object',
        properties: { a: { type: 'number' }, b: { type: 'number' } },
        required: ['a', 'b'],
      },
      handler: ({ a, b }) => ({ sum: a + b }),
    });

    it('starts, says which version it is, and answers', async () => {
      assert.equal((await cli.client.getStatus()).version, version);
      assert.equal(cli.client.version, version);
      const { message, timestamp } = await cli.client.ping('hello');
      assert.match(message, /hello/);
      assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 60_000);
      const session = await cli.open([say(['Hello', ' there'])], { streaming: true });
      const pieces: string[] = [];
      for await (const piece of session.stream('hi')) pieces.push(piece);
      assert.equal(pieces.join(''), 'Hello there');
    });

    it('calls a tool of the program', async () => {
      const session = await cli.open([callTool('add', { a: 1, b: 2 }), report], { tools: [add] });
      assert.equal(await answer(session, 'add'), 'Result: {"sum":3}');
    });

    it('runs a command that is approved, and none that is denied', async () => {
      const run = async (onPermissionRequest: PermissionHandler): Promise<string> => {
        const session = await cli.open([bash, report], { onPermissionRequest });
        return (await answer(session, 'run')) ?? '';
      };
      assert.match(await run(approveAll), /from-the-shell/);
      assert.doesNotMatch(await run(() => ({ kind: 'reject', feedback: 'not today' })), /from-the-shell/);
    });

    it('reads nothing outside the folder and no keys where reads of the folder are allowed', async () => {
      const folder = path.join(cli.scratch.path, 'shop');
      fs.mkdirSync(folder, { recursive: true });
      for (const name of ['plain.txt', '.env'])
        fs.writeFileSync(path.join(folder, name), `mark of ${name}\n`);
      const { config, asked } = readsOfFolder(folder);
      const read = (file: string) => callTool('view', { path: path.resolve(folder, file) });
      const session = await cli.open([read('plain.txt'), report], config);
      assert.match((await answer(session, 'read')) ?? '', /mark of plain/);
      assert.deepEqual(asked, []);
      for (const file of ['/etc/passwd', '.env']) {
        const other = await cli.open([read(file), report], config);
        const told = (await answer(other, 'read')) ?? '';
        assert.doesNotMatch(told, /root:|mark of/, file);
        assert.deepEqual([...new Set(asked.splice(0))], [file]);
      }
    });

    it('leaves hooks of the folder off where it knows how they are loaded anew; no other is used with them', async () => {
      const folder = path.join(cli.scratch.path, 'with-hooks');
      const marker = path.join(folder, 'ran');
      const hook = { type: 'command', bash: `touch '${marker}'` };
      fs.mkdirSync(path.join(folder, '.github/hooks'), { recursive: true });
      fs.writeFileSync(
        path.join(folder, '.github/hooks/x.json'),
        JSON.stringify({ version: 1, hooks: { sessionStart: [hook] } }),
      );
      const canHold = await cli.client.request('sessions.reloadPluginHooks', { sessionId: 'none' }).then(
        () => true,
        () => false,
      );
      const session = await cli.open([say('done')], {
        workingDirectory: folder,
        extraParams: { enableFileHooks: false },
      });
      await answer(session, 'go');
      if (canHold) assert.equal(fs.existsSync(marker), false);
    });

    it('resumes a session, lists it and deletes it', async () => {
      const session = await cli.open([say('One'), say('Two')]);
      await answer(session, 'first words');
      await session.destroy();
      const resumed = await cli.client.resumeSession(session.sessionId, cli.config());
      assert.equal(await answer(resumed, 'more'), 'Two');
      const listed = await cli.client.listSessions();
      assert.ok(listed.some(({ sessionId }) => sessionId === session.sessionId));
      await resumed.destroy();
      await cli.client.deleteSession(session.sessionId);
    });
  });
}

/** The permissions of a session in which files of the folder are read without asking; the person denies the rest. */
function readsOfFolder(folder: string) {
  const asked: string[] = [];
  const requests: PendingRequests = new PendingRequests({
    permission: ({ id, facts }) => {
      asked.push(subjectText(facts.subject));
      setImmediate(() => requests.answerPermission(id, { decision: 'deny', reason: 'Not that.' }));
    },
    question: () => undefined,
    form: () => undefined,
    choice: () => undefined,
    settled: () => undefined,
  });
  const permissions = new SessionPermissions({
    sessionId: 'any',
    folders: [folder],
    approvals: makeApprovals(undefined, folder),
    requests,
    mode: () => 'allow-reads',
    title: () => '',
    askedBy: () => undefined,
    toolOf: () => 'view',
  });
  const onPermissionRequest: PermissionHandler = (request, context) => permissions.decide(request, context);
  const hooks = toolHooks({
    folders: [folder],
    allowsAll: () => false,
    forbids: () => 'no',
    reviewsPages: () => false,
    reviewPage: () => Promise.resolve(undefined),
  });
  return { config: { workingDirectory: folder, onPermissionRequest, hooks }, asked };
}
