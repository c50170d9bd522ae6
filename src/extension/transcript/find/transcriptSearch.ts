import type { FindPlace, FindQuery, ToView } from '../../../protocol/toView';
import type { Conversation } from '../transcript';
import type { TurnPages } from '../turnPages';
import { compile, counter, type Count } from './pattern';
import { textsOf } from './searchableText';

/** What is searched: the turns that are here, and those that the CLI keeps. */
export interface Ground {
  readonly conversation: Conversation;
  readonly pages: TurnPages;
}

interface Running {
  readonly id: number;
  readonly ground: Ground;
  readonly count: Count;
}

const turnsPerPart = 50;
const followAfterMs = 300;

/** Finds text in the whole conversation, newest turns first, part by part, so that nothing waits for it. */
export class ChatSearch {
  private running: Running | undefined;
  private readonly changed = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly emit: (fact: ToView) => void) {}

  async start(id: number, query: FindQuery, ground: Ground): Promise<void> {
    this.stop();
    const run = this.prepare(id, query, ground);
    if (!run) return;
    this.running = run;
    try {
      await this.searchAll(run);
    } catch (error) {
      if (this.running !== run) return;
      this.stop();
      if (!isTooSlow(error)) throw error;
      this.emit({ type: 'find/failed', id, reason: 'too-slow', detail: '' });
    }
  }

  stop(): void {
    this.running = undefined;
    this.changed.clear();
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Turns that change while a search stands are looked at again. */
  follow(facts: readonly ToView[]): void {
    if (!this.running) return;
    for (const fact of facts) {
      if ('turnId' in fact && fact.type !== 'turns/window') this.changed.add(fact.turnId ?? '');
      else if (fact.type === 'turn/added') this.changed.add(fact.turn.id);
    }
    if (this.changed.size > 0) this.timer ??= setTimeout(() => this.lookAgain(), followAfterMs);
  }

  private prepare(id: number, query: FindQuery, ground: Ground): Running | undefined {
    if (query.text === '') return undefined;
    try {
      const pattern = compile(query);
      this.emit({ type: 'find/started', id, ...pattern });
      return { id, ground, count: counter(pattern, query.isRegex) };
    } catch (error) {
      const detail = error instanceof Error ? (error.message.split(': ').at(-1) ?? '') : '';
      this.emit({ type: 'find/failed', id, reason: 'bad-regex', detail });
      return undefined;
    }
  }

  private async searchAll(run: Running): Promise<void> {
    const { conversation, pages } = run.ground;
    // Known by its id, since turns come in at both ends meanwhile.
    let oldest: string | undefined;
    for (;;) {
      const end = oldest === undefined ? conversation.length : conversation.indexOf(oldest);
      if (end <= 0 && !(await pages.readOlder())) break;
      if (this.running !== run) return;
      if (end <= 0) continue;
      const turns = conversation.slice(Math.max(end - turnsPerPart, 0), end);
      oldest = turns[0]?.id ?? oldest;
      const places = turns.flatMap((turn) => placesIn(turn, run.count));
      if (places.length > 0) this.emit({ type: 'find/found', id: run.id, places, isDone: false });
      await new Promise((resolve) => setImmediate(resolve));
      if (this.running !== run) return;
    }
    this.emit({ type: 'find/found', id: run.id, places: [], isDone: true });
  }

  private lookAgain(): void {
    this.timer = undefined;
    const { running } = this;
    const turnIds = [...this.changed];
    this.changed.clear();
    for (const turnId of turnIds) {
      if (!running || this.running !== running) return;
      const at = running.ground.conversation.indexOf(turnId);
      const [turn] = at < 0 ? [] : running.ground.conversation.slice(at, at + 1);
      try {
        const places = turn ? placesIn(turn, running.count) : [];
        this.emit({ type: 'find/changed', id: running.id, turnId, places });
      } catch (error) {
        this.stop();
        if (!isTooSlow(error)) throw error;
        this.emit({ type: 'find/failed', id: running.id, reason: 'too-slow', detail: '' });
      }
    }
  }
}

function placesIn(turn: Parameters<typeof textsOf>[0], count: Count): readonly FindPlace[] {
  const texts = textsOf(turn);
  const counts = count(texts.map(({ text }) => text));
  return texts.flatMap(({ itemId }, index) => {
    const found = counts[index] ?? 0;
    return found > 0 ? [{ turnId: turn.id, itemId, count: found }] : [];
  });
}

function isTooSlow(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
