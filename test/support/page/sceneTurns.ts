import type { Item, Notice } from '../../../src/protocol/toView';
import {
  NOON,
  answer,
  answerText,
  call,
  cartLines,
  finishedSteps,
  orderFile,
  runningTest,
  turn,
} from './states';

export const done = turn({
  state: 'done',
  model: 'GPT-5.2',
  endedAt: NOON,
  startedAt: NOON - 130_000,
  attachments: [orderFile, cartLines],
  items: [...finishedSteps, answer(answerText)],
});

export const earlier = turn({
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

export const streaming = turn({
  items: [
    ...finishedSteps,
    runningTest,
    answer(
      'The tests pass for whole cents. One case is left: a code that has run out. I am adding it to the same table, with an end',
      true,
    ),
  ],
});

export function waiting(tool: 'mcp' | 'shell' | 'edit' | 'read' | 'fetch' | 'question', subject: string) {
  return turn({
    attachments: [orderFile],
    items: [
      ...finishedSteps.slice(1, 4),
      call({ id: 'w', tool, subject, state: 'waiting', durationMs: undefined }),
    ],
  });
}

export const longLog = turn({
  id: 't9',
  state: 'running',
  items: [...finishedSteps, runningTest, answer(answerText.repeat(2), true)],
});

export const subagent = turn({
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

export const steered: Item = {
  kind: 'steer',
  id: 'steer-1',
  text: 'Use the rates from config, not from code. They are read once, when the shop starts.',
  attachments: [orderFile],
};

export function notice(code: Notice['code'], patch: Partial<Notice> = {}): Notice {
  return { code, severity: 'error', actions: ['retry', 'show-log'], ...patch };
}
