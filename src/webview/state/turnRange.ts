import { computed, signal } from '@preact/signals';
import type { ToView, Turn, ViewState } from '../../protocol/toView';
import { createTurn, isOver, type TurnModel } from './turnModel';

export type RangeFact = Extract<
  ToView,
  { readonly type: 'turn/added' | 'turn/removed' | 'turns/older' | 'turns/newer' | 'turns/window' }
>;

/** A turn that keeps its elements because it has the focus, though its neighbours are gone. */
export interface Held {
  readonly turn: TurnModel;
  readonly side: 'before' | 'after';
}

/**
 * The turns that the page has: an unbroken part of the conversation. The host has the others, and gives them
 * when the person comes near. What happens beyond the newer end is followed only in its last turns.
 */
export class TurnRange {
  readonly turns = signal<readonly TurnModel[]>([]);
  readonly hasOlder = signal(false);
  /** How many turns come before these; undefined while the CLI keeps some that nobody has counted. */
  readonly before = signal<number | undefined>(undefined);
  readonly after = signal(0);
  readonly held = signal<Held | undefined>(undefined);
  private readonly tail = signal<readonly TurnModel[]>([]);

  readonly hasNewer = computed(() => this.after.value > 0);
  readonly live = computed(() => [...this.turns.value, ...this.tail.value]);
  /** Those at the end without a gap between them: far from it only what is followed there. */
  readonly newest = computed(() => (this.hasNewer.value ? this.tail.value : this.turns.value));
  readonly last = computed(() => this.live.value.at(-1));

  find(turnId: string): TurnModel | undefined {
    const held = this.held.peek()?.turn;
    return (
      this.live.peek().findLast((turn) => turn.id === turnId) ?? (held?.id === turnId ? held : undefined)
    );
  }

  reset(state: Pick<ViewState, 'turns' | 'hasOlder' | 'turnsBefore'>): void {
    this.turns.value = state.turns.map(createTurn);
    this.hasOlder.value = state.hasOlder;
    this.before.value = state.hasOlder ? state.turnsBefore : 0;
    this.after.value = 0;
    this.tail.value = [];
    this.held.value = undefined;
  }

  apply(fact: RangeFact): void {
    if (fact.type === 'turn/added') this.add(createTurn(fact.turn));
    else if (fact.type === 'turn/removed') this.remove(fact.turnId);
    else if (fact.type === 'turns/older') this.putOlder(fact);
    else if (fact.type === 'turns/newer') this.putNewer(fact);
    else this.replace(fact);
  }

  /** Forgets turns at the older end; `keepId` stays drawn among them. */
  dropOlder(count: number, keepId?: string): void {
    const dropped = this.turns.value.slice(0, count);
    this.hold(dropped, keepId, 'before');
    this.turns.value = this.turns.value.slice(count);
    if (this.before.value !== undefined) this.before.value += dropped.length;
    this.hasOlder.value ||= dropped.length > 0;
  }

  dropNewer(count: number, keepId?: string): void {
    const { length } = this.turns.value;
    const dropped = this.turns.value.slice(length - count);
    this.hold(dropped, keepId, 'after');
    if (this.after.value === 0) this.tail.value = worthFollowing(dropped);
    this.turns.value = this.turns.value.slice(0, length - count);
    this.after.value += dropped.length;
  }

  release(): void {
    this.held.value = undefined;
  }

  private hold(dropped: readonly TurnModel[], keepId: string | undefined, side: Held['side']): void {
    const turn = dropped.find((one) => one.id === keepId);
    if (turn) this.held.value = { turn, side };
  }

  private add(turn: TurnModel): void {
    if (!this.hasNewer.value) {
      this.turns.value = [...this.turns.value.filter((one) => one.id !== turn.id), turn];
      return;
    }
    this.tail.value = worthFollowing([...this.tail.value.filter((one) => one.id !== turn.id), turn]);
    this.after.value += 1;
  }

  private remove(turnId: string): void {
    const isOther = (turn: TurnModel) => turn.id !== turnId;
    const isDrawn = !this.turns.value.every(isOther);
    if (isDrawn) this.turns.value = this.turns.value.filter(isOther);
    else if (!this.tail.value.every(isOther)) this.after.value -= 1;
    this.tail.value = this.tail.value.filter(isOther);
  }

  private putOlder({
    turns,
    hasOlder,
    before,
    beforeTurnId,
  }: Extract<RangeFact, { type: 'turns/older' }>): void {
    const first = this.turns.value[0];
    if (beforeTurnId !== undefined && first?.id !== beforeTurnId) return;
    const known = new Set(this.turns.value.map((turn) => turn.id));
    const older = this.adopt(turns.filter((turn) => !known.has(turn.id)));
    this.turns.value = [...older, ...this.turns.value];
    this.hasOlder.value = hasOlder;
    this.before.value = hasOlder ? before : 0;
  }

  private putNewer({ turns, after, afterTurnId }: Extract<RangeFact, { type: 'turns/newer' }>): void {
    if (this.turns.value.at(-1)?.id !== afterTurnId) return;
    this.turns.value = [...this.turns.value, ...this.adopt(turns)];
    this.after.value = after;
    if (after === 0) this.tail.value = [];
  }

  private replace({ turns, hasOlder, before, after }: Extract<RangeFact, { type: 'turns/window' }>): void {
    const old = this.live.value;
    const models = this.adopt(turns);
    const isDrawn = new Set(models.map((turn) => turn.id));
    this.turns.value = models;
    this.hasOlder.value = hasOlder;
    this.before.value = before;
    this.after.value = after;
    this.tail.value = after === 0 ? [] : worthFollowing(old).filter((turn) => !isDrawn.has(turn.id));
    this.held.value = undefined;
  }

  /** Turns that are followed already are up to date, and keep their elements. */
  private adopt(turns: readonly Turn[]): readonly TurnModel[] {
    const models = turns.map((turn) => this.find(turn.id) ?? createTurn(turn));
    if (models.some((model) => model === this.held.value?.turn)) this.held.value = undefined;
    return models;
  }
}

/** The last turn, and those still at work. */
function worthFollowing(turns: readonly TurnModel[]): readonly TurnModel[] {
  return turns.filter((turn, index) => index === turns.length - 1 || !isOver(turn.info.peek()));
}
