import assert from 'node:assert/strict';
import type { Item, ToolCall } from '../../../../src/protocol/toView';
import { arrange } from '../../../../src/webview/transcript/arrange';
import { changedFiles } from '../../../../src/webview/transcript/changedFiles';
import { parseDiff } from '../../../../src/webview/transcript/diff';
import { drawOutput, lastLines } from '../../../../src/webview/transcript/output';
import { stepSubject, stepVerb } from '../../../../src/webview/transcript/stepWords';
import { answer, call, cartDiff, finishedSteps } from '../../../support/page/states';

function countsOf(items: readonly Item[]): readonly [number, boolean] {
  const { failedCount, isFixed } = arrange(items, true);
  return [failedCount, isFixed];
}

describe('The steps of a turn', () => {
  it('join finished look-ups under one line', () => {
    const { open } = arrange(finishedSteps, false);
    assert.deepEqual(open, [
      {
        kind: 'steps',
        rows: [
          { kind: 'step', id: 'r1' },
          { kind: 'group', ids: ['c1', 'c2', 'c3'] },
          { kind: 'step', id: 'c4' },
          { kind: 'step', id: 'c5' },
        ],
      },
    ]);
  });

  it('leave a look-up that still runs or failed in a line of its own', () => {
    const items: Item[] = [
      call({ id: 'a', tool: 'read', subject: 'a' }),
      call({ id: 'b', tool: 'read', subject: 'b', state: 'failed' }),
      call({ id: 'c', tool: 'search', subject: 'c', state: 'running' }),
    ];
    const [section] = arrange(items, false).open;
    assert.deepEqual(section?.kind === 'steps' && section.rows.map((row) => row.kind), [
      'step',
      'step',
      'step',
    ]);
  });

  it('go behind one line when the turn is over, but the last answer and notices stay', () => {
    const notice: Item = {
      kind: 'notice',
      id: 'n',
      notice: { code: 'cli-says', severity: 'info', actions: [] },
    };
    const first: Item = { kind: 'answer', id: 'first', text: 'I will look.', isStreaming: false };
    const arranged = arrange([first, ...finishedSteps, notice, answer('Done.')], true);
    assert.deepEqual(
      arranged.folded.map((section) => section.kind),
      ['answer', 'steps'],
    );
    assert.deepEqual(
      arranged.open.map((section) => (section.kind === 'steps' ? '' : section.id)),
      ['n', 'answer'],
    );
    assert.deepEqual([arranged.stepCount, arranged.failedCount], [6, 1]);
  });

  it('that failed count as fixed when the same went well later, also by exit code', () => {
    const test = (id: string, patch: Partial<ToolCall>) =>
      call({ id, tool: 'shell', subject: 'npm test', ...patch });
    const failed = test('1', { exitCode: 1 });
    const passed = test('2', { exitCode: 0 });
    assert.deepEqual(countsOf([failed, passed]), [1, true]);
    assert.deepEqual(countsOf([passed, failed]), [1, false]);
    assert.deepEqual(countsOf([failed, test('3', { subject: 'npm run lint' })]), [1, false]);
    assert.deepEqual(countsOf([passed]), [0, true]);
  });

  it('are not folded when there is only one', () => {
    const arranged = arrange([call({ id: 'a', tool: 'shell', subject: 'ls' }), answer('Done.')], true);
    assert.equal(arranged.folded.length, 0);
    assert.equal(arranged.open.length, 2);
  });

  it('of a subagent stand beneath its own', () => {
    const items: Item[] = [
      call({ id: 'agent', tool: 'agent', subject: 'explore' }),
      call({ id: 'inner', tool: 'search', subject: 'x', parentId: 'agent' }),
      call({ id: 'lost', tool: 'search', subject: 'y', parentId: 'gone' }),
    ];
    const arranged = arrange(items, false);
    assert.deepEqual([...arranged.children], [['agent', ['inner']]]);
    const [section] = arranged.open;
    assert.deepEqual(section?.kind === 'steps' && section.rows.length, 2);
  });

  it('are worded by what they do and how far they are', () => {
    const shell = call({ id: 's', tool: 'shell', subject: 'npm test' });
    assert.equal(stepVerb(shell), 'Ran {0}');
    assert.equal(stepVerb({ ...shell, state: 'running' }), 'Running {0}');
    assert.equal(stepVerb({ ...shell, state: 'waiting' }), 'Run {0}');
    assert.equal(stepVerb({ ...shell, state: 'denied' }), 'Run {0}');
    assert.equal(
      stepVerb(call({ id: 'q', tool: 'question', subject: 'why', state: 'waiting' })),
      'Asked {0}',
    );
    assert.equal(stepSubject(call({ id: 'r', tool: 'read', subject: 'src/a/cart.ts' })), 'cart.ts');
    assert.equal(
      stepSubject(call({ id: 'f', tool: 'fetch', subject: 'https://a.example/b' })),
      'a.example/b',
    );
    assert.equal(
      stepSubject(call({ id: 'm', tool: 'mcp', name: 'create_ticket', subject: 'tracker' })),
      'create_ticket',
    );
  });

  it('add up to the files that were changed', () => {
    const files = changedFiles([
      ...finishedSteps,
      call({ id: 'n', tool: 'create', subject: 'test/cart.ts', path: '/x/test/cart.ts', linesAdded: 22 }),
      call({
        id: 'm',
        tool: 'edit',
        subject: 'test/cart.ts',
        path: '/x/test/cart.ts',
        linesAdded: 2,
        linesRemoved: 3,
      }),
      call({ id: 'o', tool: 'edit', subject: 'no.ts', path: '/x/no.ts', state: 'denied', linesAdded: 9 }),
    ]);
    assert.deepEqual(
      files.map((file) => [file.subject, file.change, file.added, file.removed]),
      [
        ['src/cart.ts', 'modified', 3, 1],
        ['test/cart.ts', 'created', 24, 3],
      ],
    );
  });

  it('count what came of all changes of a file where the disk tells it, and what was undone again', () => {
    const edit = { tool: 'edit', subject: 'a.ts', path: '/x/a.ts', linesAdded: 5, linesRemoved: 5 } as const;
    const disk = { path: '/x/a.ts', subject: 'a.ts', change: 'modified', added: 1, removed: 0 } as const;
    const [file] = changedFiles([call({ id: '1', ...edit }), call({ id: '2', ...edit })], [disk]);
    assert.deepEqual([file?.added, file?.removed, file?.author], [1, 0, undefined]);
    const changes = (...acts: readonly ('created' | 'modified' | 'deleted')[]) => {
      const patches = acts.map((change, at) => {
        const files = [{ path: '/x/a.ts', subject: 'a.ts', change, added: 1, removed: 0 }];
        return call({ id: `${at}`, tool: 'edit', subject: 'a.ts', files });
      });
      return changedFiles(patches)[0]?.change;
    };
    assert.equal(changes('created', 'modified'), 'created');
    assert.equal(changes('deleted', 'created'), 'modified');
    assert.equal(changes('modified', 'deleted'), 'deleted');
  });

  it('are all named in the line of the step', () => {
    const files = ['src/a.ts', 'test/b.ts'].map(
      (subject) => ({ path: `/x/${subject}`, subject, change: 'modified', added: 1, removed: 0 }) as const,
    );
    assert.equal(
      stepSubject(call({ id: 'p', tool: 'edit', subject: 'src/a.ts, test/b.ts', files })),
      'a.ts, b.ts',
    );
  });

  it('are the agent’s own where its patch failed half-way or gave a file another name', () => {
    const files = [
      { path: '/x/b.ts', subject: 'b.ts', change: 'modified', added: 1, removed: 0, movedFrom: '/x/a.ts' },
    ] as const;
    const patch = call({ id: 'p', tool: 'edit', subject: 'b.ts', files, state: 'failed' });
    const disk = (name: string) =>
      ({ path: `/x/${name}`, subject: name, change: 'modified', added: 1, removed: 0 }) as const;
    const all = changedFiles([patch], [disk('a.ts'), disk('b.ts'), disk('c.ts')]);
    assert.deepEqual(
      all.map(({ subject, author }) => [subject, author?.kind]),
      [
        ['a.ts', undefined],
        ['b.ts', undefined],
        ['c.ts', 'unknown'],
      ],
    );
  });

  it('name who else wrote a file: an agent, a command, or honestly nobody', () => {
    const disk = (name: string) =>
      ({ path: `/x/${name}`, subject: name, change: 'created', added: 1, removed: 0 }) as const;
    const shell = (id: string, input: string, patch: Partial<ToolCall> = {}) =>
      call({ id, tool: 'shell', subject: input, input, ...patch });
    const authors = (items: readonly Item[], ...names: readonly string[]) =>
      changedFiles(items, names.map(disk)).map(({ author }) =>
        author?.kind === 'command' ? author.command : author?.kind,
      );
    assert.deepEqual(authors([], 'a.ts'), ['unknown']);
    assert.deepEqual(authors([shell('1', 'npm run gen')], 'a.ts'), ['npm run gen']);
    const denied = shell('2', 'touch a.ts', { state: 'denied' });
    assert.deepEqual(authors([denied], 'a.ts'), ['unknown']);
    const two = [shell('1', 'npm run gen'), shell('3', 'echo x > b.ts')];
    assert.deepEqual(authors(two, 'a.ts', 'b.ts'), ['commands', 'echo x > b.ts']);
    const agent = call({ id: 'g', tool: 'agent', subject: 'explore' });
    const own = { tool: 'create', subject: 'c.ts', path: '/x/c.ts' } as const;
    const wrote = [
      agent,
      call({ id: 'c', ...own, parentId: 'g' }),
      call({ id: 'd', ...own, path: '/x/d.ts' }),
    ];
    assert.deepEqual(authors(wrote, 'c.ts', 'd.ts'), ['agent', undefined]);
  });
});

describe('A change', () => {
  it('shows each line with the number it has in its file', () => {
    assert.deepEqual(
      parseDiff(cartDiff).map((line) => [line.kind, line.number]),
      [
        ['file', undefined],
        ['same', 10],
        ['removed', 11],
        ['added', 11],
        ['added', 12],
        ['added', 13],
        ['same', 14],
      ],
    );
  });

  it('names each of its files, one that is gone too', () => {
    const gone = 'diff --git a/x b/dev/null\n--- a/x\n+++ b/dev/null\n@@ -1,1 +0,0 @@\n-one';
    const come = 'diff --git a/y b/y\n--- a/dev/null\n+++ b/y\n@@ -0,0 +1,1 @@\n+one';
    const files = parseDiff(`${gone}\n${come}`).filter((line) => line.kind === 'file');
    assert.deepEqual(
      files.map((line) => line.text),
      ['x', 'y'],
    );
  });

  it('marks where lines are left out, and takes signs in the text for text', () => {
    const lines = parseDiff(
      '--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n--- gone\n+++ come\n same\n\\ No newline at end of file\n@@ -9 +9 @@ total()\n-a\n+b',
    );
    assert.deepEqual(
      lines.map((line) => [line.kind, line.text]),
      [
        ['file', 'x'],
        ['removed', '-- gone'],
        ['added', '++ come'],
        ['same', 'same'],
        ['gap', 'total()'],
        ['removed', 'a'],
        ['added', 'b'],
      ],
    );
  });

  it('may be of several files', () => {
    const diff =
      'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\ndiff --git a/y b/y\n--- /dev/null\n+++ b/y\n@@ -0,0 +1 @@\n+c';
    assert.deepEqual(
      parseDiff(diff)
        .filter((line) => line.kind === 'file')
        .map((line) => line.text),
      ['x', 'y'],
    );
  });
});

describe('Output of a command', () => {
  const drawn = (output: string) => {
    const pieces = [drawOutput(output)].flat();
    return pieces.map((piece) =>
      typeof piece === 'object' && piece && 'props' in piece
        ? [piece.props['class'], piece.props.children]
        : piece,
    );
  };

  it('is shown in the colours of the theme, and no code is left', () => {
    assert.deepEqual(drawn('\u001b[1;32m✔\u001b[0m ok'), [['out-bold out-32', '✔'], ' ok']);
    assert.deepEqual(drawn('\u001b[30mx\u001b[0m\u001b[30;42mPASS\u001b[0m'), ['x', ['out-42', 'PASS']]);
    assert.deepEqual(drawn('end\u001b'), ['end']);
  });

  it('is shown from its end while it runs', () => {
    assert.equal(lastLines('a\nb\nc\nd', 2), 'c\nd');
    assert.equal(lastLines('a\nb', 5), 'a\nb');
    assert.equal(lastLines('a\nb\n', 1), '');
  });
});
