import { showLongConversation } from '../../support/page/longHost';
import { turn, viewState } from '../../support/page/states';
import { BenchPage, type Measures, type Side } from './pages';

/** Small pieces at the pace of a fast model, each a message of its own, until the last one is painted. */
export async function stream(side: Side, text: string): Promise<Measures> {
  const bench = await BenchPage.open(side);
  try {
    if (side === 'ours') {
      const state = viewState({
        turns: [turn({ items: [{ kind: 'answer', id: 'a', text: '', isStreaming: true }] })],
      });
      await bench.page.evaluate((fact) => window.postMessage([fact], '*'), { type: 'state/reset', state });
    }
    return await bench.measure(() => bench.page.evaluate(feed, { text, isOurs: side === 'ours' }));
  } finally {
    await bench.close();
  }
}

/** Runs in the page: 4 characters a message, 4,000 messages a second. */
async function feed({ text, isOurs }: { text: string; isOurs: boolean }): Promise<void> {
  const size = 4;
  const perMs = 4;
  const start = performance.now();
  let at = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min((performance.now() - start) * perMs * size, text.length);
      for (; at < due; at += size) {
        const piece = text.slice(at, at + size);
        if (isOurs) window.postMessage([{ type: 'item/delta', turnId: 't1', itemId: 'a', text: piece }], '*');
        else window.postMessage({ type: 'delta', text: piece }, '*');
      }
      if (at < text.length) return;
      clearInterval(timer);
      resolve();
    }, 4);
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
    let firstPaintMs = NaN;
    const opening = await bench.measure(async () => {
      const start = Date.now();
      if (side === 'ours') await showLongConversation(bench, count);
      else await page.evaluate(openRival, count);
      await page.waitForFunction((last) => document.body.innerText.includes(last), `Prompt ${count - 1}`, {
        timeout: 280_000,
        polling: 'raf',
      });
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      firstPaintMs = Date.now() - start;
    });
    const scrolling = await bench.measure(() => page.evaluate(scrollUp));
    return {
      ...opening,
      nodes: Math.max(opening['nodes'] ?? 0, scrolling['nodes'] ?? 0),
      firstPaintMs,
      scrollDropped: scrolling['droppedPercent'] ?? NaN,
    };
  } finally {
    await bench.close();
  }
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
