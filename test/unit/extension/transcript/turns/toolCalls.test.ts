import assert from 'node:assert/strict';
import { startedTool } from '../../../../../src/extension/transcript/turns/toolCalls';
import { completedTool } from '../../../../../src/extension/transcript/turns/toolResults';
import type { ToolCall } from '../../../../../src/protocol/toView';
import { folder } from '../trace';

function started(toolName: string, input: unknown, more: Readonly<Record<string, unknown>> = {}): ToolCall {
  const data = { toolName, arguments: input, ...more };
  return startedTool(data, 'id', { folder, startedAt: 1000, parentId: undefined });
}

describe('a step says what it works on', () => {
  const cases: readonly (readonly [string, unknown, string, string])[] = [
    ['bash', { command: 'npm test' }, 'shell', 'npm test'],
    ['bash', { command: 'cd a\nls' }, 'shell', 'cd a …'],
    ['powershell', { command: 'dir' }, 'shell', 'dir'],
    ['view', { path: '/projects/shop/src/a.ts' }, 'read', 'src/a.ts'],
    ['view', { path: '/projects/shop' }, 'read', '.'],
    ['view', { path: '/projects/shopping/a.ts' }, 'read', '/projects/shopping/a.ts'],
    ['edit', { path: 'src/a.ts', old_str: 'a', new_str: 'b' }, 'edit', 'src/a.ts'],
    ['create', { path: '/etc/x', file_text: '' }, 'create', '/etc/x'],
    ['grep', { pattern: 'total', path: '/projects/shop' }, 'search', 'total'],
    ['rg', { pattern: 'total' }, 'search', 'total'],
    ['glob', { pattern: '**/*.ts' }, 'search', '**/*.ts'],
    ['web_fetch', { url: 'https://example.com/a' }, 'fetch', 'https://example.com/a'],
    ['task', { agent_type: 'explore', description: 'Find it', prompt: 'Go' }, 'agent', 'explore'],
    ['ask_user', { question: 'Which?\nOne?' }, 'question', 'Which? …'],
    ['editor_open_file', { path: '/projects/shop/a.ts', line: 3 }, 'editor', 'a.ts'],
    ['lookup', { id: 7, query: 'order' }, 'other', 'order'],
    ['lookup', undefined, 'other', ''],
    ['bash', null, 'shell', ''],
    ['view', 5, 'read', ''],
  ];
  for (const [name, input, tool, subject] of cases) {
    it(`${name} ${JSON.stringify(input) ?? ''}`, () => {
      const call = started(name, input);
      assert.deepEqual([call.tool, call.subject, call.state], [tool, subject, 'running']);
    });
  }

  it('a command is shown as it is, other input as JSON, a task as its words', () => {
    assert.equal(started('bash', { command: 'cd a\nls' }).input, 'cd a\nls');
    assert.equal(started('grep', { pattern: 'x' }).input, '{\n  "pattern": "x"\n}');
    assert.equal(started('task', { prompt: 'Go' }).input, 'Go');
  });

  it('a file can be opened, the range read is known, several files of a patch are only named', () => {
    const call = started('view', { path: 'a.ts', view_range: [3, 9] });
    assert.deepEqual([call.path, call.range], ['/projects/shop/a.ts', { start: 3, end: 9 }]);
    assert.equal(started('view', { path: 'a.ts', view_range: [3, -1] }).range, undefined);
    const patch = started(
      'apply_patch',
      '*** Begin Patch\n*** Update File: src/a.ts\n@@\n-a\n+b\n*** End Patch',
    );
    assert.deepEqual([patch.subject, patch.path], ['src/a.ts', '/projects/shop/src/a.ts']);
  });

  it('a change of the agent’s list is one of the todos, other questions to its database are not', () => {
    const kindOf = (query: string) => started('sql', { description: 'Todos', query }).tool;
    assert.equal(kindOf("INSERT INTO todos (id) VALUES ('a')"), 'todos');
    assert.equal(kindOf("UPDATE todos SET status = 'done'"), 'todos');
    assert.equal(kindOf('SELECT * FROM notes'), 'other');
  });

  it('a tool of an MCP server is one, whatever its name', () => {
    const call = started('web-bash', {}, { mcpServerName: 'web', mcpToolName: 'bash' });
    assert.deepEqual([call.tool, call.name, call.subject], ['mcp', 'bash', 'web']);
  });
});

describe('a finished step', () => {
  const shell = started('bash', { command: 'false' });

  it('shows a failing exit code without the line meant for the model', () => {
    const result = {
      content: 'oh\n<shellId: 0 completed with exit code 3>',
      contents: [
        { type: 'text', text: 'oh' },
        { type: 'shell_exit', exitCode: 3 },
      ],
    };
    const call = completedTool(shell, { success: true, result }, 1500);
    assert.deepEqual([call.state, call.output, call.exitCode, call.durationMs], ['done', 'oh', 3, 500]);
  });

  it('that goes on in the background has no output yet', () => {
    for (const content of [
      '<command started in background with shellId: 2>',
      '<command with shellId: 0 moved to background by the user. Wait.>',
    ]) {
      assert.equal(completedTool(shell, { success: true, result: { content } }, 1500).output, '');
    }
  });

  it('keeps other text in angle brackets', () => {
    const call = completedTool(shell, { success: true, result: { content: '<b>bold</b>' } }, 1500);
    assert.equal(call.output, '<b>bold</b>');
  });

  for (const [code, state, error] of [
    ['denied', 'denied', 'no'],
    ['rejected', 'denied', 'no'],
    ['failure', 'failed', 'no'],
    ['timeout', 'failed', 'no'],
    ['interrupted', 'interrupted', undefined],
  ] as const) {
    it(`with the code ${code} is ${state}`, () => {
      const call = completedTool(shell, { success: false, error: { message: 'no', code } }, 1500);
      assert.deepEqual([call.state, call.error], [state, error]);
    });
  }

  it('without any reason has failed all the same', () => {
    assert.deepEqual(completedTool(shell, {}, 900).state, 'failed');
    assert.deepEqual(completedTool(shell, { error: 'broken' }, 900).error, 'broken');
    assert.equal(completedTool(shell, {}, 900).durationMs, 0);
  });

  it('that read a part of a file says which lines, one that listed a folder does not', () => {
    const view = started('view', { path: 'a.ts', view_range: [4, -1] });
    const detailedContent = 'diff --git a/a.ts b/a.ts\n@@ -4,2 +4,2 @@\n x\n y\n';
    const read = completedTool(view, { success: true, result: { content: 'x\ny\n', detailedContent } }, 1);
    assert.deepEqual(read.range, { start: 4, end: 5 });
    const listing =
      'diff --git a/x b/x\ncreate file mode 100644\n--- a/dev/null\n+++ b/x\n@@ -1,0 +1,2 @@\n a\n b\n';
    const folderView = started('view', { path: '/projects/shop' });
    const result = { content: 'a\nb', detailedContent: listing };
    const listed = completedTool(folderView, { success: true, result }, 1);
    assert.deepEqual(
      [listed.output, listed.range, listed.diff, listed.path],
      ['a\nb', undefined, undefined, undefined],
    );
  });
});
