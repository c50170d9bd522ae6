import assert from 'node:assert/strict';
import { approveAll, asKnownPermissionRequest, type PermissionDecision } from '../../../../src/sdk/index';
import { decisionForCli, usesOldWords } from '../../../../src/sdk/options/permissions';

describe('Answers to permission requests', () => {
  const decisions: readonly PermissionDecision[] = [
    { kind: 'approve-once' },
    { kind: 'approve-for-session', approval: { kind: 'write' } },
    { kind: 'reject', feedback: 'no' },
    { kind: 'user-not-available' },
  ];

  it('go out as they are from CLI 1.0.35 on', () => {
    for (const version of ['1.0.35', '1.0.102', '1.1.0', '2.0.0', 'unknown']) {
      for (const decision of decisions) assert.equal(decisionForCli(decision, version), decision);
    }
  });

  it('go out in the old words before 1.0.35', () => {
    for (const version of ['0.0.411', '1.0.30', '1.0.34', 'v1.0.34-beta']) {
      assert.ok(usesOldWords(version), version);
      assert.deepEqual(
        decisions.map((decision) => decisionForCli(decision, version).kind),
        [
          'approved',
          'approved',
          'denied-interactively-by-user',
          'denied-no-approval-rule-and-could-not-request-from-user',
        ],
      );
    }
  });

  it('are typed by the kind of request, and open for kinds to come', () => {
    const shell = asKnownPermissionRequest({ kind: 'shell', fullCommandText: 'ls', extra: 1 });
    assert.ok(shell?.kind === 'shell' && shell.fullCommandText === 'ls');
    assert.equal(asKnownPermissionRequest({ kind: 'shell' }), undefined);
    assert.equal(asKnownPermissionRequest({ kind: 'toString' }), undefined);
  });

  it('of approveAll leave out what only a managed policy may allow', () => {
    const context = {
      sessionId: 's',
      requestId: 'r',
      promptRequest: undefined,
      signal: new AbortController().signal,
    };
    assert.deepEqual(approveAll({ kind: 'shell' }, context), { kind: 'approve-once' });
    assert.deepEqual(approveAll({ kind: 'shell', managedApprovalRequired: true }, context), {
      kind: 'user-not-available',
    });
  });
});
