import { signal } from '@preact/signals';
import { turnsIn } from './visibleTurn';

/** How close to the end counts as the end; part pixels make it never quite zero. */
const endSlack = 2;

/** Growth this soon after a fact comes from it, also where drawing is slow, and not from something that was unfolded. */
const newsShowsWithinMs = 1000;

/** What a person does to scroll, and how long one such movement goes on. */
const signsOfHand = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;
const handMovesForMs = 1000;

/**
 * Keeps the transcript at its end while the person is there, lets go as soon as they scroll
 * up, and tells when something new came beneath.
 */
export class PinnedScroll {
  readonly hasNews = signal(false);
  readonly isPinned = signal(true);
  private log: HTMLElement | undefined;
  private lastTop = 0;
  private lastRoom = 0;
  private newsAt = -Infinity;
  private handAt = -Infinity;
  private lastHeight = 0;

  /** Tells whether the newest turn is drawn, and brings it when it is not. */
  constructor(private readonly end: { readonly isDrawn: () => boolean; readonly bring: () => void }) {}

  /** Watches the scrolling element and its content; gives back how to stop. */
  attach(log: HTMLElement, content: HTMLElement): () => void {
    this.log = log;
    const onScroll = () => this.follow(log);
    const observer = new ResizeObserver(() => this.keep(log));
    observer.observe(log);
    observer.observe(content);
    const onHand = () => (this.handAt = performance.now());
    log.addEventListener('scroll', onScroll, { passive: true });
    for (const type of signsOfHand) log.addEventListener(type, onHand, { passive: true });
    this.keep(log);
    return () => {
      this.log = undefined;
      observer.disconnect();
      log.removeEventListener('scroll', onScroll);
      for (const type of signsOfHand) log.removeEventListener(type, onHand);
    };
  }

  /** Back to the end, for example because the person sent something. */
  pin(): void {
    this.isPinned.value = true;
    this.handAt = -Infinity;
    if (!this.end.isDrawn()) this.end.bring();
    if (this.log) this.keep(this.log);
  }

  /** Something was added to the conversation; what grows now is news. */
  noteNews(): void {
    this.newsAt = performance.now();
    if (!this.end.isDrawn()) this.hasNews.value = true;
  }

  /** The person opens something: it stays where it is instead of the end staying in sight. */
  letGo(): void {
    this.isPinned.value = false;
  }

  private follow(log: HTMLElement): void {
    const { scrollTop } = log;
    const distance = log.scrollHeight - scrollTop - log.clientHeight;
    if (distance <= endSlack && this.end.isDrawn()) this.isPinned.value = true;
    else if (scrollTop < this.lastTop && this.isByPerson(log)) this.isPinned.value = false;
    this.lastTop = scrollTop;
    if (this.isPinned.value) this.hasNews.value = false;
  }

  /** The browser scrolls by itself too, when the content or the window has become smaller. */
  private isByPerson(log: HTMLElement): boolean {
    const isUnchanged = log.scrollHeight === this.lastHeight && log.clientHeight === this.lastRoom;
    return isUnchanged || performance.now() - this.handAt < handMovesForMs;
  }

  private keep(log: HTMLElement): void {
    const { scrollHeight, clientHeight } = log;
    const grew = scrollHeight > this.lastHeight;
    this.lastHeight = scrollHeight;
    this.lastRoom = clientHeight;
    if (scrollHeight - clientHeight <= endSlack && this.end.isDrawn()) this.isPinned.value = true;
    if (this.isPinned.value) {
      log.scrollTop = scrollHeight;
      this.lastTop = log.scrollTop;
      this.hasNews.value = false;
    } else if (grew && performance.now() - this.newsAt < newsShowsWithinMs) {
      this.hasNews.value = true;
    }
  }
}

/** Marks the turn whose prompt has left the top, so that one line stands in for it. */
export function markPassedTurns(log: HTMLElement): void {
  const top = log.getBoundingClientRect().top;
  for (const turn of turnsIn(log)) {
    const prompt = turn.querySelector('.prompt');
    const isPast =
      prompt !== null &&
      prompt.getBoundingClientRect().bottom < top + 8 &&
      turn.getBoundingClientRect().bottom > top + 40;
    turn.classList.toggle('is-past', isPast);
  }
}
