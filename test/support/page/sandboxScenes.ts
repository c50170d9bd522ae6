import type { SandboxInfo } from '../../../src/protocol/foot';
import type { PermissionRequest, Turn } from '../../../src/protocol/toView';
import type { Scene } from './scene';
import { notice } from './sceneTurns';
import { call, foot, turn, viewState } from './states';

const on: SandboxInfo = { state: 'on', system: 'debian', hosts: [] };
const off: SandboxInfo = { ...on, state: 'off' };

const install = 'npm install dinero.js';
const refusedOutput = 'npm error code ENOTFOUND\nnpm error errno getaddrinfo ENOTFOUND packages.example.com';
const refused = call({
  id: 's2',
  tool: 'shell',
  subject: install,
  exitCode: 1,
  durationMs: 900,
  output: refusedOutput,
  sandbox: { ran: 'inside', refused: 'network' },
});
const steps = turn({
  items: [
    call({
      id: 's1',
      tool: 'shell',
      subject: 'npm test -- cart',
      durationMs: 3100,
      output: '1 passing',
      sandbox: { ran: 'inside' },
      allowedBy: { by: 'sandbox', decision: 'd1' },
    }),
    call({ id: 's3', tool: 'shell', subject: 'npm ping', durationMs: 2100, sandbox: { ran: 'outside' } }),
    refused,
  ],
});
const waiting = turn({
  items: steps.items.map((item) => (item.id === 's2' ? { ...refused, state: 'waiting' as const } : item)),
});
const leaving: PermissionRequest = {
  kind: 'permission',
  id: 'sandbox-request',
  permission: 'shell',
  toolCallId: 's2',
  intention: 'Install the money library',
  text: install,
  subject: install,
  folder: 'shop',
  leaves: { refused: 'network', host: 'packages.example.com' },
};

/** The sandbox: its switch, its state, what it refused, and what leads out of it. */
export function sandboxScenes(turns: readonly Turn[]): Readonly<Record<string, Scene>> {
  const { composer } = viewState();
  const withSandbox = (sandbox: SandboxInfo) => ({ ...composer, foot: { ...foot, sandbox } });
  const menu = (sandbox: SandboxInfo): Scene => ({
    state: viewState({ turns, composer: withSandbox(sandbox) }),
    press: 'Permissions: Ask before changes',
  });
  const told = (
    code: 'sandbox-offer' | 'sandbox-broken' | 'sandbox-no-hosts',
    sandbox: SandboxInfo,
  ): Scene => ({
    state: viewState({
      turns,
      composer: withSandbox(sandbox),
      banner: notice(code, {
        severity: code === 'sandbox-offer' ? 'info' : 'warning',
        actions: code === 'sandbox-offer' ? ['use-sandbox', 'dismiss'] : ['show-log', 'dismiss'],
      }),
    }),
  });
  return {
    'sandbox-menu': menu(on),
    'sandbox-menu-off': menu(off),
    'sandbox-menu-hosts': menu({ ...on, hosts: ['registry.example.com', '*.packages.example.com'] }),
    'sandbox-menu-missing': menu({ ...off, lack: 'no-backend' }),
    'sandbox-unavailable': menu({ ...on, state: 'unavailable', lack: 'no-backend', system: 'fedora' }),
    'sandbox-step': { state: viewState({ turns: [steps], composer: withSandbox(on) }), isUnfolded: true },
    'sandbox-request': {
      state: viewState({ turns: [waiting], composer: withSandbox(on), requests: [leaving] }),
      isUnfolded: true,
    },
    'sandbox-offer': told('sandbox-offer', off),
    'sandbox-broken': told('sandbox-broken', { ...on, state: 'broken' }),
    'sandbox-no-hosts': told('sandbox-no-hosts', on),
  };
}
