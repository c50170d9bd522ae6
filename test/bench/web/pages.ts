import * as fs from 'node:fs';
import * as path from 'node:path';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, ensureChromium } from '../../support/vscode/chromium.mjs';
import { folder } from './build';

const origin = 'https://bench.test';
const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' };

/** `text` is the least that a page can do: the text is appended, and nothing is made of it. */
export type Side = 'ours' | 'other' | 'text';
export type Measures = Readonly<Record<string, number>>;

/** One of the two pages in a browser of its own, with what the browser measures about it. */
export class BenchPage {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async open(side: Side): Promise<BenchPage> {
    const executablePath = await ensureChromium();
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
    const page = await browser.newPage({ viewport: { width: 420, height: 800 }, reducedMotion: 'reduce' });
    page.on('pageerror', (error) => process.stderr.write(`${side}: ${String(error)}\n`));
    await page.route(`${origin}/**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (name === '') return route.fulfill({ contentType: 'text/html', body: html(side) });
      const file = path.join(name.startsWith('themes/') ? 'test/fixtures' : folder, name);
      return route.fulfill({ contentType: types[path.extname(name).slice(1)], body: fs.readFileSync(file) });
    });
    await page.goto(origin);
    await page.waitForFunction(() => document.getElementById('root')?.firstElementChild);
    const session = await page.context().newCDPSession(page);
    // Processor time of the main thread: what else the machine does is not counted.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new BenchPage(browser, page, session);
  }

  /** Plays something in the page; times in ms, memory in MB. */
  async measure(play: () => Promise<void>): Promise<Measures> {
    await this.page.evaluate(watchFrames);
    const before = await this.metrics();
    await play();
    const after = await this.metrics();
    const frames = await this.page.evaluate(() => (window as unknown as Watched).endFrames());
    await this.session.send('HeapProfiler.collectGarbage');
    const settled = await this.metrics();
    const spent = (name: string) => ((after[name] ?? 0) - (before[name] ?? 0)) * 1000;
    return {
      ...frames,
      scriptMs: spent('ScriptDuration'),
      taskMs: spent('TaskDuration'),
      nodes: after['Nodes'] ?? NaN,
      heapMb: (settled['JSHeapUsedSize'] ?? NaN) / 2 ** 20,
    };
  }

  /** Memory of each process that shows pages, in MB; only Linux tells it. One of them is the browser's reserve. */
  async resident(): Promise<Resident> {
    await this.session.send('HeapProfiler.collectGarbage');
    const session = await this.browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    const renderers = processInfo.filter(({ type }) => type === 'renderer');
    return new Map(renderers.map(({ id }) => [id, residentMbOf(id)]));
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  private async metrics(): Promise<Readonly<Record<string, number>>> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }
}

interface ResidentMb {
  readonly all: number;
  /** Without what is mapped from files: the browser's own program, of which any new page needs more. */
  readonly own: number;
}

export type Resident = ReadonlyMap<number, ResidentMb>;

/** By how much the page's process has grown: it is the one that has. */
export function grownMb(before: Resident, after: Resident): ResidentMb {
  const grown = [...after].flatMap(([id, now]) => {
    const was = before.get(id);
    return was ? [{ all: now.all - was.all, own: now.own - was.own }] : [];
  });
  return grown.reduce((most, one) => (most.all > one.all ? most : one), { all: NaN, own: NaN });
}

function residentMbOf(pid: number): ResidentMb {
  const file = `/proc/${pid}/status`;
  if (!fs.existsSync(file)) return { all: NaN, own: NaN };
  const status = fs.readFileSync(file, 'utf8');
  const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { all: mb('VmRSS'), own: mb('RssAnon') };
}

interface Watched {
  endFrames(): { droppedPercent: number; blockingMs: number; longestMs: number };
}

/** Runs in the page: counts frames that came late, and tasks that held it up. */
function watchFrames(): void {
  const frameMs = 1000 / 60;
  let [last, seen, dropped, blockingMs, longestMs, isOver] = [performance.now(), 0, 0, 0, 0, false];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      blockingMs += duration - 50;
      longestMs = Math.max(longestMs, duration);
    }
  });
  observer.observe({ type: 'longtask' });
  const next = (now: number) => {
    const missed = Math.max(Math.round((now - last) / frameMs) - 1, 0);
    [last, seen, dropped] = [now, seen + 1 + missed, dropped + missed];
    if (!isOver) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  (window as unknown as Watched).endFrames = () => {
    isOver = true;
    observer.disconnect();
    return { droppedPercent: (100 * dropped) / Math.max(seen, 1), blockingMs, longestMs };
  };
}

/** Runs in our page before its script: what the editor would provide. */
function standIn(): void {
  const target = window as unknown as { wishes: unknown[]; acquireVsCodeApi: unknown };
  target.wishes = [];
  target.acquireVsCodeApi = () => ({
    postMessage: (wish: unknown) => target.wishes.push(wish),
    getState: () => undefined,
    setState: () => undefined,
  });
}

/** Runs in the page that only appends, once a frame, and keeps the end in sight. */
function appendText(): void {
  const log = document.createElement('main');
  log.style.cssText = 'height: 100vh; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere';
  document.getElementById('root')?.append(log);
  let waiting = '';
  const draw = () => {
    log.append(waiting);
    log.scrollTop = log.scrollHeight;
    waiting = '';
  };
  window.onmessage = ({ data }: MessageEvent<readonly { readonly text: string }[]>) => {
    if (waiting === '') requestAnimationFrame(draw);
    for (const { text } of data) waiting += text;
  };
}

function html(side: Side): string {
  const link = (name: string) => `<link rel="stylesheet" href="${origin}/${name}">`;
  const head =
    side === 'ours' ? ['themes/dark.css', 'themes/defaults.css', 'webview.css'].map(link).join('') : '';
  const scripts = {
    ours: `<script>(${String(standIn)})()</script><script src="${origin}/webview.js"></script>`,
    other: `<script src="${origin}/rival.js"></script>`,
    text: `<script>(${String(appendText)})()</script>`,
  }[side];
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">${head}</head><body class="vscode-dark" data-platform="linux"><div id="root"></div>${scripts}</body></html>`;
}
