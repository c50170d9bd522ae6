import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { ConsoleMessage, Locator, Page } from 'playwright-core';
import type { ToHost } from '../../../src/protocol/toHost';
import type { ToView, ViewState } from '../../../src/protocol/toView';
import { settleMs } from '../../../src/webview/state/dockState';
import { drawFrame, putOnTheme, takeMessages } from './inPage';
import { bodyClass, type HtmlOptions, pageHtml, type Theme } from './pageHtml';
import type { PageServer } from './pageServer';
import type { Stage } from './sharedStage';

export type { Theme };

export interface PageOptions extends HtmlOptions {
  readonly width?: number;
  readonly height?: number;
  /** Until what of the page has come; all that it loads at first if not said. */
  readonly waitUntil?: 'domcontentloaded' | 'load';
}

/** For how long one waits for what must come. */
const patienceMs = 15_000;
/** In the time of the page, which tests can stop. */
const twoFramesMs = 40;

/** The built chat page in a browser, with this class in the place of the editor. */
export class ChatPage {
  /** Uncaught errors and refusals of the content security policy. */
  readonly problems: string[] = [];

  private isFrozen = false;
  private opened: { readonly page: Page; readonly server: PageServer } | undefined;

  private readonly noteError = (error: Error): void => void this.problems.push(String(error));
  private readonly noteLine = (line: ConsoleMessage): void => {
    if (line.type() === 'error') this.problems.push(line.text());
  };

  get page(): Page {
    return this.opening.page;
  }

  private get opening() {
    assert.ok(this.opened, 'the page is open only while tests run');
    return this.opened;
  }

  async open({ page, server }: Stage): Promise<void> {
    page.on('pageerror', this.noteError);
    page.on('console', this.noteLine);
    // As in a new window, whatever the tests before have left.
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: null });
    await page.mouse.move(-1, -1);
    this.opened = { page, server };
  }

  /** Starts the page afresh. */
  async load(options: PageOptions = {}): Promise<void> {
    const { width = 420, height = 640 } = options;
    const { page, server } = this.opening;
    await this.thaw();
    await page.setViewportSize({ width, height });
    await page.goto(server.serve(pageHtml(server.origin, options)), {
      waitUntil: options.waitUntil ?? 'load',
    });
    await this.wish((options.name === 'approvals' ? 'approvals/ready' : 'view/ready') as 'view/ready');
  }

  /** Tells the page facts, each as a message of its own, and waits until it has drawn them. */
  async tell(...facts: readonly ToView[]): Promise<void> {
    await this.page.evaluate(takeMessages, { messages: facts, isFrozen: this.isFrozen });
    if (this.isFrozen) await this.page.clock.runFor(twoFramesMs);
    await this.page.evaluate(drawFrame);
  }

  async show(state: ViewState): Promise<void> {
    await this.tell({ type: 'state/reset', state });
  }

  async wishes(): Promise<readonly ToHost[]> {
    return this.page.evaluate(() => (window as unknown as { wishes: ToHost[] }).wishes);
  }

  async wishesOf<T extends ToHost['type']>(type: T): Promise<readonly Extract<ToHost, { type: T }>[]> {
    const all = await this.wishes();
    return all.filter((wish): wish is Extract<ToHost, { type: T }> => wish.type === type);
  }

  /** Waits for the newest wish of this kind. */
  async wish<T extends ToHost['type']>(type: T): Promise<Extract<ToHost, { type: T }>> {
    const found = await this.until(async () => (await this.wishesOf(type)).at(-1));
    return found ?? assert.fail(`the page did not wish ${type}`);
  }

  /** Waits until the newest wish of this one's kind is exactly this one: some are told more than once. */
  async wished(expected: ToHost): Promise<void> {
    const newest = async () => (await this.wishesOf(expected.type)).at(-1);
    const isSo = await this.until(async () => isDeepStrictEqual(await newest(), expected));
    if (!isSo) assert.deepEqual(await newest(), expected);
  }

  /** Waits for a problem that is wanted, and takes it out of the list. */
  async hasProblem(pattern: RegExp): Promise<void> {
    const isThere = await this.until(() => this.problems.some((problem) => pattern.test(problem)));
    assert.ok(isThere, `no problem like ${String(pattern)}: ${this.problems.join()}`);
    this.problems.splice(
      this.problems.findIndex((problem) => pattern.test(problem)),
      1,
    );
  }

  /** Looks once for each frame that the page draws; gives back nothing if it was in vain. */
  private async until<T>(look: () => T | Promise<T>): Promise<T | undefined> {
    for (const end = Date.now() + patienceMs; Date.now() < end; await this.page.evaluate(drawFrame)) {
      const found = await look();
      if (found) return found;
    }
    return undefined;
  }

  /** What the page wears in a theme. */
  clothes(theme: Theme): { readonly href: string; readonly bodyClass: string } {
    return { href: `${this.opening.server.origin}/themes/${theme}.css`, bodyClass: bodyClass[theme] };
  }

  /** Changes the theme of the page as it stands, as the editor does. */
  async wear(theme: Theme): Promise<void> {
    const { href, bodyClass: name } = this.clothes(theme);
    await this.page.evaluate(putOnTheme, { href, class: name });
  }

  /** What has the focus, by its name. */
  async focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    });
  }

  /** The field in which one writes a message. */
  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Message to Copilot' });
  }

  /** Answers to a request count only once its card has been in sight for a moment. */
  async settled(): Promise<void> {
    await this.pass(settleMs);
    await this.page.locator('.ask[data-settled]').waitFor();
  }

  /** From now on time passes in the page only with `pass` and `tell`: for what must happen within a time. */
  async freeze(): Promise<void> {
    await this.page.clock.pauseAt(await this.page.evaluate(() => Date.now() + 10_000));
    this.isFrozen = true;
  }

  /** Time goes on by itself again. */
  async thaw(): Promise<void> {
    if (this.isFrozen) await this.page.clock.resume();
    this.isFrozen = false;
  }

  /** Lets time pass in the page at once. */
  async pass(ms: number): Promise<void> {
    await this.page.clock.fastForward(ms);
  }

  async close(): Promise<void> {
    if (!this.opened) return;
    const { page } = this.opened;
    await this.thaw();
    await page.goto('about:blank');
    page.off('pageerror', this.noteError);
    page.off('console', this.noteLine);
    this.opened = undefined;
  }
}
