import assert from 'node:assert/strict';
import { isAllowedByMode } from '../../../src/extension/permissions/permissionPolicy';

describe('The permission mode', () => {
  it('asks for everything by default', () => {
    for (const kind of ['read', 'write', 'shell', 'url', 'mcp'])
      assert.equal(isAllowedByMode('ask', { kind }, kind), false);
  });

  it('lets reading pass when reading is allowed, but not outside the folder', () => {
    assert.equal(isAllowedByMode('allow-reads', { kind: 'read' }, 'read'), true);
    assert.equal(isAllowedByMode('allow-reads', { kind: 'read' }, 'path'), false);
    assert.equal(isAllowedByMode('allow-reads', { kind: 'write' }, 'write'), false);
    assert.equal(isAllowedByMode('allow-reads', { kind: 'shell' }, 'commands'), false);
  });

  it('never answers what a managed policy wants a person to answer', () => {
    assert.equal(isAllowedByMode('allow-all', { kind: 'shell' }, 'commands'), true);
    assert.equal(
      isAllowedByMode('allow-all', { kind: 'shell', managedApprovalRequired: true }, 'commands'),
      false,
    );
  });
});
