import assert from 'node:assert/strict';
import type { EditorFacade, TextRange } from '../../../../../src/extension/base/editorApi';
import type { EditorAct } from '../../../../../src/extension/editor/tools/editorToolOptions';
import { editorTools } from '../../../../../src/extension/editor/tools/index';

const range: TextRange = { start: { line: 2, character: 0 }, end: { line: 4, character: 3 } };

function editor(opened: unknown[] = []): EditorFacade {
  return {
    selection: () => ({
      path: '/shop/src/cart.ts',
      language: 'typescript',
      text: 'x'.repeat(9000),
      range,
      isUnsaved: true,
    }),
    openEditors: () => [
      { path: '/shop/src/cart.ts', isActive: true, isUnsaved: true },
      { path: '/else/b.ts', isActive: false, isUnsaved: false },
    ],
    show: async (path, lines) => void opened.push([path, lines]),
    unsaved: () => [],
    savesByItself: false,
    save: () => Promise.resolve(true),
    problems: (path) =>
      (['warning', 'error'] as const).map((severity) => ({
        path: path ?? '/shop/a.ts',
        severity,
        message: severity,
        source: 'ts',
        range,
      })),
  };
}

interface Calling {
  readonly facade?: EditorFacade;
  readonly isHidden?: boolean;
  /** What the person answers where it is asked. */
  readonly refuses?: boolean;
}

/** Calls a tool; what has to be permitted is noted. */
async function call(
  name: string,
  args: unknown,
  { facade = editor(), isHidden = false, refuses }: Calling = {},
) {
  const acts: EditorAct[] = [];
  const permit = (act: EditorAct) => {
    acts.push(act);
    return refuses ? Promise.reject(new Error('No.')) : Promise.resolve();
  };
  const options = { editor: facade, folders: ['/shop'], isHidden: () => isHidden, permit };
  const tool = editorTools(options).find((one) => one.name === name);
  assert.ok(tool, name);
  const invocation = { sessionId: 's', toolCallId: 't', toolName: name, arguments: args };
  const signal = new AbortController().signal;
  const result: unknown = await tool.handler(args as never, { ...invocation, signal });
  return { result: result as Readonly<Record<string, unknown>>, acts };
}

describe('The editor tools', () => {
  it('read the selection with 1-based lines and cut what is too long', async () => {
    const { result } = await call('editor_get_selection', {});
    assert.deepEqual(
      { ...result, text: String(result['text']).length },
      {
        file: 'src/cart.ts',
        language: 'typescript',
        startLine: 3,
        endLine: 5,
        text: 8000,
        isCut: true,
        hasUnsavedChanges: true,
      },
    );
  });

  it('keep a selection to themselves that the person hides from the agent', async () => {
    const { result } = await call('editor_get_selection', {}, { isHidden: true });
    assert.deepEqual(result, { file: 'src/cart.ts', isHiddenByUser: true });
  });

  const selected = (path: string, text = 'x'): EditorFacade => {
    const facade = editor();
    return { ...facade, selection: () => ({ path, language: 'text', text, range, isUnsaved: false }) };
  };

  it('hand out a selection outside the folder, or in a file of keys, as a read that is permitted first', async () => {
    for (const [file, shown] of [
      ['/etc/passwd', '/etc/passwd'],
      ['/shop/.env', '.env'],
      ['/shop/certs/server.pem', 'certs/server.pem'],
    ] as const) {
      const { acts } = await call('editor_get_selection', {}, { facade: selected(file) });
      assert.deepEqual(acts, [{ tool: 'editor_get_selection', path: shown, isRead: true }]);
      const facade = selected(file);
      await assert.rejects(call('editor_get_selection', {}, { facade, refuses: true }), /No\./);
    }
    const { acts } = await call('editor_get_selection', {});
    assert.deepEqual(acts, [{ tool: 'editor_get_selection', path: 'src/cart.ts', isRead: false }]);
  });

  it('tell nothing of a cursor in a file outside the folder, not even its name', async () => {
    const { result } = await call('editor_get_selection', {}, { facade: selected('/home/me/diary.txt', '') });
    assert.deepEqual(result, { file: null });
  });

  it('list the open files of the folder, and only count the others', async () => {
    const { result, acts } = await call('editor_list_open', {});
    assert.deepEqual(result, {
      files: [{ file: 'src/cart.ts', isActive: true, hasUnsavedChanges: true }],
      total: 1,
      outsideWorkspace: 1,
    });
    assert.deepEqual(acts, [{ tool: 'editor_list_open' }]);
  });

  it('show a file at a range of lines once that is permitted', async () => {
    const opened: unknown[] = [];
    const args = { path: 'src/cart.ts', startLine: 3, endLine: 5 };
    const { acts } = await call('editor_open_file', args, { facade: editor(opened) });
    assert.deepEqual(opened, [['/shop/src/cart.ts', { first: 2, last: 4 }]]);
    assert.deepEqual(acts, [{ tool: 'editor_open_file', path: 'src/cart.ts' }]);
    const outside = { path: '../etc/passwd' };
    await assert.rejects(call('editor_open_file', outside, { facade: editor(opened), refuses: true }));
    assert.equal(opened.length, 1);
  });

  it('tell of problems, errors first', async () => {
    const { result, acts } = await call('editor_get_diagnostics', { path: 'src/cart.ts' });
    assert.deepEqual(result, {
      problems: [
        { file: 'src/cart.ts', line: 3, severity: 'error', message: 'error', source: 'ts' },
        { file: 'src/cart.ts', line: 3, severity: 'warning', message: 'warning', source: 'ts' },
      ],
      total: 2,
    });
    assert.deepEqual(acts, [{ tool: 'editor_get_diagnostics', path: 'src/cart.ts' }]);
  });

  it('tell of no problem outside the folder or in a file of keys, unless that file was asked for', async () => {
    const facade = editor();
    const [problem] = facade.problems();
    assert.ok(problem);
    const paths = ['/shop/a.ts', '/etc/nginx.conf', '/shop/.env'];
    const many = { ...facade, problems: () => paths.map((path) => ({ ...problem, path })) };
    const { result } = await call('editor_get_diagnostics', {}, { facade: many });
    assert.deepEqual(
      (result['problems'] as { file: string }[]).map(({ file }) => file),
      ['a.ts'],
    );
  });
});
