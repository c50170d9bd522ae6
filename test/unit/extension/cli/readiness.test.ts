import assert from 'node:assert/strict';
import { Setup, type Ground } from '../../../../src/extension/cli/readiness';
import type { ClientManager, ClientState } from '../../../../src/extension/cli/cliManager';
import { noModel, type ModelChoice, type Models } from '../../../../src/extension/models/modelSource';
import type { LocalServer } from '../../../../src/protocol/toView';
import { FakeClock } from '../../../support/fakeClock';

const quiet = () => undefined;
const logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
const ollama: LocalServer = { name: 'Ollama', port: 11434, isRunning: true, models: ['llama'] };

describe('The way to a ready chat', () => {
  let started: string[];
  let tell: (state: ClientState) => void;

  function open(
    ground: Ground,
    servers: () => readonly LocalServer[] = () => [],
    choice: ModelChoice | (() => ModelChoice) = noModel,
  ): Setup {
    started = [];
    const client = {};
    const state: ClientState = { kind: 'ready', version: '1.0.102' };
    const start = (how: string) => () => Promise.resolve(started.push(how) && client);
    const onDidChange = (listener: typeof tell) => {
      tell = listener;
      return { dispose: quiet };
    };
    const manager = { state, connected: client, onDidChange };
    return new Setup({
      ground: () => ground,
      // Of the manager and the models, what the setup asks of them.
      manager: {
        ...manager,
        connect: start('connect'),
        restart: start('restart'),
      } as unknown as ClientManager,
      models: {
        resolve: () => Promise.resolve(typeof choice === 'function' ? choice() : choice),
      } as unknown as Models,
      findLocalServers: () => Promise.resolve(servers()),
      logger,
    });
  }

  it('hands no key to a CLI on another machine, and says so instead of asking for a model', async () => {
    const withheldFrom = 'build.example.com:4321';
    const setup = open({ kind: 'ok' }, () => [ollama], { ...noModel, withheldFrom });
    assert.equal(await setup.prepare(), undefined);
    assert.deepEqual(setup.state, {
      kind: 'cli-failed',
      reason: 'elsewhere',
      path: withheldFrom,
      detail: '',
    });
    setup.dispose();
  });

  const blocked: readonly Ground[] = [{ kind: 'restricted' }, { kind: 'virtual', scheme: 'github' }];
  for (const ground of blocked) {
    it(`starts no CLI where there must be none, not by Restart either: ${ground.kind}`, async () => {
      const setup = open(ground);
      await setup.prepare();
      await setup.restart();
      assert.deepEqual(started, []);
      assert.equal(setup.state.kind, ground.kind);
      setup.dispose();
    });
  }

  it('asks for a model again when the CLI ends and comes back before one was chosen', async () => {
    const setup = open({ kind: 'ok' });
    await setup.prepare();
    tell({ kind: 'restarting', attempt: 1, delayMs: 300 });
    assert.equal(setup.state.kind, 'restarting');
    tell({ kind: 'ready', version: '1.0.102' });
    assert.equal(setup.state.kind, 'choose-model');
    setup.dispose();
  });

  it('asks again whether somebody is signed in when the CLI could not say, and goes on by itself', async () => {
    const clock = new FakeClock();
    try {
      let choice: ModelChoice = { ...noModel, isLoginUnknown: true };
      const setup = open(
        { kind: 'ok' },
        () => [],
        () => choice,
      );
      await setup.prepare();
      assert.equal(setup.state.kind === 'choose-model' && setup.state.isLoginUnknown, true);
      choice = { source: 'github', label: 'Auto' };
      await clock.pass(3000);
      assert.equal(setup.state.kind, 'ready');
      setup.dispose();
    } finally {
      clock.restore();
    }
  });

  it('offers a local server that is started while the card waits, and says nothing twice', async () => {
    const clock = new FakeClock();
    try {
      let servers: readonly LocalServer[] = [{ ...ollama, isRunning: false, models: [] }];
      const setup = open({ kind: 'ok' }, () => servers);
      let told = 0;
      setup.onDidChange(() => (told += 1));
      await setup.prepare();
      const before = told;
      await clock.pass(6000);
      assert.equal(told, before);
      servers = [ollama];
      await clock.pass(3000);
      assert.deepEqual(setup.state.kind === 'choose-model' && setup.state.localServers, [ollama]);
      assert.equal(told, before + 1);
      setup.dispose();
      await setup.prepare(); // as what was under way
      assert.equal(clock.pending, 0);
    } finally {
      clock.restore();
    }
  });
});
