import type { Setup } from '../../../src/protocol/toView';
import type { Scene } from './scene';
import { NOON, chooseModel, viewState } from './states';

const setups: Readonly<Record<string, Setup>> = {
  onboarding: chooseModel,
  'onboarding-signing-in': { kind: 'choose-model', cliVersion: '1.0.102', signingIn: true, localServers: [] },
  'no-cli': { kind: 'cli-not-found', command: 'npm install -g @github/copilot', configured: undefined },
  'no-cli-configured': {
    kind: 'cli-not-found',
    command: 'npm install -g @github/copilot',
    configured: '/opt/tools/copilot',
  },
  'cli-spawn': {
    kind: 'cli-failed',
    reason: 'spawn',
    path: '/opt/copilot',
    detail: 'EACCES: permission denied',
  },
  'cli-exited': {
    kind: 'cli-failed',
    reason: 'exited',
    path: '/opt/copilot',
    detail: 'exit code 1\nunknown option --acp',
  },
  'cli-ended': { kind: 'cli-failed', reason: 'ended', path: '/opt/copilot', detail: 'signal SIGKILL' },
  'cli-protocol': { kind: 'cli-failed', reason: 'protocol', path: '/opt/copilot', detail: '' },
  'cli-crash-loop': {
    kind: 'cli-failed',
    reason: 'crash-loop',
    path: '/opt/copilot',
    detail: 'signal SIGSEGV',
  },
  'cli-unreachable': {
    kind: 'cli-failed',
    reason: 'unreachable',
    path: 'localhost:8765',
    detail: 'ECONNREFUSED',
  },
  'cli-elsewhere': { kind: 'cli-failed', reason: 'elsewhere', path: 'build.example.com:4321', detail: '' },
  restricted: { kind: 'restricted' },
  virtual: { kind: 'virtual', scheme: 'vscode-vfs' },
  stopped: { kind: 'stopped' },
  restarting: { kind: 'restarting', attempt: 2, delayMs: 4000 },
  starting: { kind: 'starting' },
};

/** What stands there before the first message. */
export const setupScenes: Readonly<Record<string, Scene>> = {
  ...Object.fromEntries(
    Object.entries(setups).map(([name, setup]) => [name, { state: viewState({ setup }) }]),
  ),
  empty: {
    state: viewState({
      lastSession: { sessionId: 's0', title: 'Add discount codes', modifiedAt: NOON - 4_680_000 },
      problems: { path: '/shop/src/cart.ts', name: 'cart.ts', count: 2 },
    }),
  },
  'no-folder': {
    state: viewState({ session: { sessionId: 's', title: '', folder: 'scratch folder', isScratch: true } }),
  },
  coming: {
    state: viewState({
      setup: { kind: 'starting' },
      session: { sessionId: '', title: '', folder: 'shop', isComing: true },
      composer: { ...viewState().composer, model: '', foot: undefined },
      usage: undefined,
    }),
  },
  demo: {
    state: viewState({
      composer: { model: 'Demo model', modelSource: 'demo', permissionMode: 'allow-all' },
      usage: undefined,
    }),
  },
};
