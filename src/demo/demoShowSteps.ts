import type { DemoStep } from './demoSteps';
import { done, move, wasDenied } from './demoToolSteps';

/** A formula, a diagram and a list of tasks. */
export const drawing = [
  'A formula, a diagram and a list of tasks:',
  '$$\ns = \\sum_{i=1}^{n} p_i q_i\n$$',
  '```mermaid\nflowchart LR\n  A[Prompt] --> B{Needs a tool?}\n  B -->|yes| C[Request] --> D[Answer]\n  B -- no --> D\n```',
  '- [x] drawn by the chat\n- [ ] checked by you',
].join('\n\n');

/** Keeps a list of what is to be done, as agents do for long tasks. */
export const todosStep: DemoStep = {
  name: 'todos',
  next(outcomes, request) {
    const last = outcomes.at(-1);
    if (!last) {
      const rows = [
        "('demo-1', 'Look at this list', 'Above the message', 'done')",
        "('demo-2', 'Open it', 'One click', 'in_progress')",
        "('demo-3', 'Go on', 'Write another word', 'pending')",
      ].join(', ');
      const query = `INSERT OR REPLACE INTO todos (id, title, description, status) VALUES ${rows}`;
      return move(request, 'I keep a list of what is to be done.', {
        name: 'sql',
        arguments: { description: 'Keep the list', query },
      });
    }
    if (wasDenied(last)) return done('You denied it, so there is no list.');
    return done('The list stands above the message. Click it to open it.');
  },
};

/** Hands in a plan, which can be commented; only an agent that plans has the tool for it. */
export const planStep: DemoStep = {
  name: 'plan',
  next(outcomes, request) {
    const last = outcomes.at(-1);
    if (last) return done('That was the plan. A script does not carry it out.');
    if (!request.tools.includes('exit_plan_mode')) {
      return done('Choose **Plan** beside the model and write “plan” again. Then I hand in a plan.');
    }
    return move(request, '', {
      name: 'exit_plan_mode',
      arguments: {
        summary:
          '# A tour of plans\n\n1. Read each step.\n2. Comment on one of them.\n3. Implement, revise or discard it.',
        actions: ['interactive', 'autopilot'],
        recommendedAction: 'interactive',
      },
    });
  },
};
