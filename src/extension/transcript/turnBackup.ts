import type { Item, Notice, Turn } from '../../protocol/toView';
import type { ConversationPrompts } from './promptMatching';
import { historyLost, turnInterrupted } from './noticeFacts';
import type { TurnHead, TurnLog } from './turns/turnLog';

/**
 * The newest turn as it was last seen here. The CLI writes its sessions behind its events and keeps no half
 * answers, so what a window shows at its sudden end would otherwise be gone.
 */
export interface KeptTurn {
  readonly turn: Turn;
  /** The CLI's id of the message, once it had given one. */
  readonly messageId: string | undefined;
}

/** Beyond this many characters the outputs of tools are left out. */
const sizeLimit = 300_000;

function isOver({ state }: Pick<Turn, 'state'>): boolean {
  return state !== 'sending' && state !== 'running';
}

/** In characters. */
export function sizeOf({ turn }: KeptTurn): number {
  return turn.items.reduce((sum, item) => sum + sizeOfItem(item), turn.prompt.length);
}

/** Nobody tries again any more, and nothing is being started. */
function isOutdated(item: Item): boolean {
  return item.kind === 'retry' || (item.kind === 'notice' && item.notice.code === 'cli-ended-restarting');
}

/** A turn says only once how it came to its end. */
const endings: ReadonlySet<Notice['code']> = new Set(['cli-ended', 'resume-failed', 'history-lost']);

/** As small as it must be to be stored twice a second. */
export function withoutBulk(kept: KeptTurn): KeptTurn {
  if (sizeOf(kept) <= sizeLimit) return kept;
  const items = kept.turn.items.map((item): Item => {
    if (item.kind !== 'tool') return item;
    const { output: _output, diff: _diff, ...rest } = item;
    return rest;
  });
  return { ...kept, turn: { ...kept.turn, items } };
}

/** An item of a turn that nobody works on any more. */
function settled(item: Item): Item {
  switch (item.kind) {
    case 'answer':
      return item.isStreaming ? { ...item, isStreaming: false, isCutOff: true } : item;
    case 'reasoning':
      return { ...item, isStreaming: false };
    case 'tool':
      // What only waited for the person never ran.
      if (item.state === 'waiting') return { ...item, state: 'skipped' };
      return item.state === 'running' ? { ...item, state: 'interrupted' } : item;
    default:
      return item;
  }
}

function sizeOfItem(item: Item): number {
  switch (item.kind) {
    case 'answer':
    case 'reasoning':
      return item.text.length;
    case 'tool':
      return item.input.length + (item.output?.length ?? 0) + (item.diff?.length ?? 0);
    default:
      return 0;
  }
}

/** Adds to a loaded history what the CLI has not kept of its newest turn. */
export function restoreTurn(kept: KeptTurn, log: TurnLog, prompts: ConversationPrompts): void {
  const { turn, messageId } = kept;
  const known = knownAs(kept, log);
  if (known && known.state !== 'interrupted') return;
  const state = isOver(turn) ? turn.state : 'interrupted';
  const id = known?.id ?? turn.id;
  if (known) log.patch(id, { state });
  else log.add({ ...turn, items: [], state, endedAt: turn.endedAt ?? turn.startedAt });
  const items = turn.items.filter((item) => !isOutdated(item));
  for (const item of items) {
    if (!log.item(id, item.id)) log.put(id, settled(item));
  }
  if (messageId !== undefined) prompts.opened(id, messageId);
  const isTold = items.some((item) => item.kind === 'notice' && endings.has(item.notice.code));
  const isInterrupted = state === 'interrupted';
  const notice = isInterrupted ? !isTold && turnInterrupted() : !known && historyLost();
  if (notice) log.put(id, { kind: 'notice', id: `${id}/${notice.code}`, notice });
}

/** The turn of the history that was kept here too. */
function knownAs({ turn, messageId }: KeptTurn, log: TurnLog): TurnHead | undefined {
  const { last } = log;
  const named = messageId === undefined ? undefined : log.head(messageId);
  // The window may have ended before the CLI had named the message.
  const isSame = last?.prompt === turn.prompt && last.startedAt >= turn.startedAt;
  return named ?? (isSame ? last : undefined);
}
