import assert from 'node:assert/strict';
import { permissionRequest } from '../../../../src/extension/transcript/permissionFacts';
import { askedPermission } from '../permissions/askedPermission';
import { folder } from './trace';

function asked(request: unknown, prompt: unknown = {}) {
  return permissionRequest(askedPermission('r', request, prompt, folder), [folder]);
}

describe('a request for permission', () => {
  it('for a command shows it whole, with the warning of the CLI', () => {
    const request = asked({
      kind: 'shell',
      toolCallId: 't',
      fullCommandText: 'rm -rf build\nls',
      intention: 'Clean up',
      canOfferSessionApproval: false,
      warning: 'Deletes files',
    });
    assert.deepEqual(request, {
      kind: 'permission',
      id: 'r',
      folder: 'shop',
      toolCallId: 't',
      intention: 'Clean up',
      permission: 'shell',
      text: 'rm -rf build\nls',
      subject: 'rm -rf build …',
      concerns: ['removes'],
      warning: 'Deletes files',
    });
  });

  it('leaves nothing out of what is decided about, however long it is', () => {
    const long = `${'x'.repeat(200_000)}end`;
    assert.ok(asked({ kind: 'mcp', serverName: 's', toolName: 't', args: { long } }).text.includes(long));
    const diff = `@@ -0,0 +1,2 @@\n${`+${long}\n`.repeat(2)}`;
    assert.equal(asked({ kind: 'write', fileName: '/projects/shop/a.ts', diff }).diff, diff);
  });

  it('leaves out the words of the CLI that say only what kind of request it is', () => {
    const create = asked({ kind: 'write', fileName: '/projects/shop/a.ts', intention: 'Create file' });
    assert.deepEqual([create.intention, create.isNew], [undefined, true]);
    const read = asked({
      kind: 'read',
      path: '/projects/shop/a.ts',
      intention: 'Read file: /projects/shop/a.ts',
    });
    assert.deepEqual([read.intention, read.isNew], [undefined, undefined]);
  });

  it('for a write shows the change and its size, and where it goes', () => {
    const diff = '\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,1 +1,2 @@\n-x\n+y\n+z\n';
    const write = { kind: 'write', fileName: '/projects/shop/src/a.ts', diff };
    const request = asked(write, { kind: 'write' });
    assert.deepEqual(
      [request.subject, request.text, request.linesAdded, request.linesRemoved],
      ['src/a.ts', '/projects/shop/src/a.ts', 2, 1],
    );
    assert.equal(request.isOutside, undefined);
  });

  it('for a place outside the folder shows the place, also the change', () => {
    const diff = 'diff --git a/x b/x\n@@ -0,0 +1 @@\n+x\n';
    const request = asked(
      { kind: 'write', fileName: '/opt/x', diff, canOfferSessionApproval: true },
      { kind: 'path', accessKind: 'write', paths: ['/opt/x'] },
    );
    const { permission, text, isOutside, linesAdded } = request;
    assert.deepEqual([permission, text, isOutside, linesAdded], ['path', '/opt/x', true, 1]);
  });

  it('for an address shows the host and where it came from', () => {
    const request = asked({
      kind: 'url',
      url: 'https://example.com/a',
      redirectedFrom: 'https://short.example',
    });
    assert.equal(request.subject, 'example.com');
    assert.match(request.text, /^https:\/\/example\.com\/a\n.*https:\/\/short\.example$/);
    assert.equal(asked({ kind: 'url', url: 'not one' }).subject, 'not one');
  });

  it('for a tool of an MCP server names both and shows the arguments', () => {
    const request = asked(
      { kind: 'mcp', serverName: 'mini', toolName: 'mini-add', args: { a: 2 } },
      { kind: 'mcp', serverName: 'mini', toolName: 'add' },
    );
    const { permission, subject, askedBy, text } = request;
    assert.deepEqual([permission, subject, askedBy, text], ['mcp', 'add', 'mini', '{\n  "a": 2\n}']);
  });

  it('for a tool of an extension names it', () => {
    const request = asked({ kind: 'custom-tool', toolName: 'lookup', args: { id: '42' } });
    assert.deepEqual([request.permission, request.subject], ['tool', 'lookup']);
  });

  it('by a hook shows what the hook says', () => {
    const request = asked({
      kind: 'hook',
      toolName: 'bash',
      toolArgs: { command: 'ls' },
      hookMessage: 'Sure?',
    });
    assert.deepEqual([request.permission, request.subject, request.warning], ['other', 'bash', 'Sure?']);
    assert.match(request.text, /"command": "ls"/);
  });

  it('of a kind that came later shows all it says', () => {
    const request = asked({ kind: 'memory', toolCallId: 't', fact: 'likes tabs' });
    const { permission, subject, text } = request;
    assert.deepEqual([permission, subject, text], ['other', 'memory', '{\n  "fact": "likes tabs"\n}']);
  });

  it('without any sense is still shown', () => {
    for (const nothing of [undefined, null, 'x', [], {}, { kind: 'write' }, { kind: 'shell' }]) {
      assert.equal(asked(nothing, nothing).kind, 'permission');
    }
  });
});
