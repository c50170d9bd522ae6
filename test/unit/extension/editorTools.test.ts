import assert from 'node:assert/strict';
import type { EditorFacade, TextRange } from '../../../src/extension/editorFacade';
import { editorTools } from '../../../src/extension/tools/index';

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
    open: async (path, at) => void opened.push([path, at]),
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

async function call(name: string, args: unknown, facade = editor(), isHidden = false): Promise<unknown> {
  const tool = editorTools(facade, '/shop', () => isHidden).find((one) => one.name === name);
  assert.ok(tool, name);
  return tool.handler(args as never, {
    sessionId: 's',
    toolCallId: 't',
    toolName: name,
    arguments: args,
    signal: new AbortController().signal,
  });
}

describe('The editor tools', () => {
  it('read the selection with 1-based lines and cut what is too long', async () => {
    const result = (await call('editor_get_selection', {})) as Record<string, unknown>;
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
    const result = await call('editor_get_selection', {}, editor(), true);
    assert.deepEqual(result, { file: 'src/cart.ts', isHiddenByUser: true });
  });

  it('list the open files, those outside the folder with their whole path', async () => {
    assert.deepEqual(await call('editor_list_open', {}), {
      files: [
        { file: 'src/cart.ts', isActive: true, hasUnsavedChanges: true },
        { file: '/else/b.ts', isActive: false, hasUnsavedChanges: false },
      ],
      total: 2,
    });
  });

  it('open a file at a range of lines', async () => {
    const opened: unknown[] = [];
    await call('editor_open_file', { path: 'src/cart.ts', startLine: 3, endLine: 5 }, editor(opened));
    assert.deepEqual(opened, [
      [
        '/shop/src/cart.ts',
        { start: { line: 2, character: 0 }, end: { line: 4, character: Number.MAX_SAFE_INTEGER } },
      ],
    ]);
  });

  it('tell of problems, errors first', async () => {
    assert.deepEqual(await call('editor_get_diagnostics', { path: 'src/cart.ts' }), {
      problems: [
        { file: 'src/cart.ts', line: 3, severity: 'error', message: 'error', source: 'ts' },
        { file: 'src/cart.ts', line: 3, severity: 'warning', message: 'warning', source: 'ts' },
      ],
      total: 2,
    });
  });
});
