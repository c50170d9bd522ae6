import assert from 'node:assert/strict';
import { callTool, createGate, say } from '../../../src/demo/replies';
import type { Scene } from '../../support/workbench/scene';

export function keyboard(scene: Scene): void {
  describe('a whole conversation with the keyboard alone', () => {
    const page = () => scene.workbench.page;
    const frame = () => scene.chat.frame;
    const press = (key: string) => page().keyboard.press(key);

    /** Name of what has the focus in the chat; runs in its page. */
    function nameOfFocus(): string {
      const at = document.activeElement;
      const name = at?.getAttribute('aria-label') ?? at?.getAttribute('data-label');
      return name ?? `${at?.tagName ?? ''} ${at?.textContent?.trim() ?? ''}`;
    }

    const focused = () => frame().evaluate(nameOfFocus);

    async function focusIs(name: RegExp): Promise<void> {
      for (const end = Date.now() + 10_000; Date.now() < end; await page().waitForTimeout(50)) {
        if (name.test(await focused())) return;
      }
      assert.match(await focused(), name);
    }

    /** Goes from control to control, as with any page. */
    async function tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
      const seen: string[] = [];
      for (let count = 0; count < 15; count += 1) {
        await press(key);
        const at = await focused();
        if (name.test(at)) return;
        seen.push(at);
      }
      assert.fail(`${String(name)} is not among ${seen.join(', ')}`);
    }

    /** A new session takes the focus once more when it has come. */
    async function leaveChat(): Promise<void> {
      for (const end = Date.now() + 10_000; Date.now() < end; await page().waitForTimeout(200)) {
        await press('Control+Shift+E');
        const left = frame().waitForFunction(() => !document.hasFocus(), undefined, { timeout: 1000 });
        if (await left.catch(() => undefined)) return;
      }
      assert.fail('the chat keeps the focus');
    }

    it('is opened, and one can write at once', async () => {
      await scene.chat.openByKey();
      await frame()
        .getByRole('button', { name: /^Model: claude.* · Scripted/ })
        .waitFor();
      await focusIs(/^Message to Copilot$/);
    });

    it('has its model and its mode chosen', async () => {
      await tabTo(/^Mode: Agent$/);
      await press('Enter');
      await focusIs(/^Agent$/);
      await press('p');
      await focusIs(/^Plan$/);
      await press('Escape');
      await focusIs(/^Mode: Agent$/);
      await tabTo(/^Model: claude.* · Scripted/);
      await press('ArrowDown');
      await focusIs(/^(?!Model: )/);
      await press('Home');
      await page().keyboard.type('hi');
      await focusIs(/^High$/);
      await press('Enter');
      await focusIs(/^Model: claude-sonnet-4\.5 · Scripted High effort$/);
    });

    it('takes a message, and its request is allowed by one key', async () => {
      scene.answers(
        callTool('bash', { command: 'ls src', description: 'List the sources' }),
        say('## Files\n\nThere are two.\n\n### cart.ts\n\nAdds up.\n\n### order.ts\n\nKeeps orders.'),
      );
      await tabTo(/^Message to Copilot$/, 'Shift+Tab');
      await page().keyboard.type('List the files');
      await press('Enter');
      await scene.chat.request('List the sources');
      assert.equal(await focused(), 'Message to Copilot', 'the card took no focus');
      await press('Alt+A');
      await frame().getByRole('heading', { name: 'Files', exact: true }).waitFor();
      await scene.chat.turnEnds();
      const request = scene.model.requests.findLast((one) => one.model);
      assert.equal((request?.body as { readonly reasoning_effort?: string }).reasoning_effort, 'high');
    });

    it('is read by its headings', async () => {
      const headings = frame().locator('main').getByRole('heading');
      const outline = await headings.evaluateAll((all) =>
        all.map((one) => `${one.tagName} ${one.textContent?.trim() ?? ''}`),
      );
      assert.deepEqual(outline.slice(-4), ['H2 List the files', 'H3 Files', 'H4 cart.ts', 'H4 order.ts']);
      assert.match(outline[0] ?? '', /^H1 Chat/);
    });

    it('is stopped, and the focus stays where one writes', async () => {
      scene.answers(say(['Going on ', 'and on'], { hold: { gate: createGate(), afterChunks: 1 } }));
      await page().keyboard.type('Go on');
      await press('Enter');
      await frame().getByText('Going on').waitFor();
      await press('Escape');
      await frame().locator('.tail', { hasText: 'Stopped' }).waitFor();
      assert.equal(await focused(), 'Message to Copilot');
    });

    it('goes from prompt to prompt', async () => {
      await press('Shift+F6');
      await focusIs(/^Conversation$/);
      await press('Control+ArrowDown');
      await focusIs(/^H2 Go on$/);
      await press('Control+ArrowUp');
      await focusIs(/^H2 List the files$/);
      await press('F6');
      await focusIs(/^Message to Copilot$/);
    });

    it('starts a new session with the key that is pressed right after a click into the chat', async () => {
      const tabs = page().locator('.editor-group-container .tab');
      const before = await tabs.count();
      for (let time = 0; time < 5; time++) {
        await leaveChat();
        await frame().getByRole('textbox', { name: 'Message to Copilot' }).click();
        await press('Control+N');
        await frame().getByRole('heading', { name: 'New session in shop' }).waitFor();
        await focusIs(/^Message to Copilot$/); // it comes late, and would take the keys of the palette
        assert.equal(await tabs.count(), before, `no untitled file was opened, at time ${time}`);
      }
    });

    it('gives way to a new session', async () => {
      await press('Control+N');
      await frame().getByRole('heading', { name: 'New session in shop' }).waitFor();
      await focusIs(/^Message to Copilot$/);
      await scene.chat.assertAccessible();
    });
  });
}
