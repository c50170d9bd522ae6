import type { PromptLine, Turn } from '../../protocol/toView';
import type { Conversation } from './transcript';
import { titleOf } from '../base/textLimits';
import type { SessionHistory } from './historyReader';

/** Some turns, oldest first, and how many there are before and after them. */
export interface TurnPage {
  readonly turns: readonly Turn[];
  /** Absent while the CLI keeps turns that nobody has read yet. */
  readonly before?: number;
  readonly after: number;
  /** Also true while the CLI keeps turns that nobody has read yet. */
  readonly hasOlder: boolean;
}

/** How many turns the page gets when it opens or goes elsewhere. */
const turnsAtOnce = 20;
/** How many more when the person scrolls to them: drawing them must not be felt. */
export const turnsMore = 10;
/** How many prompts are listed on each side of one. */
const promptsAtOnce = 100;

/** The turns of a session in parts: from memory, and before that from what the CLI keeps. */
export class TurnPages {
  private history: SessionHistory | undefined;
  private reading: Promise<boolean> | undefined;

  constructor(private readonly conversation: Conversation) {}

  /** Whether the CLI keeps turns from before those that are here. */
  get hasUnread(): boolean {
    return this.history?.hasMore ?? false;
  }

  get hasHistory(): boolean {
    return this.history !== undefined;
  }

  use(history: SessionHistory): void {
    this.history = history;
  }

  async older(beforeTurnId: string): Promise<TurnPage> {
    const end = this.conversation.indexOf(beforeTurnId);
    if (end === 0) await this.readOlder();
    const now = this.conversation.indexOf(beforeTurnId);
    return this.slice(now - turnsMore, now);
  }

  newer(afterTurnId: string): TurnPage {
    const start = this.conversation.indexOf(afterTurnId) + 1;
    return start === 0 ? this.slice(0, 0) : this.slice(start, start + turnsMore);
  }

  /** The turn in the middle of its neighbours. */
  around(turnId: string): TurnPage {
    const at = this.conversation.indexOf(turnId);
    return at < 0 ? this.newest() : this.slice(at - turnsAtOnce / 2, at + turnsAtOnce / 2);
  }

  newest(): TurnPage {
    const { length } = this.conversation;
    return this.slice(length - turnsAtOnce, length);
  }

  /** The prompts before and after that of a turn; reads some more when few are here before it. */
  async prompts(turnId: string): Promise<{
    readonly prompts: readonly PromptLine[];
    readonly hasOlder: boolean;
    readonly hasNewer: boolean;
  }> {
    if (this.conversation.indexOf(turnId) < promptsAtOnce) await this.readOlder();
    const at = this.conversation.indexOf(turnId);
    const start = Math.max(at - promptsAtOnce, 0);
    const end = at + promptsAtOnce;
    const prompts = this.conversation
      .slice(start, end)
      .map(({ id, prompt }) => ({ turnId: id, text: titleOf(prompt, 200) }));
    return { prompts, hasOlder: start > 0 || this.hasUnread, hasNewer: end < this.conversation.length };
  }

  /** Reads the next older events, once for all who ask meanwhile; false when nothing is left. */
  readOlder(): Promise<boolean> {
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async read(): Promise<boolean> {
    if (!this.history?.hasMore) return false;
    this.conversation.prepend(await this.history.next());
    return true;
  }

  private slice(from: number, to: number): TurnPage {
    const { length } = this.conversation;
    const start = Math.max(from, 0);
    const end = Math.min(Math.max(to, start), length);
    return {
      turns: this.conversation.slice(start, end),
      ...(this.hasUnread ? {} : { before: start }),
      after: length - end,
      hasOlder: start > 0 || this.hasUnread,
    };
  }
}
