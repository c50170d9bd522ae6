import type { PlanRequest } from '../../../src/protocol/toView';
import type { Scene } from './scene';
import { call, finishedSteps, turn, viewState } from './states';

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

/** A plan and what one can say to it. */
export const planScenes: Readonly<Record<string, Scene>> = {
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
};
