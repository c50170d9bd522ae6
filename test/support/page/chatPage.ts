import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { ToHost } from '../../../src/protocol/toHost';
import type { ToView, ViewState } from '../../../src/protocol/toView';
import { type HtmlOptions, ORIGIN, pageFile, pageHtml } from './pageHtml';
import { sharedBrowser } from './sharedBrowser';

export type { Theme } from './pageHtml';

export interface PageOptions extends HtmlOptions {
  readonly width?: number;
  readonly height?: number;
}

/** The built chat page in a browser, with this class in the place of the editor. */
export class ChatPage {
  /** Uncaught errors and refusals of the content security policy. */
  readonly problems: string[] = [];

  private html = '';
  private opened: Page | undefined;

  get page(): Page {
    assert.ok(this.opened, 'the page is open only while tests run');
    return this.opened;
  }

  /** For a file that does not yet use `usePage`. */
  static async open(): Promise<ChatPage> {
    const chat = new ChatPage();
    await chat.open(await sharedBrowser());
    return chat;
  }

  async open(browser: Browser): Promise<void> {
    const page = await browser.newPage({ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' });
    this.opened = page;
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && this.problems.push(line.text()));
    // Time goes on by itself, and tests can make it jump.
    await page.clock.install();
    await page.route(`${ORIGIN}/**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      return route.fulfill(name === '' ? { contentType: 'text/html', body: this.html } : pageFile(name));
    });
  }

  /** Starts the page afresh. */
  async load(options: PageOptions = {}): Promise<void> {
    const { width = 420, height = 640 } = options;
    this.html = pageHtml(options);
    await this.page.setViewportSize({ width, height });
    await this.page.goto(`${ORIGIN}/`);
    await this.wish((options.name === 'approvals' ? 'approvals/ready' : 'view/ready') as 'view/ready');
  }

  /** Tells the page facts, each as a message of its own, and waits until it has drawn them. */
  async tell(...facts: readonly ToView[]): Promise<void> {
    await this.page.evaluate(async (messages) => {
      for (const message of messages) window.postMessage(message, '*');
      await new Promise((resolve) => setTimeout(resolve));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, facts);
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
    const find = (wanted: string) =>
      (window as unknown as { wishes: ToHost[] }).wishes.findLast((one) => one.type === wanted);
    const handle = await this.page.waitForFunction(find, type, { timeout: 5000 });
    return (await handle.jsonValue()) as Extract<ToHost, { type: T }>;
  }

  /** Waits until the newest wish of this one's kind is exactly this one: some are told more than once. */
  async wished(expected: ToHost): Promise<void> {
    const newest = async () => (await this.wishesOf(expected.type)).at(-1);
    for (const end = Date.now() + 5000; Date.now() < end; await this.frame()) {
      if (isDeepStrictEqual(await newest(), expected)) return;
    }
    assert.deepEqual(await newest(), expected);
  }

  /** Waits until the page has drawn once more. */
  private async frame(): Promise<void> {
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }

  /** What axe finds wrong; `rules` narrows it to some of its rules. */
  async violations(rules?: string[]): Promise<readonly string[]> {
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axe.source);
    const found = await this.page.evaluate(async (only) => {
      const runner = (window as unknown as { axe: typeof axe }).axe;
      const options = { resultTypes: ['violations' as const], ...(only ? { runOnly: only } : {}) };
      return (await runner.run(document, options)).violations;
    }, rules);
    return found.map(
      (one) =>
        `${one.id}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`,
    );
  }

  /** What has the focus, by its name. */
  async focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    });
  }

  /** Lets time pass in the page at once. */
  async pass(ms: number): Promise<void> {
    await this.page.clock.fastForward(ms);
  }

  /** Waits for a problem that is wanted, and takes it out of the list. */
  async hasProblem(pattern: RegExp): Promise<void> {
    for (const end = Date.now() + 5000; Date.now() < end; await this.frame()) {
      const at = this.problems.findIndex((problem) => pattern.test(problem));
      if (at >= 0) return void this.problems.splice(at, 1);
    }
    assert.fail(`no problem like ${String(pattern)}: ${this.problems.join('\n')}`);
  }

  async close(): Promise<void> {
    await this.opened?.close();
    this.opened = undefined;
  }
}
