import { diagrams } from './diagrams';
import type { Todo } from '../../../src/protocol/toView';
import type { Scene } from './scene';
import { done, earlier, streaming, longLog, notice, subagent, steered } from './sceneTurns';
import { NOON, answer, answerText, call, cartDiff, finishedSteps, richText, turn, viewState } from './states';

const errors = turn({
  state: 'failed',
  endedAt: NOON,
  items: [
    call({
      id: 'x1',
      tool: 'shell',
      subject: 'npm run build',
      state: 'interrupted',
      durationMs: 9000,
      output: 'building',
    }),
    call({ id: 'x2', tool: 'create', subject: '.env', state: 'denied', deniedBy: 'you' }),
    call({ id: 'x6', tool: 'shell', subject: 'git push --force', state: 'denied', deniedBy: 'rule' }),
    call({ id: 'x7', tool: 'fetch', subject: 'https://example.com', state: 'denied', deniedBy: 'hook' }),
    { kind: 'retry', id: 'x3', reason: 'busy', attempt: 2, waitingSince: NOON - 4000 },
    {
      kind: 'notice',
      id: 'x4',
      notice: notice('key-refused', {
        actions: ['change-key', 'show-log'],
        values: { provider: 'api.example.com', status: 401 },
      }),
    },
    {
      kind: 'notice',
      id: 'x5',
      notice: notice('cli-ended', { severity: 'warning', values: { seconds: 1 } }),
    },
  ],
});

/** Each fits into one picture. */
const diagramScenes = [
  ['diagrams-boxes', ['flowchart', 'sequence', 'class']],
  ['diagrams-states', ['state', 'er', 'gantt']],
  ['diagrams-shares', ['pie', 'xychart', 'journey']],
  ['diagrams-trees', ['gitGraph', 'mindmap', 'timeline']],
] as const;

function diagramsOf(kinds: readonly string[]): string {
  return kinds.map((kind) => `\`\`\`mermaid\n${diagrams[kind]}\n\`\`\``).join('\n\n');
}

const patchDiff = [
  `diff --git a/home/me/shop/src/cart.ts b/home/me/shop/src/cart.ts\n${cartDiff}`,
  'diff --git a/src/rates.ts b/src/rates.ts\n--- a/dev/null\n+++ b/home/me/shop/src/rates.ts\n@@ -1,0 +1,1 @@\n+export const RATES = {};\n',
  'diff --git a/src/old.ts b/dev/null\n--- a/home/me/shop/src/old.ts\n+++ b/dev/null\n@@ -1,1 +0,0 @@\n-export {};\n',
].join('');

const allowed = turn({
  state: 'done',
  endedAt: NOON,
  items: [
    call({
      id: 'l1',
      tool: 'shell',
      subject: 'npm test -- cart',
      output: '1 passing',
      allowedBy: {
        by: 'rule',
        decision: 'd1',
        rule: { kind: 'command', text: 'npm test', isExact: false },
      },
    }),
    call({
      id: 'l2',
      tool: 'edit',
      subject: 'src/cart.ts',
      path: '/home/me/shop/src/cart.ts',
      diff: cartDiff,
      linesAdded: 3,
      linesRemoved: 1,
      allowedBy: { by: 'mode', decision: 'd2', mode: 'allow-all' },
    }),
    call({
      id: 'l4',
      tool: 'edit',
      name: 'apply_patch',
      subject: 'src/cart.ts, src/rates.ts, src/old.ts',
      diff: patchDiff,
      linesAdded: 4,
      linesRemoved: 2,
      files: [
        {
          path: '/home/me/shop/src/cart.ts',
          subject: 'src/cart.ts',
          change: 'modified',
          added: 3,
          removed: 1,
        },
        {
          path: '/home/me/shop/src/rates.ts',
          subject: 'src/rates.ts',
          change: 'created',
          added: 1,
          removed: 0,
        },
        { path: '/home/me/shop/src/old.ts', subject: 'src/old.ts', change: 'deleted', added: 0, removed: 1 },
      ],
    }),
    call({
      id: 'l3',
      tool: 'shell',
      subject: 'npm run build',
      output: 'built',
      allowedBy: { by: 'you', decision: 'd3' },
    }),
    answer('The prices are in cents.'),
  ],
});

/** What subagents say and think, as it comes and when they are done. */
const speaking = turn({
  items: [
    call({
      id: 's1',
      tool: 'agent',
      name: 'task',
      subject: 'explore',
      intention: 'looks for every use of total',
      state: 'running',
      durationMs: undefined,
    }),
    {
      kind: 'reasoning',
      id: 'a1',
      parentId: 's1',
      text: 'Prices may be used in two places.',
      isStreaming: false,
      durationMs: 3000,
    },
    { kind: 'answer', id: 'a2', parentId: 's1', text: 'I look at the **cart** first.', isStreaming: false },
    call({ id: 's2', tool: 'search', subject: 'total(', parentId: 's1' }),
    call({ id: 's3', tool: 'read', subject: 'src/cart.ts', parentId: 's1' }),
    { kind: 'retry', id: 's1/retry', parentId: 's1', reason: 'busy', attempt: 2 },
    {
      kind: 'answer',
      id: 'a3',
      parentId: 's1',
      text: 'Two places use it: the cart and the',
      isStreaming: true,
    },
    call({
      id: 's7',
      tool: 'agent',
      name: 'task',
      subject: 'tests',
      intention: 'listed the missing cases',
      output: 'Three cases have no test: an unknown code, a total of zero, a code that has run out.',
      durationMs: 31_000,
    }),
    { kind: 'answer', id: 'a4', parentId: 's7', text: 'I read the table of cases.', isStreaming: false },
    call({
      id: 's8',
      tool: 'search',
      subject: 'describe(',
      parentId: 's7',
      found: { count: 11, what: 'matches' },
    }),
    call({ id: 's9', tool: 'shell', subject: 'npm test', parentId: 's7', exitCode: 0 }),
  ],
});

const todos: readonly Todo[] = [
  { id: '1', title: 'Keep prices in cents', state: 'done' },
  { id: '2', title: 'Add the table of codes', state: 'done' },
  { id: '3', title: 'Write the cart tests', state: 'active' },
  { id: '4', title: 'Show the discount on the order page', state: 'open' },
  { id: '5', title: 'Update the README', state: 'open' },
];

/** Turns at work and over, and what can be done with one. */
/** What people write beside plain markdown. */
const everyForm = `# A heading

## Below it

### And below that

Text.[^1] Press <kbd>Ctrl</kbd>+<kbd>K</kbd>, see H<sub>2</sub>O, \`src/cart.ts\` (lines 11-14) and [my plan](my plan.md).

> [!NOTE]
> Prices are in *cents*.

> [!WARNING]
> Not on Fridays.

- [x] Read the cart
  - [x] its types
  - [ ] its tests
- [ ] Write the codes

<details><summary>The log</summary>

[INFO]: started

</details>

[INFO]: started

| الاسم | السعر |
| --- | --- |
| تفاح | 12 |

[^1]: A note at the **end**.`;

export const turnScenes: Readonly<Record<string, Scene>> = {
  streaming: { state: viewState({ turns: [earlier, streaming] }) },
  unfolded: {
    state: viewState({
      turns: [
        { ...done, id: 'open' },
        { ...subagent, id: 'agents' },
      ],
    }),
    isUnfolded: true,
  },
  todos: { state: viewState({ turns: [streaming], todos }) },
  'todos-open': {
    state: viewState({
      turns: [streaming],
      todos: [...todos, { id: '6', title: 'Ask for the rates', state: 'blocked' }],
    }),
    isUnfolded: true,
  },
  'prompt-edit': {
    state: viewState({
      turns: [earlier, { ...earlier, id: 't2', prompt: 'And the order page?' }],
      edit: {
        turnId: 't0',
        text: 'Add discount codes to the cart, keep the prices in cents, cover it with tests and read the rates from config',
        laterTurns: 1,
        files: ['src/cart.ts', 'src/order.ts', 'test/cart.spec.ts', 'README.md'].map((path) => ({
          path,
          change: 'modified' as const,
        })),
      },
    }),
  },
  'prompt-edit-files-unknown': {
    state: viewState({
      turns: [earlier],
      edit: { turnId: 't0', text: 'Add discount codes', laterTurns: 0, files: undefined },
    }),
  },
  finished: { state: viewState({ turns: [earlier, done] }) },
  'colored-output': {
    state: viewState({
      turns: [
        turn({
          state: 'done',
          endedAt: NOON,
          startedAt: NOON - 9000,
          items: [
            call({
              id: 's1',
              tool: 'shell',
              subject: 'npm test -- --reporter spec --grep "the cart keeps its prices in cents"',
              input: 'npm test -- --reporter spec --grep "the cart keeps its prices in cents"',
              output:
                '\u001b[1mcart\u001b[0m\n  \u001b[32m✔\u001b[0m adds\n  \u001b[31m1) keeps cents\u001b[0m\n\u001b[30;42m PASS \u001b[0m \u001b[2m12 ms\u001b[0m \u001b[93mslow\u001b[0m',
              exitCode: 1,
              state: 'failed',
            }),
          ],
        }),
      ],
    }),
    isUnfolded: true,
  },
  'answer-forms': {
    state: viewState({
      turns: [turn({ state: 'done', endedAt: NOON, startedAt: NOON - 9000, items: [answer(everyForm)] })],
    }),
  },
  allowed: { state: viewState({ turns: [allowed] }), isUnfolded: true },
  steered: {
    state: viewState({
      turns: [
        turn({
          state: 'done',
          endedAt: NOON,
          startedAt: NOON - 130_000,
          items: [...finishedSteps.slice(0, 3), steered, ...finishedSteps.slice(3), answer(answerText)],
        }),
      ],
    }),
  },
  'files-by': {
    state: viewState({
      turns: [
        {
          ...done,
          items: [
            ...finishedSteps,
            call({ id: 'g1', tool: 'agent', subject: 'explore', output: 'Wrote it.' }),
            call({
              id: 'g2',
              tool: 'create',
              subject: 'docs/cart.md',
              path: '/home/me/shop/docs/cart.md',
              linesAdded: 9,
              parentId: 'g1',
            }),
            call({ id: 'g3', tool: 'shell', subject: 'npm run gen', input: 'npm run gen' }),
            call({ id: 'g4', tool: 'shell', subject: 'rm old.ts', input: 'rm src/old.ts' }),
            answer('Done.'),
          ],
          onDisk: [
            {
              path: '/home/me/shop/test/cart.test.ts',
              subject: 'test/cart.test.ts',
              change: 'created',
              added: 22,
              removed: 0,
            },
            {
              path: '/home/me/shop/src/old.ts',
              subject: 'src/old.ts',
              change: 'deleted',
              added: 0,
              removed: 40,
            },
          ],
        },
      ],
    }),
    waitFor: '.files',
  },
  errors: { state: viewState({ turns: [errors], draft: 'Add discount codes to the cart' }) },
  subagent: { state: viewState({ turns: [subagent], requests: [] }) },
  'subagent-words': { state: viewState({ turns: [speaking], requests: [] }) },
  'subagent-words-open': { state: viewState({ turns: [speaking], requests: [] }), isUnfolded: true },
  'restarting-over-turns': {
    state: viewState({
      setup: { kind: 'restarting', attempt: 1, delayMs: 1000 },
      turns: [{ ...streaming, state: 'interrupted', endedAt: NOON }],
    }),
  },
  long: { state: viewState({ turns: [earlier, done, longLog], hasOlder: true }) },
  'rich-answer': {
    state: viewState({
      turns: [turn({ state: 'done', endedAt: NOON, items: [answer(richText)] })],
    }),
    waitFor: '.diagram svg',
  },
  ...Object.fromEntries(
    diagramScenes.map(([name, kinds]) => [
      name,
      {
        state: viewState({
          turns: [turn({ state: 'done', endedAt: NOON, items: [answer(diagramsOf(kinds))] })],
        }),
        waitFor: '.diagram svg',
      },
    ]),
  ),
};
