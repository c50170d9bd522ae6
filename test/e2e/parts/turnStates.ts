import fs from 'node:fs';
import path from 'node:path';
import { callTool, createGate, say } from '../../../src/demo/replies';
import { pictures } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

const RICH = [
  'The rate is \\(r\\), so a cart costs',
  '$$\nc = \\sum_{i=1}^{n} p_i q_i \\left(1 - \\frac{r}{100}\\right)\n$$',
  '```mermaid\nflowchart LR\n  A[Cart] --> B{Has a code?}\n  B -->|yes| C[(Rates)]\n  B -- no --> D([Total])\n  C --> D\n```',
  '- [x] `Cart.total` in cents\n- [ ] codes that run out',
  '```bash\nnpm test -- cart\n```',
].join('\n\n');

const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, at) => `Paragraph ${at + 1} of a long answer about the cart.\n\n`);

/** What a turn can look like, from the real CLI. */
export function turnStates(scene: Scene): void {
  const frame = () => scene.chat.frame;
  const keep = (name: string) => pictures(scene.workbench, name);
  const inFolder = (name: string) => path.join(scene.workbench.folder, name);
  const todos = (text: string) => callTool('sql', { description: 'Todos', query: text });

  it('a turn at work: steps, a command with live output, todos', async () => {
    const command =
      'echo "> shop@1.0.0 test"; echo "  ✔ adds price times quantity"; until [ -e go ]; do sleep 0.05; done; rm go';
    scene.answers(
      {
        ...callTool('view', { path: inFolder('src/cart.ts') }),
        reasoning: 'The prices are floats today, so the sum is.',
      },
      callTool('view', { path: inFolder('src/order.ts') }),
      todos(
        "INSERT INTO todos (id, title, description, status) VALUES ('a','Keep prices in cents','-','done'),('b','Write the cart tests','-','in_progress'),('c','Update the README','-','pending')",
      ),
      callTool('bash', { command, description: 'Run the cart tests' }),
      say(RICH),
    );
    await scene.chat.send('Keep the prices in cents and cover the cart with tests');
    await scene.chat.request('Run the cart tests');
    await scene.workbench.page.keyboard.press('Alt+A');
    await frame().locator('.well.live', { hasText: '✔ adds price' }).waitFor();
    await frame().getByText('Todos 1/3').waitFor();
    await frame()
      .getByText(/^Thought/)
      .waitFor();
    await frame().getByText('Explored cart.ts, order.ts').waitFor();
    await keep('working');
    await frame().getByText('Todos 1/3').click();
    await frame().getByText('Update the README', { exact: true }).waitFor();
    await keep('todos');
    await frame().getByText('Todos 1/3').click();
    // Steps do not fold away under the pointer.
    await scene.chat.composer.hover();
    fs.writeFileSync(inFolder('go'), '');
  });

  it('an answer with a formula, a diagram and a task list, and its steps', async () => {
    await frame().locator('.diagram svg').waitFor();
    await frame().locator('math').last().waitFor();
    await scene.chat.turnEnds();
    await frame().locator('.fold > summary').last().click();
    await keep('rich-answer');
  });

  it('an answer that goes on below while one reads above', async () => {
    const gate = createGate();
    scene.answers(say([...paragraphs(40), 'The end.'], { hold: { gate, afterChunks: 40 } }));
    await scene.chat.send('Tell me much');
    await frame().getByText('Paragraph 40 of').waitFor();
    await frame().getByText('Paragraph 38 of').hover();
    await scene.workbench.page.mouse.wheel(0, -300);
    await frame().getByText('Paragraph 40 of').locator('visible=true').first().waitFor();
    gate.open();
    await frame().getByRole('button', { name: 'New messages' }).waitFor();
    await frame().getByRole('button', { name: 'Back to prompt: Tell me much' }).waitFor();
    await keep('new-messages');
    await frame().getByRole('button', { name: 'New messages' }).click();
    await scene.chat.turnEnds();
    await frame().getByRole('button', { name: 'New messages' }).waitFor({ state: 'detached' });
  });

  it('an agent of its own, whose request joins the others', async () => {
    const ask = { agent_type: 'explore', name: 'uses', description: 'looks for every use', prompt: 'Look' };
    scene.answers(
      callTool('task', ask),
      callTool('view', { path: inFolder('src/cart.ts') }),
      callTool('bash', { command: 'git log --oneline', description: 'List the commits' }),
      say('Four uses in two files.'),
      say('The agent found four.'),
    );
    await scene.chat.send('Who uses the total?');
    const card = await scene.chat.request('List the commits');
    await card.getByText('Asked by agent explore').waitFor();
    await keep('agent');
    await scene.workbench.page.keyboard.press('Alt+D');
    await frame().getByText('The agent found four.').waitFor();
    await scene.chat.turnEnds();
  });

  it('the list of prompts', async () => {
    const rail = frame().getByRole('navigation', { name: 'Prompts' });
    await rail.getByRole('button', { name: 'Prompts' }).click();
    await rail.getByText('Tell me much').waitFor();
    await keep('prompts');
    await scene.workbench.page.keyboard.press('Escape');
    await rail.getByText('Tell me much').waitFor({ state: 'detached' });
  });
}
