import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Frame, Locator, Page } from 'playwright-core';
import { runFromPalette } from './menus';

const TITLE = 'Flight Deck chat';

/** The chat in the secondary side bar, as a person sees it. */
export class Chat {
  private found: Frame | undefined;

  constructor(private readonly page: Page) {}

  /** The document of the chat, after `open`. */
  get frame(): Frame {
    assert.ok(this.found, 'the chat is not open');
    return this.found;
  }

  get composer(): Locator {
    return this.frame.getByRole('textbox', { name: 'Message to Copilot' });
  }

  /** What the person asked, as the heading of its turn. */
  prompt(text: string): Locator {
    return this.frame.getByRole('heading', { name: text, exact: true, level: 2 });
  }

  /** Shows the chat and waits for its page to have the keys: they would be taken from what comes next. */
  async open(): Promise<Frame> {
    await runFromPalette(this.page, 'Flight Deck: Focus Chat');
    const frame = await this.find();
    await frame.waitForFunction(() => {
      const composer = document.querySelector('.composer textarea');
      const canHaveFocus = composer instanceof HTMLTextAreaElement && !composer.disabled;
      return !canHaveFocus || (document.hasFocus() && document.activeElement !== document.body);
    });
    return frame;
  }

  /** Opens it with its key, pressed as a person does: once more when nothing came, as the editor may still be starting. */
  async openByKey(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      await this.page.keyboard.press('Control+Alt+H');
      try {
        await this.find(8000);
        return;
      } catch (error) {
        if (tries === 5) throw error;
      }
    }
  }

  /** Waits for the chat's page, after something else has shown it. */
  async find(timeoutMs?: number): Promise<Frame> {
    this.found = await this.pageOf(TITLE, timeoutMs);
    return this.found;
  }

  /** Waits for a page of the extension with this title. */
  async pageOf(title: string, timeoutMs = 20_000): Promise<Frame> {
    for (const end = Date.now() + timeoutMs; Date.now() < end; await this.page.waitForTimeout(50)) {
      for (const frame of this.page.frames()) {
        if (frame.isDetached() || (await frame.title().catch(() => '')) !== title) continue;
        if (
          (await frame
            .locator('#root > *')
            .count()
            .catch(() => 0)) === 0
        )
          continue;
        return frame;
      }
    }
    throw new Error(`${title} does not appear`);
  }

  async send(text: string): Promise<void> {
    await this.composer.click();
    await this.page.keyboard.insertText(text);
    await this.composerHolds(text);
    await this.composer.press('Enter');
  }

  /** Waits until this stands in the composer. */
  async composerHolds(text: string): Promise<void> {
    const element = await this.composer.elementHandle();
    await this.frame.waitForFunction(
      ([field, wanted]) => field instanceof HTMLTextAreaElement && field.value === wanted,
      [element, text] as const,
    );
  }

  /** A session with nothing in it. */
  async newSession(): Promise<void> {
    await runFromPalette(this.page, 'Flight Deck: New Session');
    await this.frame.getByRole('heading', { name: 'New session in shop' }).waitFor();
    await this.frame.getByRole('article').first().waitFor({ state: 'detached' });
  }

  /** The card of a request with this title, or of which the agent says this, once it takes an answer. */
  async request(title: string | RegExp): Promise<Locator> {
    const said = typeof title === 'string' ? `The agent says: “${title}”` : title;
    const heading = this.frame
      .getByRole('heading', { name: title })
      .or(this.frame.locator('header p', { hasText: said }));
    // A card takes no answer in its first half second, so that none is given by mistake.
    const card = this.frame.locator('.ask[data-settled]', { has: heading });
    await card.waitFor();
    return card;
  }

  /** Reads what a card asks to its end, as it wants it, and allows it. */
  async allow(title: string | RegExp): Promise<void> {
    const button = (await this.request(title)).getByRole('button', { name: /^Allow once/ });
    // Before that a press leads on, and counts as none.
    while ((await button.getAttribute('aria-disabled')) === 'true') await button.click({ force: true });
    await this.request(title);
    await button.click();
  }

  /** Waits until nothing runs any more. */
  async turnEnds(): Promise<void> {
    await this.frame.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' });
  }

  /** Drags the side bar's edge until the page is as wide as wanted. */
  async resize(width: number): Promise<void> {
    for (let tries = 0; tries < 4; tries += 1) {
      const present = await this.frame.evaluate(() => window.innerWidth);
      if (Math.abs(width - present) <= 1) return;
      const edge = await this.leftEdge();
      await this.page.mouse.move(edge, 500);
      await this.page.mouse.down();
      await this.page.mouse.move(edge - (width - present), 500, { steps: 4 });
      await this.page.mouse.up();
      await this.frame.waitForFunction((before) => window.innerWidth !== before, present);
    }
    assert.equal(await this.frame.evaluate(() => window.innerWidth), width);
  }

  /** Where the line between the editors and the secondary side bar can be dragged. */
  private async leftEdge(): Promise<number> {
    const bar = await this.page.locator('.part.auxiliarybar').boundingBox();
    assert.ok(bar, 'the secondary side bar is not shown');
    const sashes = await this.page.locator('.monaco-sash.vertical').all();
    const boxes = await Promise.all(sashes.map((sash) => sash.boundingBox()));
    const centres = boxes.filter((box) => box !== null).map((box) => box.x + box.width / 2);
    const [nearest] = centres.sort((a, b) => Math.abs(a - bar.x) - Math.abs(b - bar.x));
    return nearest ?? bar.x;
  }

  /** Nothing that a person with a screen reader or a keyboard would stumble over. */
  async assertAccessible(): Promise<void> {
    const source = path.join(path.dirname(createRequire(__filename).resolve('axe-core')), 'axe.min.js');
    const isThere = await this.frame.evaluate(() => 'axe' in window);
    if (!isThere) await this.frame.evaluate(fs.readFileSync(source, 'utf8'));
    const violations = await this.frame.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(on: Document): Promise<AxeResults> } };
      const results = await axe.run(document);
      return results.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
      );
    });
    assert.deepEqual(violations, [], 'accessibility violations');
  }
}
