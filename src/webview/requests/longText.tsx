import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { plural } from '../base/l10n';
import { isInSight, scrollTowards, watchSight } from './inSight';

/** From how many drawn lines on a text is cut, and how many of them are shown then. */
export interface LineLimit {
  readonly most: number;
  readonly shown: number;
}

export const textLimit: LineLimit = { most: 6, shown: 4 };
/** A change is read line by line, and most are short. */
export const diffLimit: LineLimit = { most: 12, shown: 8 };

const lineHeight = 18;

interface LongTextProps {
  /** A well with the text, and a `TextEnd` after it. */
  readonly children: ComponentChildren;
  /** What belongs to it and stands beneath. */
  readonly after?: ComponentChildren;
  readonly limit: LineLimit;
  readonly onLines: (count: number) => void;
}

/** What is decided about: a few lines until the person wants all. The answers wait until its end was seen. */
export function LongText({ children, after, limit, onLines }: LongTextProps) {
  const { dock } = useChat();
  const box = useRef<HTMLDivElement>(null);
  const [lines, setLines] = useState(0);
  const [isOpen, setOpen] = useState(false);
  // What was seen whole stays so in a narrower window.
  const isCut = (count: number) => !isOpen && dock.waits.peek() && count > limit.most;
  const measure = () => {
    const count = drawnLines(box.current);
    setLines(count);
    onLines(count);
    return count;
  };
  useEndWatch(
    box,
    isOpen,
    () => isCut(measure()),
    () => setOpen(true),
  );
  const unfold = () => {
    setOpen(true);
    wellIn(box.current)?.focus({ preventScroll: true });
  };
  return (
    <div ref={box} class="long" data-cut={isCut(lines) ? limit.shown : undefined}>
      {children}
      {isCut(lines) && (
        <button class="more" type="button" onClick={unfold}>
          <Icon name="fold-down" />
          <span>{plural(lines - limit.shown, '+1 line', '+{0} lines')}</span>
        </button>
      )}
      {after}
    </div>
  );
}

/** The place that must have been in sight before one can allow. */
export function TextEnd() {
  return <i class="text-end" />;
}

type BoxRef = { readonly current: HTMLDivElement | null };

function useEndWatch(box: BoxRef, isOpen: boolean, isCut: () => boolean, open: () => void): void {
  const { dock } = useChat();
  const seen = useRef(new Set<Element>()).current;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const unseen = () =>
      [...element.querySelectorAll<HTMLElement>('.text-end')].filter((end) => !seen.has(end));
    const look = () => {
      if (!isCut()) for (const end of unseen()) if (isInSight(end)) seen.add(end);
      dock.noteSeen(unseen().length === 0);
    };
    dock.lead = () => {
      const [next] = unseen();
      if (isCut()) open();
      else if (next) scrollTowards(next);
      look();
    };
    return watchSight(element, look);
  }, [isOpen]);
}

function wellIn(box: HTMLElement | null): HTMLElement | null | undefined {
  return box?.querySelector<HTMLElement>('.well');
}

/** As they wrap, whether they can be seen or not. */
function drawnLines(box: HTMLElement | null): number {
  const well = wellIn(box);
  if (!well) return 0;
  const { paddingTop, paddingBottom } = getComputedStyle(well);
  return Math.round((well.scrollHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)) / lineHeight);
}
