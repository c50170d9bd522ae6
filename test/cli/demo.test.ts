import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { createDemoScript, demoModel, demoProviderFields } from '../../src/demo/demoScript';
import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import { findCli } from '../../src/sdk/index';

interface CliEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Decision = { readonly kind: 'approve-once' } | { readonly kind: 'reject'; readonly feedback: string };

/** Speaks to the CLI without our SDK, so that this file says what the CLI itself makes of the demo model. */
describe('The demo model behind the real CLI', function () {
  this.timeout(60_000);
  let folder: string;
  let home: string;
  let server: ModelServer;
  let cli: ChildProcess;
  let wire: MessageConnection;
  let events: CliEvent[];
  let decision: Decision;
  let sessionId: string;
  const listeners = new Set<(event: CliEvent) => void>();

  before(async () => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'demo-home-'));
    startCli();
    await wire.sendRequest('connect', {});
  });

  beforeEach(async () => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'demo-folder-')));
    fs.writeFileSync(path.join(folder, 'README.md'), '# Tiny shop\n');
    sessionId = randomUUID();
    events = [];
    decision = { kind: 'approve-once' };
    server = await startModelServer(createDemoScript({ delay: 0 }));
  });

  afterEach(async () => {
    await wire.sendRequest('session.destroy', { sessionId });
    listeners.clear();
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  after(async () => {
    const exited = once(cli, 'exit');
    cli.stdin?.end();
    await exited;
    wire.dispose();
    fs.rmSync(home, { recursive: true, force: true });
  });

  it('says what it is, in streamed pieces and without a warning of the CLI', async () => {
    await createSession();
    await prompt('hello');
    const pieces = ofType('assistant.message_delta').map((data) => String(data.deltaContent));
    assert.ok(pieces.length > 20, `only ${pieces.length} pieces`);
    assert.ok(pieces.join('').startsWith('I am the demo model: a script on this machine, not an AI.'));
    assert.equal(pieces.join(''), lastAnswer());
    assert.deepEqual(ofType('session.warning'), []);
    await prompt('hello');
    assert.doesNotMatch(lastAnswer(), /not an AI/);
  });

  it('reads a file of the folder', async () => {
    await createSession();
    await prompt('read');
    assert.deepEqual(startedTools(), ['view']);
    assert.match(lastAnswer(), /# Tiny shop/);
  });

  it('asks before it runs a command, and shows what it printed', async () => {
    await createSession();
    await prompt('run something');
    const [request] = ofType('permission.requested').map(
      (data) => data.permissionRequest as { kind: string },
    );
    assert.equal(request?.kind, 'shell');
    assert.match(lastAnswer(), /Hello from the demo model\nREADME\.md/);
  });

  it('creates a file with a diff to allow, and edits it the next time', async () => {
    await createSession();
    await prompt('write');
    const diffs = (): string[] =>
      ofType('permission.requested').flatMap(
        (data) => (data.permissionRequest as { diff?: string }).diff ?? [],
      );
    assert.match(diffs()[0] ?? '', /^\+# Flight Deck demo$/m);
    await prompt('write');
    assert.match(diffs()[1] ?? '', /^\+- Added by the demo model, line 1$/m);
    const text = fs.readFileSync(path.join(folder, 'flight-deck-demo.md'), 'utf8');
    assert.match(text, /^# Flight Deck demo[\s\S]*line 1\n*$/);
  });

  it('asks a question and repeats the answer', async () => {
    await createSession();
    await prompt('ask');
    assert.match(lastAnswer(), /\*\*Noon\*\*/);
  });

  it('says so and goes on when it is denied', async () => {
    await createSession();
    decision = { kind: 'reject', feedback: 'not now' };
    await prompt('run');
    assert.match(lastAnswer(), /You denied the command/);
    await prompt('hello');
    assert.match(lastAnswer(), /What I can show/);
  });

  it('uses a tool of the editor', async () => {
    const tool = { name: 'editor_get_selection', parameters: { type: 'object' }, skipPermission: true };
    await createSession({ tools: [tool] });
    await prompt('what is the selection?');
    assert.match(lastAnswer(), /selected by the editor/);
  });

  it('shows everything in turn on a tour', async () => {
    await createSession();
    await prompt('tour');
    assert.deepEqual(startedTools(), ['view', 'bash', 'create', 'ask_user', 'sql']);
    assert.match(lastAnswer(), /That was the tour/);
  });

  it('is left in the middle of a long answer on Stop', async () => {
    await server.stop();
    server = await startModelServer(createDemoScript());
    await createSession();
    const idle = nextEvent('session.idle');
    const started = nextEvent('assistant.message_delta');
    await send('something long');
    await started;
    await wire.sendRequest('session.abort', { sessionId });
    assert.equal((await idle).data.aborted, true);
    assert.equal(await server.requests.at(-1)?.end, 'left');
  });

  function startCli(): void {
    const found = findCli({ env: { PATH: '' }, searchFrom: [process.cwd()] });
    // The real home holds the unpacked CLI; with a fresh one it would unpack itself again.
    const env = { PATH: process.env.PATH, HOME: os.homedir(), COPILOT_HOME: home };
    const args = ['--headless', '--no-auto-update', '--log-level', 'none', '--stdio', '--no-auto-login'];
    cli = spawn(found.path, args, { cwd: home, env, stdio: ['pipe', 'pipe', 'inherit'] });
    assert.ok(cli.stdout && cli.stdin);
    wire = createMessageConnection(new StreamMessageReader(cli.stdout), new StreamMessageWriter(cli.stdin));
    wire.onRequest('userInput.request', () => ({ answer: 'Noon', wasFreeform: false }));
    wire.onNotification(
      'session.event',
      ({ event, sessionId: of }: { event: CliEvent; sessionId: string }) => {
        if (of !== sessionId) return;
        events.push(event);
        answer(event);
        [...listeners].forEach((listener) => listener(event));
      },
    );
    wire.listen();
  }

  function answer({ type, data }: CliEvent): void {
    const ids = { sessionId, requestId: data.requestId };
    if (type === 'permission.requested') {
      void wire.sendRequest('session.permissions.handlePendingPermissionRequest', {
        ...ids,
        result: decision,
      });
    }
    if (type === 'external_tool.requested') {
      void wire.sendRequest('session.tools.handlePendingToolCall', {
        ...ids,
        result: 'selected by the editor',
      });
    }
  }

  async function createSession(more: object = {}): Promise<void> {
    await wire.sendRequest('session.create', {
      sessionId,
      model: demoModel,
      provider: { type: 'openai', baseUrl: server.url, apiKey: 'no-key-needed', ...demoProviderFields },
      streaming: true,
      requestPermission: true,
      requestUserInput: true,
      workingDirectory: folder,
      ...more,
    });
  }

  function send(text: string): Promise<unknown> {
    return wire.sendRequest('session.send', { sessionId, prompt: text });
  }

  async function prompt(text: string): Promise<void> {
    const idle = nextEvent('session.idle');
    await send(text);
    await idle;
    assert.deepEqual(ofType('session.error'), []);
  }

  function nextEvent(type: string): Promise<CliEvent> {
    return new Promise((resolve) => {
      const listener = (event: CliEvent): void => {
        if (event.type !== type) return;
        listeners.delete(listener);
        resolve(event);
      };
      listeners.add(listener);
    });
  }

  function ofType(type: string): CliEvent['data'][] {
    return events.filter((event) => event.type === type).map((event) => event.data);
  }

  function startedTools(): unknown[] {
    return ofType('tool.execution_start').map((data) => data.toolName);
  }

  function lastAnswer(): string {
    return String(ofType('assistant.message').at(-1)?.content);
  }
});
