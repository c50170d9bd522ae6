import { forPage } from './attachments';
import { attachmentsOf } from './sentAttachments';
import type { ConversationParts } from './eventDispatch';
import { textOf, wordsOf, type Fields } from '../base/fields';
import { main, type Handlers, type Happening } from './eventHandler';
import { turnFailure } from './noticeFacts';

/** Events by which a turn begins: a message, or the error that comes in its place. */
export function promptHandlers(parts: ConversationParts, folder: string): Handlers {
  return {
    'user.message': main((event) => promptReceived(event, parts, folder)),
    'session.error': main((event) => turnFailed(event, parts)),
  };
}

function promptReceived({ data, at, id, ownId }: Happening, parts: ConversationParts, folder: string): void {
  const { log, prompts, turns, texts } = parts;
  const messageId = wordsOf(data, 'messageId') ?? id;
  const prompt = textOf(data, 'content') ?? '';
  const match = prompts.received(messageId, prompt);
  if (match === 'known' || (match === 'new' && isHidden(data))) {
    return;
  }
  const { turnId, text } = match === 'new' ? { turnId: messageId, text: prompt } : match;
  if (match === 'new') {
    prompts.opened(messageId, messageId);
  }
  const given = attachmentsOf(data, messageId, folder);
  const attachments = given.map(forPage);
  if (data['delivery'] === 'steering' && turns.current !== undefined && turns.isRunning) {
    turns.seen(at);
    log.put(turns.current, { kind: 'steer', id: turnId, text, attachments });
    return;
  }
  texts.add(turnId, given);
  turns.left(data['delivery'] === 'queued' || data['delivery'] === 'steering');
  const eventId = ownId === undefined ? {} : { eventId: ownId };
  if (log.head(turnId) === undefined) {
    log.add({
      id: turnId,
      prompt: text,
      attachments,
      items: [],
      state: 'running',
      startedAt: at,
      ...eventId,
    });
  } else {
    log.patch(turnId, { state: 'running', ...eventId });
  }
  turns.enter(turnId, at);
}

/**
 * The turn in work has failed, or the one that was never begun: without a provider the CLI does not even
 * repeat the message. The idle events that follow find no turn in work, so they cannot end the next one.
 */
function turnFailed({ data, at, id }: Happening, { log, prompts, turns }: ConversationParts): void {
  const sending = prompts.unconfirmed.find((turnId) => log.head(turnId)?.state === 'sending');
  const turnId = turns.isRunning ? turns.current : (sending ?? turns.current);
  if (turnId === undefined || log.head(turnId)?.state === 'stopped') {
    return;
  }
  if (turnId === sending) {
    prompts.forget(turnId);
    log.patch(turnId, { state: 'running' });
    turns.enter(turnId, at);
  }
  log.put(turnId, { kind: 'notice', id: `${id}/notice`, notice: turnFailure(data) });
  turns.finish('failed', at);
}

/** Messages that nobody typed: what the agent tells a subagent, or what a skill puts in. */
function isHidden(data: Fields): boolean {
  const source = wordsOf(data, 'source');
  return source !== undefined && source !== 'user';
}
