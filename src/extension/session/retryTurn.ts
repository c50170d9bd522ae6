import { randomUUID } from 'node:crypto';
import type { Turn } from '../../protocol/toView';
import type { OpenSession } from './openSession';

/**
 * Another try after a failure, without saying the same twice. A turn in which nothing was done is replaced. One
 * that has begun its work goes on, since the agent remembers what it did: `words` tell it so. What the CLI does
 * not remember is sent anew.
 */
export async function tryAgain(session: OpenSession, words: string | undefined): Promise<void> {
  const { conversation, edits, sender } = session;
  const turn = conversation.newest?.turn;
  if (!turn || conversation.isBusy) return;
  if (words !== undefined && hasBegun(turn)) {
    return sender.sendAgain({ id: randomUUID(), text: words, attachments: [] });
  }
  if (hasBegun(turn) || !(await edits.replace(turn.id))) await sender.retry();
}

function hasBegun({ eventId, items }: Turn): boolean {
  return eventId !== undefined && items.some(({ kind }) => kind === 'tool' || kind === 'steer');
}
