import { effect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { useChat, type Chat } from '../state/context';
import type { Hit } from '../state/finder';
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
  useEffect(() => {
    if (!log.current || !content.current) return undefined;
    return new HitWatch(chat, marks).start(log.current, content.current);
  }, [chat, marks]);
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

/** Marks and frames anew whenever the finder, the text or its place changes. */
class HitWatch {
  private wanted: Hit | undefined;
  private wantedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly chat: Chat,
    private readonly marks: HitMarks,
  ) {}

  /** Gives back its end. */
  start(log: HTMLElement, content: HTMLElement): () => void {
    const { finder } = this.chat;
    const frame = () => this.frame();
    const texts = new MutationObserver(() => this.soon());
    texts.observe(content, { childList: true, characterData: true, subtree: true });
    const sizes = new ResizeObserver(frame);
    sizes.observe(content);
    const stopPattern = effect(() => {
      void finder.pattern.value;
      this.settle();
    });
    const stopCurrent = effect(() => this.goTo(finder.current.value));
    // A well may scroll by itself beneath its frame.
    log.addEventListener('scroll', frame, { capture: true, passive: true });
    return () => {
      clearTimeout(this.timer);
      texts.disconnect();
      sizes.disconnect();
      stopPattern();
      stopCurrent();
      log.removeEventListener('scroll', frame, { capture: true });
      this.marks.mark(undefined);
    };
  }

  private settle(): void {
    const { marks, wanted } = this;
    const { finder } = this.chat;
    this.timer = undefined;
    marks.mark(finder.pattern.peek());
    if (!marks.frame(finder.current.peek()) || !wanted) return;
    marks.reveal(wanted);
    if (marks.isExact(wanted) || performance.now() - this.wantedAt > holdsOnForMs) this.wanted = undefined;
    marks.frame(finder.current.peek());
  }

  private soon(delay = markAfterMs): void {
    if (this.chat.finder.pattern.peek()) this.timer ??= setTimeout(() => this.settle(), delay);
  }

  private frame(): void {
    const hit = this.chat.finder.current.peek();
    if (hit ?? this.marks.boxes.peek().length > 0) this.marks.frame(hit);
  }

  private goTo(hit: Hit | undefined): void {
    const { scroll, store, window: turns } = this.chat;
    this.wanted = hit;
    if (!hit) return this.frame();
    this.wantedAt = performance.now();
    scroll.letGo();
    const isDrawn = store.range.turns.peek().some(({ id }) => id === hit.turnId);
    if (!isDrawn) turns.show(hit.turnId);
    this.soon(0);
  }
}
