import assert from 'node:assert/strict';
import { SessionSandbox } from '../../../../src/extension/sandbox/sessionSandbox';
import {
  CopilotError,
  type CopilotSession,
  type SandboxConfig,
  type SandboxSupport,
  type SessionEvent,
} from '../../../../src/sdk/index';

const able = (...names: readonly string[]) => names.map((name) => ({ name, supported: true }));
const full: SandboxSupport = {
  supported: true,
  capabilities: able('shell', 'denied_paths', 'network', 'network_filtering'),
};
const policy = (allowOutbound = false): SandboxConfig => ({
  enabled: true,
  userPolicy: { network: { allowOutbound, allowLocalNetwork: false } },
});
const request = { kind: 'shell', toolCallId: 'c1' };

interface Given {
  readonly support?: () => Promise<SandboxSupport>;
  readonly isBlocked?: boolean;
  readonly platform?: NodeJS.Platform;
  readonly refuse?: CopilotError;
}

function session({
  support = () => Promise.resolve(full),
  isBlocked = false,
  platform = 'linux',
  refuse,
}: Given) {
  const wish = { isOn: true, policy: policy() };
  const sent: SandboxConfig[] = [];
  let breaks = 0;
  const sandbox = new SessionSandbox({
    isWanted: () => wish.isOn,
    policy: () => wish.policy,
    support,
    platform,
    changed: () => undefined,
    broken: () => (breaks += 1),
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  });
  const handle = {
    setSandbox: (config: SandboxConfig) =>
      refuse ? Promise.reject(refuse) : Promise.resolve(sent.push(config)),
    rpc: {
      sandbox: { getEnforcementStatus: () => Promise.resolve({ required: false, blocked: isBlocked }) },
    },
  };
  return {
    sandbox,
    wish,
    sent,
    breaks: () => breaks,
    attach: () => sandbox.attach(handle as unknown as CopilotSession),
    tell: (type: string, data: SessionEvent['data'] = {}) =>
      sandbox.receive({ type, data, id: 'e', timestamp: '', parentId: null }),
  };
}

const decided = (kind: string, outcome: string, more = {}) => ({ kind, outcome, toolCallId: 'c1', ...more });
const resolved = decided('policy_resolved', 'resolved', {
  backend: 'bubblewrap',
  allowOutbound: false,
  allowLocalNetwork: false,
});
const engaged = decided('enforcement_state', 'engaged', { backend: 'bubblewrap' });

describe('The sandbox of a session', () => {
  it('counts only once the CLI has confirmed it', async () => {
    const { sandbox, attach, sent } = session({});
    const attached = attach();
    const before: string = sandbox.state.kind;
    await attached;
    assert.equal(before, 'starting');
    assert.equal(sandbox.state.kind, 'on');
    assert.deepEqual(sent, [policy()]);
  });

  const lacks: readonly (readonly [string, string, Given])[] = [
    [
      'there is no backend',
      'no-backend',
      { support: () => Promise.resolve({ supported: false, capabilities: [] }) },
    ],
    [
      'the backend hides nothing',
      'no-backend',
      { support: () => Promise.resolve({ supported: true, capabilities: able('shell') }) },
    ],
    [
      'the CLI knows none',
      'old-cli',
      { support: () => Promise.reject(new CopilotError('not-supported', 'Unknown method')) },
    ],
    ['the CLI does not answer', 'unconfirmed', { support: () => Promise.reject(new Error('late')) }],
    ['the CLI does not take it', 'unconfirmed', { refuse: new CopilotError('request-failed', 'no') }],
    ['a policy has blocked it', 'unconfirmed', { isBlocked: true }],
    ['none was ever seen on the system', 'system', { platform: 'win32' }],
  ];
  for (const [what, why, given] of lacks)
    it(`is not on where ${what}`, async () => {
      const { sandbox, attach } = session(given);
      await attach();
      assert.deepEqual(
        [sandbox.state.kind, 'why' in sandbox.state && sandbox.state.why],
        ['unavailable', why],
      );
    });

  it('needs more of the machine to let hosts through', async () => {
    const capabilities = able('shell', 'denied_paths');
    const { sandbox, attach, wish } = session({
      support: () => Promise.resolve({ supported: true, capabilities }),
    });
    await attach();
    assert.equal(sandbox.state.kind, 'on');
    wish.policy = policy(true);
    await sandbox.ready();
    assert.deepEqual(sandbox.state, { kind: 'unavailable', why: 'no-hosts' });
  });

  it('takes in what is to be protected since, before the next command', async () => {
    const { sandbox, attach, wish, sent } = session({});
    await attach();
    await sandbox.ready();
    assert.equal(sent.length, 1);
    wish.policy = { ...policy(), allowDevToolAccess: false };
    await sandbox.ready();
    assert.deepEqual(sent.at(-1), wish.policy);
    assert.equal(sandbox.state.kind, 'on');
  });

  it('goes on where the CLI does as it said', async () => {
    const { sandbox, attach, tell, breaks } = session({});
    await attach();
    sandbox.trusted(request);
    tell('sandbox.decision', resolved);
    tell('sandbox.decision', decided('spawn_completed', 'succeeded', { backend: 'bubblewrap' }));
    tell('sandbox.decision', engaged);
    tell('sandbox.decision', decided('access_denied', 'denied'));
    assert.deepEqual([sandbox.state.kind, breaks()], ['on', 0]);
  });

  const breaches: readonly (readonly [string, object])[] = [
    ['was not confined', decided('enforcement_state', 'inactive', { backend: 'unsupported' })],
    ['could not be confined', decided('enforcement_state', 'failed', { backend: 'unsupported' })],
    ['did not start', decided('spawn_completed', 'failed')],
    ['has the network', { ...resolved, allowOutbound: true }],
    ['reaches this machine', { ...resolved, allowLocalNetwork: true }],
    ['says nothing of the network', { ...resolved, allowLocalNetwork: undefined }],
    ['is confined less', { ...resolved, outcome: 'degraded', degradationReason: 'denied_paths_unsupported' }],
    ['was let out by nobody', decided('bypass_decided', 'approved')],
  ];
  for (const [what, decision] of breaches)
    it(`asks from now on when a command that ran silently ${what}`, async () => {
      const { sandbox, attach, tell, breaks } = session({});
      const kind = (): string => sandbox.state.kind;
      await attach();
      sandbox.trusted(request);
      tell('sandbox.decision', { ...decision });
      assert.deepEqual([kind(), breaks()], ['broken', 1]);
      tell('session.recovered');
      await sandbox.ready();
      assert.equal(kind(), 'broken', 'until the person switches it on anew');
      await sandbox.follow();
      assert.equal(kind(), 'on');
    });

  it('takes nothing amiss that the person let out, or that was never trusted', async () => {
    const { sandbox, attach, tell } = session({});
    await attach();
    const outside = decided('enforcement_state', 'inactive', { backend: 'unsupported' });
    tell('sandbox.decision', outside);
    sandbox.trusted(request);
    sandbox.asked({ ...request, requestSandboxBypass: true });
    tell('sandbox.decision', outside);
    assert.equal(sandbox.state.kind, 'on');
  });

  it('is confirmed anew when the CLI comes back, and off when it is not wanted', async () => {
    const { sandbox, attach, tell, wish, sent } = session({});
    await attach();
    const kind = (): string => sandbox.state.kind;
    tell('session.disconnected');
    assert.equal(kind(), 'starting');
    tell('session.recovered');
    await sandbox.ready();
    assert.equal(kind(), 'on');
    wish.isOn = false;
    await sandbox.follow();
    assert.equal(kind(), 'off');
    assert.deepEqual(sent.at(-1), { enabled: false });
  });
});
