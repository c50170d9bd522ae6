import { signal } from '@preact/signals';
import type { ToHost } from '../../protocol/toHost';
import type { TurnRange } from './turnRange';
import { turnsIn, visibleTurn } from './visibleTurn';

/** So many elements the drawn turns may have, unless they are all near; each costs memory and time to scroll. */
export const mostElements = 1600;

/** How near an end of what is drawn must come, in heights of the window, before more is asked for. */
const askWithin = 1.5;
/** Closer than this nothing is dropped. More than `askWithin`, or a turn would come and go for ever. */
const keepWithin = 2;

/**
 * Decides which turns are drawn: asks the host for more when the person comes near an end, and drops those far
 * away. Nothing moves by it: the browser keeps the reading line when something above comes or goes.
 */
export class TurnWindow {
  /** The turn to look at once it is drawn. */
  readonly target = signal<string | undefined>(undefined);
  /** The turn that one reads. */
  readonly visible = signal<string | undefined>(undefined);
  /** Whether the prompt takes the focus when it is reached. */
  takesFocus = false;
  /** The prompt that was stepped to, and where the transcript stood then. */
  steppedTo: { readonly turnId: string; readonly top: number } | undefined;
  /** A step beyond what is drawn, to be taken when more has come. */
  pendingStep: -1 | 1 | undefined;
  /** The first and the last turn for which more was asked; each is asked for once. */
  private askedBefore: string | undefined;
  private askedAfter: string | undefined;

  constructor(
    private readonly range: TurnRange,
    private readonly send: (wish: ToHost) => void,
  ) {}

  readonly isDrawn = (): boolean => !this.range.hasNewer.peek();

  /** Goes to the newest turns. */
  readonly bring = (): void => this.send({ type: 'turns/show' });

  /** Goes to a turn, drawn or not. */
  show(turnId: string, takesFocus = false): void {
    this.takesFocus = takesFocus;
    this.target.value = turnId;
    const isDrawn = this.range.turns.peek().some((turn) => turn.id === turnId);
    if (!isDrawn) this.send({ type: 'turns/show', turnId });
  }

  askOlder(): void {
    const first = this.range.turns.peek()[0];
    this.askedBefore = first?.id;
    if (first) this.send({ type: 'turns/older', beforeTurnId: first.id });
  }

  askNewer(): void {
    const last = this.range.turns.peek().at(-1);
    this.askedAfter = last?.id;
    if (last) this.send({ type: 'turns/newer', afterTurnId: last.id });
  }

  forget(): void {
    this.askedBefore = undefined;
    this.askedAfter = undefined;
    this.target.value = undefined;
    this.pendingStep = undefined;
    this.steppedTo = undefined;
  }

  /** Looks at where the person is; to be called when they scroll and when turns have come. */
  adjust(log: HTMLElement, isPinned: boolean): void {
    const heldId = this.range.held.peek()?.turn.id;
    const drawn = turnsIn(log).filter((turn) => turn.dataset['turn'] !== heldId);
    const [first, last] = [drawn[0], drawn.at(-1)];
    if (!first || !last || log.clientHeight === 0) return;
    this.visible.value = visibleTurn();
    const room = log.clientHeight;
    const above = log.getBoundingClientRect().top - first.getBoundingClientRect().top;
    const below = last.getBoundingClientRect().bottom - log.getBoundingClientRect().bottom;
    const { turns, hasOlder, hasNewer } = this.range;
    if (hasOlder.peek() && above < askWithin * room && this.askedBefore !== turns.peek()[0]?.id)
      this.askOlder();
    if (hasNewer.peek() && below < askWithin * room && this.askedAfter !== turns.peek().at(-1)?.id)
      this.askNewer();
    this.trim(log, drawn, isPinned);
  }

  private trim(log: HTMLElement, drawn: readonly HTMLElement[], isPinned: boolean): void {
    const box = log.getBoundingClientRect();
    const far = keepWithin * log.clientHeight;
    const roomAbove = (turn?: HTMLElement) => box.top - (turn?.getBoundingClientRect().bottom ?? box.top);
    const roomBelow = (turn?: HTMLElement) =>
      isPinned ? 0 : (turn?.getBoundingClientRect().top ?? box.bottom) - box.bottom;
    // Counting the elements takes long where there are many.
    if (drawn.length < 2 || Math.max(roomAbove(drawn[0]), roomBelow(drawn.at(-1))) < far) return;
    const sizes = drawn.map((turn) => turn.getElementsByTagName('*').length + 1);
    let surplus = sizes.reduce((sum, size) => sum + size, 0) - mostElements;
    if (surplus <= 0) return;
    let start = 0;
    let end = drawn.length;
    while (surplus > 0 && end - start > 1) {
      const above = roomAbove(drawn[start]);
      const below = roomBelow(drawn[end - 1]);
      if (Math.max(above, below) < far) break;
      surplus -= (above >= below ? sizes[start++] : sizes[--end]) ?? 0;
    }
    const keepId = document.activeElement?.closest<HTMLElement>('.turn')?.dataset['turn'];
    if (start > 0) this.range.dropOlder(start, keepId);
    if (end < drawn.length) this.range.dropNewer(drawn.length - end, keepId);
  }
}
