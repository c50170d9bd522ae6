import assert from 'node:assert/strict';
import { limitedMode, managedMost, strictest } from '../../../../src/extension/models/permissionLimit';
import { SessionChoices } from '../../../../src/extension/models/sessionOptions';
import type { PermissionMode } from '../../../../src/protocol/toView';

const modes: readonly PermissionMode[] = ['ask', 'allow-reads', 'allow-all'];
const resolved = (data: Readonly<Record<string, unknown>>) => ({
  id: 'e',
  timestamp: '2026-11-30T00:00:00Z',
  parentId: null,
  type: 'session.managed_settings_resolved',
  data: { source: 'none', serverManaged: false, deviceManaged: false, failClosed: false, ...data },
});

describe('What may be allowed at the most', () => {
  it('is never passed', () => {
    for (const [wanted, mode] of modes.entries())
      for (const [limit, most] of modes.entries())
        assert.equal(limitedMode(mode, most), modes[Math.min(wanted, limit)], `${mode}, at most ${most}`);
  });

  it('is what an organization leaves, by the CLI’s own word', () => {
    const forbidden = { bypassPermissionsDisabled: true };
    assert.equal(
      managedMost(resolved({ ...forbidden, source: 'device', deviceManaged: true })),
      'allow-reads',
    );
    assert.equal(
      managedMost(resolved({ ...forbidden, source: 'server', serverManaged: true })),
      'allow-reads',
    );
    assert.equal(managedMost(resolved({ ...forbidden, policyHelperManaged: true })), 'allow-reads');
    assert.equal(managedMost(resolved({ failClosed: true })), 'allow-reads', 'unreadable settings forbid');
    assert.equal(managedMost(resolved({ ...forbidden, source: 'client', clientManaged: true })), 'allow-all');
    assert.equal(managedMost(resolved({})), 'allow-all');
    assert.equal(managedMost({ ...resolved({}), type: 'session.idle' }), undefined);
  });

  it('names who set it', () => {
    assert.deepEqual(strictest({ most: 'allow-all', by: 'setting' }, undefined), {
      most: 'allow-all',
      by: 'setting',
    });
    assert.deepEqual(strictest({ most: 'allow-all', by: 'setting' }, 'allow-reads'), {
      most: 'allow-reads',
      by: 'organization',
    });
    assert.deepEqual(strictest({ most: 'ask', by: 'setting' }, 'allow-reads'), {
      most: 'ask',
      by: 'setting',
    });
    assert.deepEqual(strictest({ most: 'ask', by: 'organization' }, 'allow-all'), {
      most: 'ask',
      by: 'organization',
    });
  });

  it('holds for a session from the moment that the CLI says so, and is lifted the same way', () => {
    let changes = 0;
    const choices = new SessionChoices({
      store: { choices: () => ({ permissions: 'allow-all' }), setChoices: () => Promise.resolve() },
      sessionId: () => 's',
      changed: () => (changes += 1),
    });
    assert.equal(choices.permissionMode('ask'), 'allow-all');
    choices.follow(resolved({ bypassPermissionsDisabled: true, deviceManaged: true }));
    assert.equal(choices.permissionMode('ask'), 'allow-reads');
    assert.deepEqual(choices.limit, { most: 'allow-reads', by: 'organization' });
    assert.equal(changes, 1);
    choices.follow({ ...resolved({}), agentId: 'a' });
    assert.equal(choices.limit.most, 'allow-reads', 'a subagent says nothing of it');
    choices.follow(resolved({}));
    assert.equal(choices.permissionMode('ask'), 'allow-all');
  });
});
