import { signal } from '@preact/signals';
import { rangesIn } from './findRanges';
import type { Hit } from '../state/finder';

/** A line of the current hit, measured from the beginning of the scrolled content. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

const highlightName = 'find-hit';
/** What floats over the upper end of the transcript. */
const coveredAbove = 84;

/** Paints hits over the text, so that no element of the transcript is touched. */
export class HitMarks {
  readonly boxes = signal<readonly Box[]>([]);
  private ranges = new Map<string, readonly Range[]>();

  constructor(private readonly log: () => HTMLElement | null) {}

  mark(pattern: RegExp | undefined): void {
    this.ranges = new Map();
    const items = pattern && this.log()?.querySelectorAll<HTMLElement>('.turn [data-item]');
    for (const item of items ?? []) {
      const found = pattern ? rangesIn(item, pattern) : [];
      if (found.length > 0) this.ranges.set(keyOf(turnOf(item), item.dataset['item'] ?? ''), found);
    }
    const all = [...this.ranges.values()].flat();
    if (all.length > 0) CSS.highlights.set(highlightName, new Highlight(...all));
    else CSS.highlights.delete(highlightName);
  }

  /** Whether the hit is drawn. Where the page shows less of an item than was searched, the item stands for it. */
  frame(hit: Hit | undefined): boolean {
    const place = hit && this.placeOf(hit);
    const log = this.log();
    if (!place || !log) {
      if (this.boxes.peek().length > 0) this.boxes.value = [];
      return false;
    }
    const from = log.getBoundingClientRect();
    this.boxes.value = [...place.getClientRects()]
      .filter((rect) => rect.width > 0)
      .map((rect) => ({
        top: rect.top - from.top + log.scrollTop,
        left: rect.left - from.left,
        width: rect.width,
        height: rect.height,
      }));
    return this.boxes.value.length > 0;
  }

  /** Whether the hit's own words are drawn, and not only the item that they are in. */
  isExact({ turnId, itemId }: Hit): boolean {
    return this.ranges.has(keyOf(turnId, itemId));
  }

  /** Scrolls so that the hit is in sight, in wells too. */
  reveal(hit: Hit): void {
    const place = this.placeOf(hit);
    const log = this.log();
    if (!place || !log) return;
    for (let box = elementOf(place); box && box !== log; box = box.parentElement) {
      if (box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY !== 'visible')
        centre(box, place);
      if (box.scrollWidth > box.clientWidth + 1) showSideways(box, place);
    }
    const rect = place.getBoundingClientRect();
    const view = log.getBoundingClientRect();
    if (rect.top < view.top + coveredAbove || rect.bottom > view.bottom - 24) centre(log, place);
  }

  private placeOf({ turnId, itemId, nth }: Hit): Range | Element | undefined {
    const ranges = this.ranges.get(keyOf(turnId, itemId));
    if (ranges) return ranges[Math.min(nth, ranges.length - 1)];
    const turn = this.log()?.querySelector(`[data-turn="${CSS.escape(turnId)}"]`);
    const item = turn?.querySelector(`[data-item="${CSS.escape(itemId)}"]`);
    return item?.querySelector('summary, .line') ?? item ?? undefined;
  }
}

function keyOf(turnId: string, itemId: string): string {
  return `${turnId}\n${itemId}`;
}

function turnOf(item: HTMLElement): string {
  return item.closest<HTMLElement>('.turn')?.dataset['turn'] ?? '';
}

function elementOf(place: Range | Element): HTMLElement | null {
  if (place instanceof Element) return place.parentElement;
  return place.startContainer.parentElement;
}

function centre(box: HTMLElement, place: Range | Element): void {
  const [rect, view] = [place.getBoundingClientRect(), box.getBoundingClientRect()];
  box.scrollTop += rect.top + rect.height / 2 - (view.top + view.height / 2);
}

function showSideways(box: HTMLElement, place: Range | Element): void {
  if (getComputedStyle(box).overflowX === 'visible') return;
  const [rect, view] = [place.getBoundingClientRect(), box.getBoundingClientRect()];
  if (rect.left < view.left || rect.right > view.right)
    box.scrollLeft += rect.left + rect.width / 2 - (view.left + view.width / 2);
}
