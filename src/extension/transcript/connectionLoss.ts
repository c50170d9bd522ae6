import type { Notice } from '../../protocol/toView';
import type { ConversationCompaction } from './turns/compactionItem';
import type { ConversationParts } from './eventDispatch';
import { cliEnded, cliRestarting, historyLost, resumeFailed } from './noticeFacts';

/** The notice of a CLI that ended in mid-turn. */
interface Loss {
  readonly turnId: string;
  readonly noticeId: string;
  readonly detail: string;
}

/** What the transcript tells of a CLI that ended, and of its way back. */
export class ConversationLoss {
  /** The CLI ended in a turn, or could not take the session up again. */
  isLost = false;
  private loss: Loss | undefined;
  private count = 0;

  constructor(
    private readonly parts: ConversationParts,
    private readonly compaction: ConversationCompaction,
  ) {}

  /** The CLI ended. `detail` is its exit code or signal; `sending` are turns that it has not confirmed. */
  lost(detail: string, sending: readonly string[], at: number): void {
    const { log, tools, turns, requests, prompts } = this.parts;
    const turnId = sending.at(-1) ?? (turns.isRunning ? turns.current : undefined);
    tools.interruptAll(at);
    requests.clear();
    this.compaction.lost();
    turns.finish('interrupted', at);
    sending.forEach((id) => log.patch(id, { state: 'interrupted', endedAt: at }));
    prompts.unconfirmed.forEach((id) => prompts.forget(id));
    if (turnId === undefined) return;
    this.isLost = true;
    this.count += 1;
    this.loss = { turnId, noticeId: `${turnId}/cli-ended-${String(this.count)}`, detail };
    this.say(cliRestarting(detail));
  }

  /** It runs again and the session is resumed, or goes on without memory if the CLI had kept nothing of it. */
  recovered(downMs: number, isHistoryLost: boolean): void {
    const { log } = this.parts;
    const isForgotten = isHistoryLost && log.newest(2).turns.length > (this.loss ? 1 : 0);
    if (isForgotten) {
      this.loss ??= this.atNewest('history-lost');
      this.say(historyLost());
    } else if (this.loss !== undefined) {
      this.say(cliEnded(this.loss.detail, downMs));
    }
    this.clear();
  }

  /** The session could not be resumed. */
  failed(message: string): void {
    this.loss ??= this.atNewest('resume-failed');
    this.say(resumeFailed(message));
    this.loss = undefined;
    this.isLost = true;
  }

  clear(): void {
    this.loss = undefined;
    this.isLost = false;
  }

  private atNewest(name: string): Loss | undefined {
    const last = this.parts.log.last;
    return last && { turnId: last.id, noticeId: `${last.id}/${name}`, detail: '' };
  }

  private say(notice: Notice): void {
    if (this.loss === undefined) return;
    this.parts.log.put(this.loss.turnId, { kind: 'notice', id: this.loss.noticeId, notice });
  }
}
