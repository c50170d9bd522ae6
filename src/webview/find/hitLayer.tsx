import { effect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { useChat, type Chat } from '../context';
import type { Hit } from './finder';
import { HitMarks } from './hitMarks';

/** Text changes often while an answer streams; hits are marked anew this much later. */
const markAfterMs = 120;
/** What holds a hit may still be coming or opening; after this the person scrolls as they like. */
const holdsOnForMs = 1500;

type Ref<T> = { readonly current: T | null };

/** Marks the hits in what is drawn, and draws the frame of the current one over it. */
export function HitLayer({ log, content }: { log: Ref<HTMLElement>; content: Ref<HTMLElement> }) {
  const chat = useChat();
  const marks = useMemo(() => new HitMarks(() => log.current), [log]);
  useEffect(() => watch(chat, marks, log.current, content.current), [chat, marks]);
  return (
    <div class="hits" aria-hidden="true">
      {marks.boxes.value.map(({ top, left, width, height }, index) => (
        <i key={index} ref={(element) => place(element, { top, left, width, height })} />
      ))}
    </div>
  );
}

/** The page's policy forbids style attributes in markup; the style object may be written. */
function place(
  element: HTMLElement | null,
  box: Readonly<Record<'top' | 'left' | 'width' | 'height', number>>,
): void {
  for (const [name, value] of Object.entries(box)) element?.style.setProperty(name, `${value}px`);
}

function watch(
  { finder, window: turns, scroll, store }: Chat,
  marks: HitMarks,
  log: HTMLElement | null,
  content: HTMLElement | null,
): (() => void) | undefined {
  if (!log || !content) return undefined;
  let wanted: Hit | undefined;
  let wantedAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    timer = undefined;
    marks.mark(finder.pattern.peek());
    if (marks.frame(finder.current.peek()) && wanted) {
      marks.reveal(wanted);
      if (marks.isExact(wanted) || performance.now() - wantedAt > holdsOnForMs) wanted = undefined;
      marks.frame(finder.current.peek());
    }
  };
  const soon = (delay = markAfterMs) => {
    if (finder.pattern.peek()) timer ??= setTimeout(settle, delay);
  };
  const again = () => soon();
  const frame = () => {
    const hit = finder.current.peek();
    if (hit ?? marks.boxes.peek().length > 0) marks.frame(hit);
  };
  const observer = new MutationObserver(again);
  observer.observe(content, { childList: true, characterData: true, subtree: true });
  const sizes = new ResizeObserver(frame);
  sizes.observe(content);
  const stopPattern = effect(() => {
    void finder.pattern.value;
    settle();
  });
  const stopCurrent = effect(() => {
    wanted = finder.current.value;
    if (!wanted) return frame();
    wantedAt = performance.now();
    scroll.letGo();
    const isDrawn = store.range.turns.peek().some(({ id }) => id === wanted?.turnId);
    if (!isDrawn) turns.show(wanted.turnId);
    soon(0);
  });
  // A well may scroll by itself beneath its frame.
  log.addEventListener('scroll', frame, { capture: true, passive: true });
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    sizes.disconnect();
    stopPattern();
    stopCurrent();
    log.removeEventListener('scroll', frame, { capture: true });
    marks.mark(undefined);
  };
}
