import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { callTool, say } from '../../../src/demo/replies';
import { pictures } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

/** Gives the CLI an MCP server that asks the person to fill in a form; to be called before the CLI starts. */
export function addFormServer({ copilotHome }: { readonly copilotHome: string }): void {
  const args = [path.resolve('test/support/mcpForm.mjs')];
  const server = { type: 'local', command: process.execPath, args, tools: ['*'] };
  fs.mkdirSync(copilotHome, { recursive: true });
  const config = JSON.stringify({ mcpServers: { tracker: server } });
  fs.writeFileSync(path.join(copilotHome, 'mcp-config.json'), config);
}

/** What the agent can ask, from the real CLI. */
export function requestStates(scene: Scene): void {
  const frame = () => scene.chat.frame;
  const keep = (name: string) => pictures(scene.workbench, name);
  const press = (key: string) => scene.workbench.page.keyboard.press(key);

  /** Goes on to the request with this title; which comes first is for the CLI to say. */
  async function turnTo(title: string | RegExp): Promise<Locator> {
    const heading = frame().locator('.ask').getByRole('heading', { name: title });
    for (let count = 0; count < 2 && !(await heading.isVisible()); count += 1) await press('Alt+PageDown');
    return scene.chat.request(title);
  }

  it('several requests at once: a command with its ways to allow and to edit, a file outside, a page', async () => {
    const outer = '/etc/hosts'; // the CLI reads what lies in the temporary folder without asking
    const calls = [
      callTool('bash', { command: 'npm test -- cart', description: 'Run the cart tests' }),
      callTool('view', { path: outer }),
      callTool('web_fetch', { url: 'https://wiki.example.com/prices?year=2026' }),
    ].flatMap(({ toolCalls }) => toolCalls ?? []);
    scene.answers({ kind: 'answer', toolCalls: calls }, say('Then I do none of it.'));
    await scene.chat.send('Compare the prices');
    await frame().getByText('1 of 3').waitFor();
    const command = await turnTo('Run a command');
    await keep('request-of-three');
    await command.getByRole('button', { name: 'More ways to allow' }).click();
    await command
      .getByRole('menuitem', { name: /^Allow npm/ })
      .first()
      .waitFor();
    await keep('request-ways');
    await press('Escape');
    await command.getByRole('button', { name: 'Edit command before allowing' }).click();
    await command.getByRole('textbox').fill('npm test -- cart --reporter dot');
    await keep('request-edited');
    await command.getByRole('button', { name: /^Deny/ }).click();
    const outside = await turnTo(/outside this folder$/);
    await outside.getByRole('button', { name: 'Deny with a reason' }).click();
    await outside.getByRole('textbox').fill('Use the copy in src/prices.ts');
    await keep('request-reason');
    await press('Control+Enter');
    await scene.chat.request('Fetch a page');
    await keep('request-page');
    await scene.chat.composer.hover(); // steps do not fold away under the pointer
    await press('Alt+D');
    await frame().getByText('Then I do none of it.').waitFor();
    await scene.chat.turnEnds();
    await frame().locator('.fold > summary').last().click();
    await keep('denied');
  });

  it('a form of an MCP server, with a mistake in it', async () => {
    scene.answers(callTool('tracker-ticket'), say('Then no ticket.'));
    await scene.chat.send('Make a ticket');
    await scene.chat.request('Use tool ticket');
    await keep('request-tool');
    await press('Alt+A');
    const form = await scene.chat.request('Details for the new ticket');
    await form.getByRole('textbox', { name: /^Title/ }).fill('Discount codes');
    await form.getByRole('textbox', { name: /^Due date/ }).fill('31.11.2026');
    await form.getByRole('button', { name: /^Send/ }).click();
    await form.getByText('November has 30 days.').waitFor();
    await keep('form');
    await form.getByRole('button', { name: 'Decline' }).click();
    await frame().getByText('Then no ticket.').waitFor();
    await scene.chat.turnEnds();
    // What was typed into it is not lost either: it stands in the message.
    await scene.chat.composerHolds('Title: Discount codes\nDue date: 31.11.2026');
    await scene.chat.composer.fill('');
  });

  it('a plan, with a comment and the ways to go on', async () => {
    scene.answers(
      callTool('exit_plan_mode', {
        summary:
          '# Discount codes\n\n1. Keep prices as whole cents in `cart.ts`.\n2. Add a table of codes.\n3. Cover it with tests.',
        actions: ['interactive', 'autopilot'],
        recommendedAction: 'interactive',
      }),
      say('Then no plan.'),
    );
    await frame().getByRole('button', { name: 'Mode: Agent' }).click();
    await frame().getByRole('menuitemradio', { name: /^Plan/ }).waitFor();
    await keep('mode-menu');
    await frame().getByRole('menuitemradio', { name: /^Plan/ }).click();
    await frame().getByRole('button', { name: 'Mode: Plan' }).waitFor();
    await scene.chat.send('Plan the discount codes');
    const card = await scene.chat.request(/^Plan/);
    await card.getByRole('button', { name: 'More ways to go on' }).click();
    await keep('plan-ways');
    await press('Escape');
    await card.getByRole('button', { name: /^Comment on “Add a table/ }).click();
    await press('R');
    await scene.workbench.page.keyboard.insertText('ates belong in config.');
    await card.getByRole('button', { name: 'Done' }).click();
    await card.getByRole('button', { name: /^Revise with 1 comment/ }).waitFor();
    await keep('plan-commented');
    await card.getByRole('button', { name: /^Discard/ }).click();
    await scene.chat.turnEnds();
    // What was commented is not lost: it stands in the message.
    await frame().waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>('#message')?.value.includes('Rates belong in config.'),
    );
    await scene.chat.composer.fill('');
    await frame().getByRole('button', { name: 'Mode: Plan' }).click();
    await frame()
      .getByRole('menuitemradio', { name: /^Agent/ })
      .click();
    await frame().getByRole('button', { name: 'Mode: Agent' }).waitFor();
  });
}
