import assert from 'node:assert/strict';
import { LiveProblems } from '../../../../src/extension/editor/liveProblems';
import type { ProblemInfo } from '../../../../src/extension/base/editorApi';
import type { FileProblems } from '../../../../src/protocol/toView';

describe('The problems that an empty session offers to fix', () => {
  const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const file = '/shop/src/cart.ts';
  const problem = (severity: ProblemInfo['severity'], path = file): ProblemInfo => ({
    path,
    severity,
    message: 'wrong',
    source: 'ts',
    range: at,
  });

  it('are the errors and warnings of the file in the editor, told once', () => {
    let open: string | undefined = file;
    let all = [problem('error'), problem('warning'), problem('hint'), problem('error', '/shop/order.ts')];
    const told: (FileProblems | undefined)[] = [];
    const problems = new LiveProblems(
      {
        selection: () =>
          open === undefined
            ? undefined
            : { path: open, language: 'typescript', text: '', range: at, isUnsaved: false },
        problems: (path) => all.filter((one) => one.path === path),
      },
      (found) => told.push(found),
    );
    problems.refresh();
    problems.refresh();
    all = [problem('info')];
    problems.refresh();
    open = undefined;
    problems.refresh();
    assert.deepEqual(told, [{ path: file, name: 'cart.ts', count: 2 }, undefined]);
  });
});
