import { computed, effect, signal } from '@preact/signals';
import type { ChoiceId, FormValue } from '../../protocol/forms';
import type { Request, TypedOnCards } from '../../protocol/toView';
import type { ToHost } from '../../protocol/toHost';
import { mainAction } from './planState';
import { ownValue } from '../base/ownValue';
import type { Store } from './store';

/** A card that has just come may be hit by a key or click meant for something else. */
export const settleMs = 500;

type PlanAnswer = Extract<ToHost, { type: 'plan/answer' }>['answer'];

export type CardMode = 'plain' | 'scopes' | 'reason' | 'edit';

/** Which request is shown and what has been unfolded on its card. */
export class Dock {
  readonly mode = signal<CardMode>('plain');
  private readonly wantedId = signal<string | undefined>(undefined);
  /** What the main button of the shown card does; told by the card. */
  submit: (() => void) | undefined;
  /** The person unfolded it, so that the field may take the focus. */
  hasOpened = false;
  /** Scrolls on towards the end of what is asked; told by the card. */
  lead: (() => void) | undefined;
  /** Requests of which the end was in sight; and those that had to be led to it. */
  private readonly seen = signal<ReadonlySet<string>>(new Set());
  private readonly waited = new Set<string>();
  private readonly unshown = signal<string | undefined>(undefined);
  /** Whether the shown card has been in sight long enough to be answered. */
  readonly isSettled = signal(false);
  /** What was typed into cards, by request and field, so that turning to another card loses nothing. */
  private readonly typed = signal<TypedOnCards>({});
  private lastIndex = 0;
  private followedId: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly send: (wish: ToHost) => void,
  ) {
    effect(() => this.follow(this.shown.value));
    store.onNudge((nudge) => {
      if (nudge.type === 'state/reset') this.typed.value = { ...nudge.state.typed, ...this.typed.value };
      else if (nudge.type === 'request/filled')
        this.typed.value = { [nudge.id]: nudge.fields, ...this.typed.value };
      else return;
      this.unfoldBegun();
    });
  }

  /** The wanted request; when it is gone, the one that took its place. */
  readonly shown = computed<Request | undefined>(() => {
    const requests = this.store.requests.value;
    const wanted = requests.find((one) => one.id === this.wantedId.value);
    return wanted ?? requests[Math.min(this.lastIndex, requests.length - 1)];
  });

  readonly index = computed(() =>
    this.store.requests.value.findIndex((one) => one.id === this.shown.value?.id),
  );

  /** Nobody allows what they have not seen to its end. */
  readonly waits = computed(() => {
    const request = this.shown.value;
    if (request?.kind !== 'permission') return false;
    return request.id === this.unshown.value || !this.seen.value.has(request.id);
  });
  /** The end came into sight after the card had waited for it; spoken once. */
  readonly justSeen = signal<string | undefined>(undefined);

  /** Its card could not be drawn; gives back how to take that back. */
  noteUnshown(id: string): () => void {
    this.lead = undefined;
    this.submit = undefined;
    this.unshown.value = id;
    return () => (this.unshown.value = undefined);
  }

  /** Told by the card, as often as it likes. */
  noteSeen(isSeen: boolean): void {
    const id = this.shown.peek()?.id;
    if (id === undefined || this.seen.peek().has(id)) return;
    if (!isSeen) return void this.waited.add(id);
    this.seen.value = new Set([...this.seen.peek(), id]);
    if (!this.waited.has(id)) return;
    this.justSeen.value = id;
    // A key that is held down, or a second click, was meant for scrolling.
    this.settle();
  }

  /** Opened by the person. */
  unfold(mode: CardMode): void {
    this.hasOpened = true;
    this.mode.value = mode;
  }

  /** Opened with a key from anywhere; a card that has no such field stays as it is. */
  open(what: 'reason' | 'edit'): void {
    const request = this.shown.value;
    const isShell = request?.kind === 'permission' && request.permission === 'shell';
    const hasReason = request?.kind === 'permission' || request?.kind === 'plan';
    if (what === 'edit' ? isShell : hasReason) this.unfold(what);
  }

  /** Shows the next or the previous request. */
  page(step: 1 | -1): void {
    const requests = this.store.requests.value;
    const next = requests[(this.index.value + step + requests.length) % Math.max(1, requests.length)];
    if (next) this.wantedId.value = next.id;
  }

  /** What was typed into a field of the shown card; undefined when nothing was. */
  kept(field: string): unknown {
    return ownValue(this.typedOn(this.shown.value?.id ?? ''), field);
  }

  private typedOn(id: string): Readonly<Record<string, unknown>> {
    return ownValue(this.typed.value, id) ?? {};
  }

  keep(field: string, value: unknown): void {
    const id = this.shown.value?.id ?? '';
    this.typed.value = { ...this.typed.value, [id]: { ...this.typedOn(id), [field]: value } };
    this.send({ type: 'request/typed', id, field, value });
  }

  /** What was typed, as text. */
  keptText(field: string): string | undefined {
    const value = this.kept(field);
    return typeof value === 'string' ? value : undefined;
  }

  /** Allows what the card shows: with an edited command on it, that one. */
  allow(): void {
    if (this.shown.value?.id === this.unshown.value) return;
    if (this.shown.value?.kind === 'plan') return mainAction(this, this.shown.value);
    if (this.mode.value === 'edit') return this.useOwnVersion();
    this.allowSeen((id) => this.send({ type: 'permission/answer', id, decision: 'allow-once' }));
  }

  allowScope(scope: string): void {
    this.allowSeen((id) => this.send({ type: 'permission/allowScope', id, scope }));
  }

  /** The edited command; undefined while it is empty or as it was. */
  readonly ownVersion = computed(() => {
    const request = this.shown.value;
    const own = this.keptText('command')?.trim();
    return request?.kind === 'permission' && own && own !== request.text.trim() ? own : undefined;
  });

  useOwnVersion(): void {
    const command = this.ownVersion.value;
    if (command) this.allowSeen((id) => this.send({ type: 'permission/edit', id, command }));
  }

  /** Denies, with the reason that stands on the card. */
  deny(): void {
    const given = this.mode.value === 'reason' ? this.keptText('reason')?.trim() : undefined;
    this.answer(
      (id) =>
        this.send({ type: 'permission/answer', id, decision: 'deny', ...(given ? { reason: given } : {}) }),
      'permission',
    );
  }

  /** Denies it now, and forbids it from now on. */
  denyAlways(denial: string): void {
    this.answer((id) => this.send({ type: 'permission/denyAlways', id, denial }), 'permission');
  }

  /** The deny key: refuses whatever is shown. */
  refuse(): void {
    if (this.shown.value?.kind === 'permission') this.deny();
    else if (this.shown.value?.kind === 'plan') this.answerPlan({ kind: 'discard' });
    else this.decline();
  }

  answerQuestion(answer: string, isFreeform: boolean): void {
    this.answer((id) => this.send({ type: 'question/answer', id, answer, isFreeform }), 'question');
  }

  answerForm(content: Readonly<Record<string, FormValue>>): void {
    this.answer((id) => this.send({ type: 'form/answer', id, content: { ...content } as never }), 'form');
  }

  choose(choice: ChoiceId): void {
    this.answer((id) => this.send({ type: 'choice/answer', id, choice }), 'choice');
  }

  /** A clear no to a question, a form or a decision. */
  decline(): void {
    const request = this.shown.value;
    if (request?.kind === 'choice') return this.choose(request.choices.at(-1) ?? 'no');
    this.answer((id) => this.send({ type: 'question/decline', id }), 'question');
    this.answer((id) => this.send({ type: 'form/decline', id }), 'form');
  }

  answerPlan(answer: PlanAnswer): void {
    this.answer((id) => this.send({ type: 'plan/answer', id, answer }), 'plan');
  }

  /** What one began to type stays in sight when its card comes back. */
  private unfoldBegun(): void {
    const kind = this.shown.peek()?.kind;
    if (this.mode.peek() !== 'plain') return;
    if (kind === 'permission' && this.ownVersion.peek()) this.mode.value = 'edit';
    else if (kind === 'permission' && this.keptText('reason')?.trim()) this.mode.value = 'reason';
    else if (kind === 'plan' && this.keptText('note')?.trim()) this.mode.value = 'reason';
  }

  /** Until the end of what is asked was seen, it leads there instead. */
  private allowSeen(tell: (id: string) => void): void {
    if (!this.waits.value) return this.answer(tell, 'permission');
    if (this.isSettled.value) this.lead?.();
  }

  private answer(tell: (id: string) => void, kind: Request['kind']): void {
    const request = this.shown.value;
    if (request?.kind !== kind || !this.isSettled.value) return;
    tell(request.id);
    this.store.markAnswered(request.id);
  }

  private follow(request: Request | undefined): void {
    this.lastIndex = Math.max(0, this.index.value);
    if (request?.id === this.followedId) return;
    this.followedId = request?.id;
    this.wantedId.value = request?.id;
    this.mode.value = 'plain';
    this.hasOpened = false;
    this.unfoldBegun();
    this.settle();
  }

  private settle(): void {
    this.isSettled.value = false;
    clearTimeout(this.timer);
    if (this.shown.peek()) this.timer = setTimeout(() => (this.isSettled.value = true), settleMs);
  }
}
