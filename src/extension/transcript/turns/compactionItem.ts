import { compactionEnded, compactionFailed, compactionId, compactionStarted } from './compactionFacts';
import type { Notice } from '../../../protocol/toView';
import type { Fields } from '../../base/fields';
import type { TurnLog } from './turnLog';

/** What is said in the transcript while the CLI makes room, and of what it took out. */
export class ConversationCompaction {
  private running: { readonly id: string; readonly turnId: string } | undefined;

  constructor(private readonly log: TurnLog) {}

  started(turnId: string | undefined, data: Fields, eventId: string): void {
    if (turnId === undefined) return;
    this.running = { id: compactionId(data) ?? eventId, turnId };
    this.say(this.running, compactionStarted());
  }

  ended(turnId: string | undefined, data: Fields, eventId: string): void {
    const place = this.running ?? (turnId && { id: compactionId(data) ?? eventId, turnId });
    this.running = undefined;
    if (place) this.say(place, compactionEnded(data));
  }

  /** The CLI ended meanwhile: nothing was taken out. */
  lost(): void {
    const place = this.running;
    this.running = undefined;
    if (place) this.say(place, compactionFailed(''));
  }

  private say({ id, turnId }: { readonly id: string; readonly turnId: string }, notice: Notice): void {
    this.log.put(turnId, { kind: 'notice', id, notice });
  }
}
