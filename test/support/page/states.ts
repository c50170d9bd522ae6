import type { Rehearsal, RuleWords } from '../../../src/protocol/approvals';
import type { FootInfo } from '../../../src/protocol/foot';
import type { FormRequest } from '../../../src/protocol/forms';
import type {
  Attachment,
  ContextItem,
  Item,
  PermissionRequest,
  Setup,
  ToolCall,
  Turn,
  ViewState,
} from '../../../src/protocol/toView';

/** A fixed moment, so that times and pictures are the same in every run. */
export const NOON = Date.parse('2026-11-20T12:00:00Z');

export const orderFile: Attachment = {
  id: 'a1',
  kind: 'file',
  label: 'order.ts',
  path: '/home/me/shop/src/order.ts',
};
export const cartLines: Attachment = {
  id: 'a2',
  kind: 'selection',
  label: 'cart.ts:11–14',
  path: '/home/me/shop/src/cart.ts',
};

export const foot: FootInfo = {
  modelId: 'gpt-5.2',
  effort: 'medium',
  efforts: { kind: 'offered', efforts: ['low', 'medium', 'high'], standard: 'medium' },
  mode: 'interactive',
  hasModes: true,
  cliVersion: '1.0.102',
  announcements: 'summary',
};
/** A picture of one pixel. */
export const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function found(
  group: ContextItem['group'],
  kind: ContextItem['kind'],
  label: string,
  detail: string,
  marks: readonly number[] = [],
): ContextItem {
  const value = kind === 'file' ? `/home/me/shop/${detail}/${label}` : label || kind;
  return { group, kind, label, detail, value, marks };
}

/** What it finds for `@term` before a command has run. */
export const emptyItems: readonly ContextItem[] = [{ ...found('more', 'terminal', '', ''), count: 0 }];

/** The commands, by where they come from. */
export const commandItems: readonly ContextItem[] = [
  found('own', 'command', 'new', ''),
  found('own', 'command', 'model', ''),
  found('prompts', 'command', 'tidy', 'Bring the imports of a file in order'),
  found('skills', 'command', 'release', 'Prepare a release with its notes'),
  found('cli', 'command', 'compact', 'Summarize conversation history to reduce context window usage'),
  found('cli', 'command', 'context', 'Show context window token usage and visualization'),
];

/** What the host finds for `@ca`. */
export const contextItems: readonly ContextItem[] = [
  found('editors', 'file', 'cart.ts', 'src', [0, 1]),
  found('files', 'file', 'cart.test.ts', 'test', [0, 1]),
  found('files', 'directory', 'catalog', 'src/features/shared', [0, 1]),
  found('symbols', 'symbol', 'CartLine', 'cart.ts:1', [0, 1]),
  found('more', 'terminal', '', 'bash, cat cart.log'),
];

export function viewState(patch: Partial<ViewState> = {}): ViewState {
  return {
    now: NOON,
    setup: { kind: 'ready' },
    session: { sessionId: 's1', title: '', folder: 'shop' },
    turns: [],
    hasOlder: false,
    requests: [],
    queue: { messages: [], isPaused: false },
    attachments: [],
    composer: { model: 'GPT-5.2', modelSource: 'github', permissionMode: 'allow-reads', foot },
    draft: '',
    banner: undefined,
    usage: { usedTokens: 43_500, limitTokens: 128_000 },
    edit: undefined,
    todos: [],
    tokens: { keyword: '', string: '', number: '', comment: '', function: '', type: '' },
    lastSession: undefined,
    ...patch,
  };
}

export function turn(patch: Partial<Turn> = {}): Turn {
  return {
    id: 't1',
    prompt: 'Add discount codes to the cart, keep the prices in cents and cover it with tests',
    attachments: [],
    items: [],
    state: 'running',
    startedAt: NOON - 64_000,
    eventId: 'event-1',
    ...patch,
  };
}

export function call(patch: Partial<ToolCall> & Pick<ToolCall, 'id' | 'tool' | 'subject'>): ToolCall {
  return {
    kind: 'tool',
    name: patch.tool,
    input: patch.subject,
    state: 'done',
    startedAt: NOON - 12_000,
    durationMs: 400,
    ...patch,
  };
}

export const cartDiff = `--- a/src/cart.ts
+++ b/src/cart.ts
@@ -10,4 +10,5 @@
 
-export function discount(sum: number, code?: string) {
+export function discount(cents: number, code?: Code) {
+  const rate = code ? RATES[code] : 0;
+  return Math.round(cents * (1 - rate));
 }
`;

export const finishedSteps: readonly Item[] = [
  { kind: 'reasoning', id: 'r1', text: 'Prices are floats today.', isStreaming: false, durationMs: 6000 },
  call({
    id: 'c1',
    tool: 'read',
    subject: 'src/cart.ts',
    path: '/home/me/shop/src/cart.ts',
    range: { start: 1, end: 42 },
  }),
  call({
    id: 'c2',
    tool: 'read',
    subject: 'src/order.ts',
    path: '/home/me/shop/src/order.ts',
    range: { start: 12, end: 31 },
  }),
  call({
    id: 'c3',
    tool: 'search',
    subject: 'discount',
    name: 'grep',
    output: 'src/cart.ts:11\nsrc/order.ts:20',
    found: { count: 2, what: 'matches' },
  }),
  call({
    id: 'c4',
    tool: 'edit',
    subject: 'src/cart.ts',
    path: '/home/me/shop/src/cart.ts',
    diff: cartDiff,
    linesAdded: 3,
    linesRemoved: 1,
  }),
  call({
    id: 'c5',
    tool: 'shell',
    name: 'bash',
    subject: 'npm run lint',
    state: 'failed',
    exitCode: 2,
    durationMs: 1800,
    output: 'src/cart.ts: 1 problem',
  }),
];

export const runningTest = call({
  id: 'c6',
  tool: 'shell',
  name: 'bash',
  subject: 'npm test -- cart',
  state: 'running',
  durationMs: undefined,
  output: '> shop@1.0.0 test\n> mocha "cart"\n\n  cart\n    ✔ adds price times quantity\n',
});

export const answerText = `Discounts now work in whole cents. \`discount\` looks the rate up in one table, see \`src/cart.ts:11\`:

\`\`\`ts src/cart.ts
const RATES = { SPRING: 0.1, STAFF: 0.3 };

export function discount(cents: number, code?: Code) {
  const rate = code ? RATES[code] : 0;
  return Math.round(cents * (1 - rate)); // half up
}
\`\`\`

## What to check

- An unknown code gives the full price, it does **not** throw.
- Old orders keep their stored total.

| Code | Rate |
|------|-----:|
| SPRING | 10 % |
| STAFF | 30 % |
`;

export function answer(text: string, isStreaming = false): Item {
  return { kind: 'answer', id: 'answer', text, isStreaming };
}

const npmTest: RuleWords = { kind: 'command', text: 'npm test', isExact: false };
const rehearsed: Rehearsal = {
  of: 40,
  requests: Array.from({ length: 12 }, (_, index) => ({
    at: NOON - index * 3_600_000,
    text: index % 3 === 0 ? 'npm test' : `npm test -- ${['cart', 'order'][index % 2]}`,
    wasDenied: index === 4,
  })),
};

export const shellRequest: PermissionRequest = {
  kind: 'permission',
  id: 'p1',
  permission: 'shell',
  toolCallId: 'w1',
  intention: 'Run the cart tests',
  text: 'npm test -- cart',
  subject: 'npm',
  folder: 'shop',
  scopes: [
    { id: '0', until: 'session', rule: npmTest, rehearsal: rehearsed },
    { id: '1', until: 'folder', rule: npmTest, rehearsal: rehearsed },
    {
      id: '2',
      until: 'folder',
      rule: { kind: 'command', text: 'npm test -- cart', isExact: true },
      rehearsal: { of: 40, requests: rehearsed.requests.slice(0, 2) },
    },
  ],
  denials: [
    { id: '0', until: 'folder', rule: npmTest },
    { id: '1', until: 'everywhere', rule: npmTest },
  ],
};

export const writeRequest: PermissionRequest = {
  kind: 'permission',
  id: 'p2',
  permission: 'write',
  toolCallId: 'w2',
  intention: 'Round the discount to whole cents',
  text: '/home/me/shop/src/cart.ts',
  subject: 'src/cart.ts',
  folder: 'shop',
  diff: cartDiff,
  linesAdded: 3,
  linesRemoved: 1,
  scopes: [
    { id: '0', until: 'session', rule: { kind: 'write', path: '' }, rehearsal: { of: 0, requests: [] } },
    { id: '1', until: 'folder', rule: { kind: 'write', path: 'src' }, rehearsal: { of: 0, requests: [] } },
  ],
};

export const outsideRequest: PermissionRequest = {
  kind: 'permission',
  id: 'p3',
  permission: 'read',
  toolCallId: 'w3',
  intention: 'Look up the shared price table',
  text: '../billing/config/prices.yaml',
  subject: '../billing/config/prices.yaml',
  folder: 'shop',
  isOutside: true,
};

export const fetchRequest: PermissionRequest = {
  kind: 'permission',
  id: 'p4',
  permission: 'url',
  toolCallId: 'w4',
  text: 'https://wiki.example.com/prices?year=2026',
  subject: 'wiki.example.com/prices',
  folder: 'shop',
  askedBy: 'explore',
  warning: 'The address was not in your message.',
};

export const ticketForm: FormRequest = {
  kind: 'form',
  id: 'f1',
  message: 'Details for the new ticket',
  askedBy: 'tracker',
  fields: [
    { name: 'title', label: 'Title', isRequired: true, type: 'text', default: 'Discount codes' },
    { name: 'due', label: 'Due date', isRequired: false, type: 'text', format: 'date' },
    { name: 'points', label: 'Points', isRequired: false, type: 'number', isWhole: true, min: 1, max: 13 },
    {
      name: 'kind',
      label: 'Kind',
      description: 'Decides who looks first.',
      isRequired: true,
      type: 'choice',
      options: [
        { value: 'bug', label: 'Bug' },
        { value: 'wish', label: 'Wish' },
      ],
      default: 'wish',
    },
    { name: 'tell', label: 'Tell the team', isRequired: false, type: 'boolean', default: true },
  ],
};

export const chooseModel: Setup = {
  kind: 'choose-model',
  cliVersion: '1.0.102',
  signingIn: false,
  localServers: [
    { name: 'Ollama', port: 11434, isRunning: true, models: ['a', 'b', 'c'] },
    { name: 'LM Studio', port: 1234, isRunning: false, models: [] },
  ],
};

/** Everything an answer can hold, besides what `answerText` has. */
export const richText = `The rate is \\(r\\), so a cart of $n$ lines costs

$$
c = \\sum_{i=1}^{n} p_i q_i \\left(1 - \\frac{r}{100}\\right)
$$

\`\`\`mermaid
flowchart TD
  A[Cart] --> B{Has a code?}
  B -->|yes| C[(Rates)]
  B -- no --> D([Total])
  C --> D
  subgraph later [Checkout]
    D --> E[[Pay]]
  end
\`\`\`

- [x] \`Cart.total\` in cents
- [ ] codes that run out

\`\`\`bash
npm test -- cart
\`\`\`

| Code | Rate | Valid until | Who may use it, and for what |
|---|--:|---|---|
| SPRING | 10 | 2026-05-31 | everybody, once for each cart that holds at least two lines |
| STAFF | 30 | | people of the shop |

\`\`\`mermaid
flowchart LR
  A[Not drawn here
\`\`\`
`;
