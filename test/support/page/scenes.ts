import type {
  Attachment,
  ContextItem,
  Item,
  Notice,
  PlanRequest,
  Setup,
  Todo,
  ToView,
  ViewState,
} from '../../../src/protocol/toView';
import type { FormField } from '../../../src/protocol/forms';
import type { ChatPage } from './chatPage';
import { footScenes } from './footScenes';
import {
  NOON,
  answer,
  answerText,
  call,
  cartDiff,
  cartLines,
  commandItems,
  contextItems,
  diagramsText,
  emptyItems,
  chooseModel,
  fetchRequest,
  finishedSteps,
  foot,
  orderFile,
  pixel,
  outsideRequest,
  richText,
  runningTest,
  shellRequest,
  ticketForm,
  turn,
  viewState,
  writeRequest,
} from './states';

/** A state of the page, and what a person does in it before one looks. */
export interface Scene {
  readonly state: ViewState;
  /** A button to press first, by its name. */
  readonly press?: string | RegExp | readonly string[];
  /** What is done besides. */
  readonly then?: (chat: ChatPage) => Promise<void>;
  /** What the host tells after that. */
  readonly facts?: readonly ToView[];
  /** What is typed into the message, and what the host finds for it. */
  readonly type?: string;
  readonly finds?: readonly ContextItem[];
  /** Everything that can be opened is open. */
  readonly isUnfolded?: boolean;
  /** What must be there before one looks. */
  readonly waitFor?: string;
}

const pasted: readonly Attachment[] = [
  {
    id: 'i1',
    kind: 'image',
    label: 'screenshot.png',
    path: '/k/i.png',
    preview: `data:image/png;base64,${pixel}`,
  },
  { id: 'x1', kind: 'text', label: 'Pasted text, 214 lines', path: '/k/x.txt' },
  { id: 'x2', kind: 'problems', label: 'Problems, 2', path: '/k/y.txt' },
  { id: 'x3', kind: 'tool', label: 'web_fetch', path: '' },
];

const done = turn({
  state: 'done',
  model: 'GPT-5.2',
  endedAt: NOON,
  startedAt: NOON - 130_000,
  attachments: [orderFile, cartLines],
  items: [...finishedSteps, answer(answerText)],
});

const earlier = turn({
  id: 't0',
  prompt: 'Where is the cart total computed?',
  state: 'done',
  startedAt: NOON - 300_000,
  endedAt: NOON - 291_000,
  items: [
    call({ id: 'e1', tool: 'search', subject: 'total' }),
    call({ id: 'e2', tool: 'read', subject: 'src/cart.ts' }),
    {
      kind: 'answer',
      id: 'e3',
      text: 'In `src/cart.ts:3`. The function `total` adds price times quantity for each line. It never rounds.',
      isStreaming: false,
    },
  ],
});

const streaming = turn({
  items: [
    ...finishedSteps,
    runningTest,
    answer(
      'The tests pass for whole cents. One case is left: a code that has run out. I am adding it to the same table, with an end',
      true,
    ),
  ],
});

function waiting(tool: 'mcp' | 'shell' | 'edit' | 'read' | 'fetch' | 'question', subject: string) {
  return turn({
    attachments: [orderFile],
    items: [
      ...finishedSteps.slice(1, 4),
      call({ id: 'w', tool, subject, state: 'waiting', durationMs: undefined }),
    ],
  });
}

function wrongDate(field: FormField): FormField {
  return field.name === 'due' && field.type === 'text' ? { ...field, default: '31.11.2026' } : field;
}

function notice(code: Notice['code'], patch: Partial<Notice> = {}): Notice {
  return { code, severity: 'error', actions: ['retry', 'show-log'], ...patch };
}

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
      id: 'l3',
      tool: 'shell',
      subject: 'npm run build',
      output: 'built',
      allowedBy: { by: 'you', decision: 'd3' },
    }),
    answer('The prices are in cents.'),
  ],
});

const subagent = turn({
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
    call({ id: 's2', tool: 'search', subject: 'total(', parentId: 's1' }),
    call({ id: 's3', tool: 'read', subject: 'src/cart.ts', parentId: 's1' }),
    call({
      id: 's4',
      tool: 'fetch',
      subject: 'https://wiki.example.com/prices',
      parentId: 's1',
      state: 'waiting',
      durationMs: undefined,
    }),
    call({
      id: 's5',
      tool: 'mcp',
      name: 'create_ticket',
      subject: 'tracker',
      input: '{\n  "title": "Discount codes"\n}',
      output: 'Ticket 12 made',
      durationMs: 1200,
    }),
    call({
      id: 's7',
      tool: 'agent',
      name: 'task',
      subject: 'tests',
      intention: 'listed the missing cases',
      output: 'Three cases have no test: an unknown code, a total of zero, a code that has run out.',
      durationMs: 31_000,
    }),
    call({
      id: 's8',
      tool: 'search',
      subject: 'describe(',
      parentId: 's7',
      found: { count: 11, what: 'matches' },
    }),
    call({ id: 's9', tool: 'read', subject: 'test/cart.spec.ts', parentId: 's7' }),
    { kind: 'reasoning', id: 's6', text: '', isStreaming: true },
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

const steered: Item = {
  kind: 'steer',
  id: 'steer-1',
  text: 'Use the rates from config, not from code. They are read once, when the shop starts.',
  attachments: [orderFile],
};

const longLog = turn({
  id: 't9',
  state: 'running',
  items: [...finishedSteps, runningTest, answer(answerText.repeat(2), true)],
});

const setups: Readonly<Record<string, Setup>> = {
  onboarding: chooseModel,
  'onboarding-signing-in': { kind: 'choose-model', cliVersion: '1.0.102', signingIn: true, localServers: [] },
  'no-cli': { kind: 'cli-not-found', command: 'npm install -g @github/copilot', configured: undefined },
  'no-cli-configured': {
    kind: 'cli-not-found',
    command: 'npm install -g @github/copilot',
    configured: '/opt/tools/copilot',
  },
  'cli-spawn': {
    kind: 'cli-failed',
    reason: 'spawn',
    path: '/opt/copilot',
    detail: 'EACCES: permission denied',
  },
  'cli-exited': {
    kind: 'cli-failed',
    reason: 'exited',
    path: '/opt/copilot',
    detail: 'exit code 1\nunknown option --acp',
  },
  'cli-ended': { kind: 'cli-failed', reason: 'ended', path: '/opt/copilot', detail: 'signal SIGKILL' },
  'cli-protocol': { kind: 'cli-failed', reason: 'protocol', path: '/opt/copilot', detail: '' },
  'cli-crash-loop': {
    kind: 'cli-failed',
    reason: 'crash-loop',
    path: '/opt/copilot',
    detail: 'signal SIGSEGV',
  },
  'cli-unreachable': {
    kind: 'cli-failed',
    reason: 'unreachable',
    path: 'localhost:8765',
    detail: 'ECONNREFUSED',
  },
  restricted: { kind: 'restricted' },
  virtual: { kind: 'virtual', scheme: 'vscode-vfs' },
  'no-folder': { kind: 'no-folder' },
  stopped: { kind: 'stopped' },
  restarting: { kind: 'restarting', attempt: 2, delayMs: 4000 },
  starting: { kind: 'starting' },
};

const plan: PlanRequest = {
  kind: 'plan',
  id: 'plan-1',
  text: `# Plan: discount codes

The cart adds floats today, so **each discount** rounds on its own.

1. Keep prices as whole cents in \`cart.ts\`.
2. Add a table of codes with a rate and an end date.
3. Show the discount on the order page.
4. Cover the table with tests.
`,
  actions: ['interactive', 'autopilot', 'exit_only'],
  comments: [],
};

const planned = turn({
  items: [
    ...finishedSteps.slice(1, 4),
    call({
      id: 'plan',
      tool: 'plan',
      name: 'exit_plan_mode',
      subject: '- Keep cents',
      input: '- Keep cents\n- Add codes\n- Show the discount\n- Test',
      state: 'waiting',
      durationMs: undefined,
    }),
  ],
});

const todos: readonly Todo[] = [
  { id: '1', title: 'Keep prices in cents', state: 'done' },
  { id: '2', title: 'Add the table of codes', state: 'done' },
  { id: '3', title: 'Write the cart tests', state: 'active' },
  { id: '4', title: 'Show the discount on the order page', state: 'open' },
  { id: '5', title: 'Update the README', state: 'open' },
];

/** Opens the search as a person does, with the answer of the host. */
async function search(chat: ChatPage, text: string, facts: (id: number) => readonly ToView[]): Promise<void> {
  await chat.page.keyboard.press('Control+f');
  await chat.page.getByRole('textbox', { name: 'Find', exact: true }).fill(text);
  await chat.pass(1000);
  const { id } = await chat.wish('find/start');
  await chat.tell(...facts(id));
}

/** Every state that the page can show, by name. */
export const scenes: Readonly<Record<string, Scene>> = {
  ...Object.fromEntries(
    Object.entries(setups).map(([name, setup]) => [name, { state: viewState({ setup }) }]),
  ),
  empty: {
    state: viewState({
      lastSession: { sessionId: 's0', title: 'Add discount codes', modifiedAt: NOON - 4_680_000 },
      problems: { path: '/shop/src/cart.ts', name: 'cart.ts', count: 2 },
    }),
  },
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
  plan: { state: viewState({ turns: [planned], requests: [plan] }) },
  'plan-commented': {
    state: viewState({
      turns: [planned],
      requests: [
        {
          ...plan,
          id: 'plan-2',
          comments: [
            { part: 2, quote: 'Add a table of codes', text: 'Rates belong in config.' },
            {
              part: 4,
              quote: 'Cover the table with tests',
              text: 'And the order page too, please with the old orders',
            },
          ],
        },
      ],
    }),
  },
  'plan-comment-open': {
    state: viewState({ turns: [planned], requests: [{ ...plan, id: 'plan-comment-open' }] }),
    press: 'Comment on “Keep prices as whole cents in cart.ts.”',
  },
  'plan-ways': {
    state: viewState({ turns: [planned], requests: [{ ...plan, id: 'plan-ways' }] }),
    press: 'More ways to go on',
  },
  'plan-note': {
    state: viewState({ turns: [planned], requests: [{ ...plan, id: 'plan-note' }] }),
    press: 'Revise',
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
  allowed: { state: viewState({ turns: [allowed] }), isUnfolded: true },
  'rich-answer': {
    state: viewState({
      turns: [turn({ state: 'done', endedAt: NOON, items: [answer(richText)] })],
    }),
    waitFor: '.diagram svg',
  },
  'own-diagrams': {
    state: viewState({
      turns: [turn({ state: 'done', endedAt: NOON, items: [answer(diagramsText)] })],
    }),
    waitFor: '.diagram svg',
  },
  'permission-shell': {
    state: viewState({ turns: [waiting('shell', 'npm test -- cart')], requests: [shellRequest] }),
  },
  'permission-scopes': {
    state: viewState({ turns: [waiting('shell', 'npm test -- cart')], requests: [shellRequest] }),
    press: 'More ways to allow',
  },
  'permission-past': {
    state: viewState({
      turns: [waiting('shell', 'npm test -- cart')],
      requests: [{ ...shellRequest, id: 'permission-past' }],
    }),
    press: ['More ways to allow', 'Show those 12 requests'],
  },
  'permission-edit': {
    state: viewState({
      turns: [waiting('shell', 'npm test -- cart')],
      requests: [{ ...shellRequest, id: 'permission-edit' }],
    }),
    press: 'Edit command before allowing',
  },
  'permission-write-scopes': {
    state: viewState({
      turns: [waiting('edit', 'src/cart.ts')],
      requests: [{ ...writeRequest, id: 'permission-write-scopes' }],
    }),
    press: 'More ways to allow',
  },
  'permission-write': {
    state: viewState({ turns: [waiting('edit', 'src/cart.ts')], requests: [writeRequest] }),
  },
  'permission-reason': {
    state: viewState({
      turns: [waiting('read', '../billing/config/prices.yaml')],
      requests: [outsideRequest],
    }),
    press: 'Deny with a reason',
  },
  'permission-many': {
    state: viewState({ turns: [subagent], requests: [fetchRequest, shellRequest, writeRequest] }),
  },
  form: { state: viewState({ turns: [waiting('mcp', 'tracker')], requests: [ticketForm] }) },
  'form-wrong': {
    state: viewState({
      turns: [waiting('mcp', 'tracker')],
      requests: [{ ...ticketForm, id: 'wrong', fields: ticketForm.fields.map(wrongDate) }],
    }),
    press: /^Send( Ctrl.Enter)?$/,
  },
  'form-address': {
    state: viewState({
      turns: [waiting('mcp', 'tracker')],
      requests: [
        {
          kind: 'form',
          id: 'address',
          message: 'Sign in to the tracker',
          askedBy: 'tracker',
          fields: [],
          url: 'https://tracker.example.com/sign-in?state=abc',
        },
      ],
    }),
  },
  'session-limit': {
    state: viewState({
      turns: [streaming],
      requests: [
        {
          kind: 'choice',
          id: 'limit',
          about: 'session-limit',
          values: { used: 50, max: 50, add: 50 },
          choices: ['add', 'unset', 'cancel'],
        },
      ],
    }),
  },
  'auto-mode': {
    state: viewState({
      turns: [streaming],
      requests: [
        {
          kind: 'choice',
          id: 'mode',
          about: 'auto-mode',
          values: { seconds: 90 },
          choices: ['yes', 'yes_always', 'no'],
        },
      ],
    }),
  },
  question: {
    state: viewState({
      turns: [waiting('question', 'how to round')],
      requests: [
        {
          kind: 'question',
          id: 'q1',
          question: 'How should half cents be rounded?',
          choices: ['Half up', 'Half to even', 'Always down'],
          allowsFreeform: true,
        },
      ],
    }),
  },
  queue: {
    state: viewState({
      turns: [streaming],
      queue: {
        isPaused: false,
        messages: [
          'Use the rates from config, not from code',
          'Then update the README with an example',
          'Commit with a short message',
        ].map((text, index) => ({
          id: `q${index}`,
          text,
          attachments: index === 1 ? [orderFile] : [],
          ...(index === 0 && { isSteering: true }),
        })),
      },
      draft: 'Add an example for two codes',
    }),
  },
  'queue-editing': {
    state: viewState({
      turns: [{ ...streaming, items: [...finishedSteps, steered] }],
      queue: {
        isPaused: false,
        messages: [
          { id: 'q1', text: 'Then update the README\nwith an example', attachments: [], isEdited: true },
          { id: 'q2', text: 'Commit with a short message', attachments: [orderFile] },
        ],
        deleted: { id: 'q3', text: 'Run the linter over everything that was changed today' },
      },
      composer: { model: 'GPT-5.2', modelSource: 'github', permissionMode: 'ask', whileBusy: 'steer' },
    }),
  },
  'queue-deleted': {
    state: viewState({
      turns: [streaming],
      queue: { isPaused: false, messages: [], deleted: { id: 'q3', text: 'Run the linter' } },
    }),
  },
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
  'queue-paused': {
    state: viewState({
      turns: [{ ...streaming, state: 'stopped', endedAt: NOON }],
      queue: {
        isPaused: true,
        pausedBy: 'stop',
        messages: [{ id: 'q1', text: 'Commit with a short message', attachments: [] }],
      },
    }),
  },
  chips: {
    state: viewState({ turns: [done], attachments: [orderFile, cartLines], draft: 'Make these two agree' }),
  },
  mention: { state: viewState({ turns: [done] }), type: 'Compare with @ca', finds: contextItems },
  'mention-empty': { state: viewState(), type: '@term', finds: emptyItems },
  'mention-none': { state: viewState(), type: '@nobody', finds: [] },
  commands: { state: viewState(), type: '/', finds: commandItems },
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
  'pictures-unseen': {
    state: viewState({
      turns: [
        {
          ...done,
          items: [answer('It is green.')],
          attachments: [
            { id: 'i2', kind: 'image', label: 'before.png', path: '/k/b.png', omitted: 'no-vision' },
            { id: 'i3', kind: 'image', label: 'huge.png', path: '', omitted: 'too-large' },
            { id: 'i4', kind: 'text', label: 'Pasted text', path: '', omitted: 'unavailable' },
          ],
        },
      ],
      attachments: [orderFile, ...pasted],
      composer: { ...viewState().composer, foot: { ...foot, takesImages: false } },
    }),
  },
  pasted: {
    state: viewState({
      turns: [{ ...done, attachments: [orderFile, ...pasted] }],
      attachments: [orderFile, ...pasted],
      selection: { label: cartLines.label, path: cartLines.path, isHidden: false },
      draft: 'Make these two agree',
    }),
  },
  'selection-hidden': {
    state: viewState({ selection: { label: cartLines.label, path: cartLines.path, isHidden: true } }),
  },
  help: { state: viewState({ banner: notice('help', { severity: 'info', actions: ['dismiss'] }) }) },
  'aside-waiting': {
    state: viewState({
      turns: [streaming],
      banner: notice('aside', {
        severity: 'info',
        actions: ['dismiss'],
        values: { question: 'What is a monetary amount in cents called?' },
      }),
    }),
  },
  aside: {
    state: viewState({
      turns: [streaming],
      banner: notice('aside', {
        severity: 'info',
        actions: ['dismiss'],
        values: { question: 'What does `discount` return?', answer: answerText },
      }),
    }),
  },
  'aside-empty': { state: viewState({ banner: notice('aside-empty', { actions: ['dismiss'] }) }) },
  'command-says': {
    state: viewState({
      banner: notice('command-says', {
        severity: 'info',
        values: { name: 'usage', message: 'Session Usage\n\nChanges: +3 -1\nTokens: input 10.5k, output 2' },
        actions: ['dismiss'],
      }),
    }),
  },
  'command-waits': {
    state: viewState({
      turns: [done],
      queue: {
        messages: [{ id: 'q1', text: '/new', attachments: [] }],
        isPaused: true,
        pausedBy: 'failure',
      },
      banner: notice('command-waits', { values: { name: 'new' }, actions: ['dismiss'] }),
    }),
  },
  'unknown-command': {
    state: viewState({
      draft: '/etc is big',
      banner: notice('unknown-command', { values: { name: 'etc' }, actions: ['send-as-text', 'dismiss'] }),
    }),
  },
  proposal: { state: viewState({ turns: [done], proposal: { name: 'cart.ts', isNew: false } }) },
  errors: { state: viewState({ turns: [errors], draft: 'Add discount codes to the cart' }) },
  subagent: { state: viewState({ turns: [subagent], requests: [] }) },
  'subagent-words': { state: viewState({ turns: [speaking], requests: [] }) },
  'subagent-words-open': { state: viewState({ turns: [speaking], requests: [] }), isUnfolded: true },
  banner: {
    state: viewState({
      turns: [earlier],
      banner: notice('restart-needed', {
        severity: 'info',
        actions: ['restart', 'dismiss'],
        values: { setting: 'flightdeck.cli.path' },
      }),
    }),
  },
  'restarting-over-turns': {
    state: viewState({
      setup: { kind: 'restarting', attempt: 1, delayMs: 1000 },
      turns: [{ ...streaming, state: 'interrupted', endedAt: NOON }],
    }),
  },
  ...footScenes([earlier, done]),
  demo: {
    state: viewState({
      composer: { model: 'Demo model', modelSource: 'demo', permissionMode: 'allow-all' },
      usage: undefined,
    }),
  },
  find: {
    state: viewState({ turns: [earlier, done] }),
    then: (chat) =>
      search(chat, 'cents', (id) => [
        { type: 'find/started', id, source: 'cents', flags: 'gi' },
        {
          type: 'find/found',
          id,
          places: [{ turnId: done.id, itemId: done.items.at(-1)?.id ?? '', count: 2 }],
          isDone: true,
        },
      ]),
  },
  prompts: {
    state: viewState({ turns: [earlier, done, longLog] }),
    press: 'Prompts',
    then: async (chat) => {
      const { turnId } = await chat.wish('prompts/list');
      const prompts = [earlier, done, longLog].map(({ id, prompt }) => ({ turnId: id, text: prompt }));
      await chat.tell({ type: 'prompts/listed', turnId, prompts, hasOlder: true, hasNewer: false });
    },
  },
  'find-failed': {
    state: viewState({ turns: [earlier, done] }),
    then: (chat) =>
      search(chat, '(cents', (id) => [
        { type: 'find/failed', id, reason: 'bad-regex', detail: 'Unterminated group' },
      ]),
  },
  long: { state: viewState({ turns: [earlier, done, longLog], hasOlder: true }) },
};
