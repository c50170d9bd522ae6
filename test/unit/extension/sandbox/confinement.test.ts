import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  isConfined,
  isUnconfirmed,
  leavesSandbox,
  type SandboxState,
} from '../../../../src/extension/sandbox/confinement';
import type { PermissionRequest } from '../../../../src/sdk/index';

const shell: PermissionRequest = { kind: 'shell', toolCallId: 'c1', fullCommandText: 'touch x' };
const command = { kind: 'shell' };
const on: SandboxState = { kind: 'on' };
const others: readonly SandboxState[] = [
  { kind: 'off' },
  { kind: 'starting' },
  { kind: 'broken' },
  { kind: 'unavailable', why: 'no-backend' },
];

describe('A command that is surely confined', () => {
  it('is one of a session whose sandbox the CLI has confirmed', () => {
    assert.equal(isConfined(command, shell, on), true);
    assert.equal(isConfined(command, { ...shell, requestSandboxBypass: false }, on), true);
    assert.equal(isConfined(command, { ...shell, requestSandboxBypass: null }, on), true);
    for (const state of others) assert.equal(isConfined(command, shell, state), false, state.kind);
  });

  const asked: readonly (readonly [string, { readonly kind: string }, PermissionRequest])[] = [
    ['leads out', command, { ...shell, requestSandboxBypass: true }],
    ['is run again with less', command, { ...shell, requestSandboxPermissive: true }],
    ['says no plain no', command, { ...shell, requestSandboxBypass: 'no' }],
    ['is for a policy to allow', command, { ...shell, managedApprovalRequired: true }],
    ['belongs to no call', command, { kind: 'shell', fullCommandText: 'touch x' }],
    ['is read as a path', { kind: 'path' }, shell],
    ['is no command', { kind: 'url' }, { kind: 'url', toolCallId: 'c1', url: 'https://example.com' }],
    ['only says it is one', command, { ...shell, kind: 'mcp' }],
  ];
  for (const [what, subject, request] of asked)
    it(`is none that ${what}`, () => assert.equal(isConfined(subject, request, on), false));

  it('is never one that leaves the sandbox, whatever else a request says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (more, mark) => {
        const request = { ...more, ...shell, requestSandboxBypass: mark };
        return isConfined(command, request, on) !== leavesSandbox(request);
      }),
    );
  });

  it('lets no mode decide while it is wanted and not there', () => {
    assert.deepEqual(
      [on, ...others].filter((state) => isUnconfirmed(command, state)).map((state) => state.kind),
      ['starting', 'broken', 'unavailable'],
    );
    assert.equal(isUnconfirmed({ kind: 'read' }, { kind: 'broken' }), false);
  });
});
