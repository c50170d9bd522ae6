import { showLongConversation } from '../../support/page/longHost';
import { turn, viewState } from '../../support/page/states';
import { BenchPage, grownMb, type Measures, type Side } from './pages';

/** Our host joins what comes within so long into one message; see `FrameQueue`. */
const hostFrameMs = 16;

/**
 * Small pieces at the pace of a fast model, until the last one is painted: the usual stack gets each as a message
 * of its own, our page what its host makes of them.
 */
export async function stream(side: Side, text: string): Promise<Measures> {
  const bench = await BenchPage.open(side);
  try {
    if (side === 'ours') {
      const state = viewState({
        turns: [turn({ items: [{ kind: 'answer', id: 'a', text: '', isStreaming: true }] })],
      });
      await bench.page.evaluate((fact) => window.postMessage([fact], '*'), { type: 'state/reset', state });
    }
    const everyMs = side === 'other' ? 0 : hostFrameMs;
    return await bench.measure(() => bench.page.evaluate(feed, { text, everyMs }));
  } finally {
    await bench.close();
  }
}

interface Feed {
  readonly text: string;
  /** What has come in this time is one message; 0: each piece is a message of its own. */
  readonly everyMs: number;
}

/** Runs in the page: 4,000 pieces of 4 characters a second. */
async function feed({ text, everyMs }: Feed): Promise<void> {
  const size = 4;
  const perMs = 4;
  const start = performance.now();
  const post = (from: number, to: number) => {
    const piece = text.slice(from, to);
    if (everyMs === 0) window.postMessage({ type: 'delta', text: piece }, '*');
    else window.postMessage([{ type: 'item/delta', turnId: 't1', itemId: 'a', text: piece }], '*');
  };
  let at = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min((performance.now() - start) * perMs * size, text.length);
      const step = everyMs === 0 ? size : Math.ceil((due - at) / size) * size;
      for (; at < due; at += step) post(at, at + step);
      if (at < text.length) return;
      clearInterval(timer);
      resolve();
    }, everyMs || 4);
  });
  // The last message has been handled, and what it changed has been painted.
  await new Promise((resolve) => setTimeout(resolve));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** Opens a conversation and scrolls through a part of it. */
export async function open(side: Side, count: number): Promise<Measures> {
  const bench = await BenchPage.open(side);
  const { page } = bench;
  try {
    const empty = await bench.resident();
    const last = `Prompt ${count - 1}`;
    await page.evaluate(watchFirstPaint, last);
    const opening = await bench.measure(async () => {
      if (side === 'ours') await showLongConversation(bench, count);
      else await page.evaluate(openRival, count);
      await page.waitForFunction(() => (window as unknown as Opening).firstPaintMs, undefined, {
        timeout: 280_000,
      });
    });
    const firstPaintMs = await page.evaluate(() => (window as unknown as Opening).firstPaintMs ?? NaN);
    const scrolling = await bench.measure(() => page.evaluate(scrollUp));
    const grown = grownMb(empty, await bench.resident());
    return {
      ...opening,
      nodes: Math.max(opening['nodes'] ?? 0, scrolling['nodes'] ?? 0),
      firstPaintMs,
      scrollDropped: scrolling['droppedPercent'] ?? NaN,
      grownMb: grown.all,
      ownMb: grown.own,
    };
  } finally {
    await bench.close();
  }
}

interface Opening {
  firstPaintMs?: number;
}

/** Runs in the page: from the message that tells the turns until the frame in which the newest is on the screen. */
function watchFirstPaint(last: string): void {
  let start: number | undefined;
  window.addEventListener('message', () => (start ??= performance.now()), { capture: true });
  const look = () => {
    const isHere = [...document.querySelectorAll('h2')].at(-1)?.textContent === last;
    if (!isHere) return void requestAnimationFrame(look);
    requestAnimationFrame(() => {
      (window as unknown as Opening).firstPaintMs = performance.now() - (start ?? NaN);
    });
  };
  requestAnimationFrame(look);
}

/** Runs in the other page: the same turns as our host has. */
function openRival(count: number): void {
  const turns = Array.from({ length: count }, (_, index) => ({
    id: `t${index}`,
    prompt: `Prompt ${index}`,
    step: `Ran npm test -- ${index}`,
    answer: `Answer **${index}** with \`code\`.\n\n- one\n- two\n- three\n\nIt has ${'some more words '.repeat(index % 17)}to it.`,
  }));
  window.postMessage({ type: 'turns', turns }, '*');
}

/** Runs in the page: three seconds of steady scrolling from the end. */
async function scrollUp(): Promise<void> {
  const log = document.querySelector('main');
  log?.scrollTo(0, log.scrollHeight);
  for (let frame = 0; frame < 180; frame++) {
    log?.dispatchEvent(new WheelEvent('wheel'));
    log?.scrollBy(0, -60);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
