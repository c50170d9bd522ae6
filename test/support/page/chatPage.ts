import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { ToHost } from '../../../src/protocol/toHost';
import type { ToView, ViewState } from '../../../src/protocol/toView';
import { CHROMIUM_ARGS, ensureChromium } from '../vscode/chromium.mjs';

export type Theme = 'dark' | 'light' | 'hc' | 'hc-light';

export interface PageOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly platform?: 'mac' | 'windows' | 'linux';
  readonly dir?: 'ltr' | 'rtl';
  /** Which page; the chat if not said. */
  readonly name?: 'webview' | 'approvals';
  readonly l10n?: Readonly<Record<string, string>>;
}

const ORIGIN = 'https://chat.test';
const root = process.cwd();
const bodyClass: Readonly<Record<Theme, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  hc: 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light vscode-high-contrast',
};
const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  ttf: 'font/ttf',
  woff2: 'font/woff2',
};

/** The built chat page in a browser, with this class in the place of the editor. */
export class ChatPage {
  /** Uncaught errors and refusals of the content security policy. */
  readonly problems: string[] = [];

  private html = '';

  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && this.problems.push(line.text()));
  }

  static async open(): Promise<ChatPage> {
    const browser = await chromium.launch({
      executablePath: await ensureChromium(),
      args: [...CHROMIUM_ARGS],
    });
    const page = await browser.newPage({ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC' });
    // Time goes on by itself, and tests can make it jump.
    await page.clock.install();
    const chat = new ChatPage(browser, page);
    await page.route(`${ORIGIN}/**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') return route.fulfill({ contentType: 'text/html', body: chat.html });
      return route.fulfill({
        contentType: contentTypes[path.extname(name).slice(1)] ?? 'text/plain',
        body: fileOf(name),
      });
    });
    return chat;
  }

  /** Starts the page afresh. */
  async load(options: PageOptions = {}): Promise<void> {
    const { width = 420, height = 640 } = options;
    this.problems.length = 0;
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

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/** Runs in the page before its own script: what the editor would provide. */
function standIn(): void {
  const target = window as unknown as { wishes: unknown[]; acquireVsCodeApi: unknown };
  target.wishes = [];
  target.acquireVsCodeApi = () => ({
    postMessage: (wish: unknown) => target.wishes.push(structuredClone(wish)),
  });
}

function pageHtml({
  theme = 'dark',
  dir = 'ltr',
  platform = 'linux',
  name = 'webview',
  l10n,
}: PageOptions): string {
  const policy = `default-src 'none'; script-src 'nonce-test'; style-src ${ORIGIN}; font-src ${ORIGIN}; img-src ${ORIGIN} data:`;
  const words = l10n
    ? ` data-l10n="${JSON.stringify(l10n).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
    : '';
  return `<!DOCTYPE html><html lang="en" dir="${dir}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}"><title>Flight Deck chat</title>
<link rel="stylesheet" href="${ORIGIN}/themes/${theme}.css"><link rel="stylesheet" href="${ORIGIN}/themes/defaults.css"><link rel="stylesheet" href="${ORIGIN}/${name}.css">
</head><body class="${bodyClass[theme]}" data-platform="${platform}"${words}><div id="root"></div>
<script nonce="test">(${String(standIn)})()</script>
<script nonce="test" src="${ORIGIN}/${name}.js"></script></body></html>`;
}

function fileOf(name: string): Buffer {
  const folder = name.startsWith('themes/') ? 'test/fixtures' : 'dist';
  return fs.readFileSync(path.join(root, folder, name));
}
