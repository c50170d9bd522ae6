import type { RetryNote } from '../../protocol/toView';
import { addCall } from '../usage/spending';
import type { ConversationParts } from './conversationEvents';
import { textOf, wordsOf, type Fields } from './eventFields';
import { main, type Handler, type Handlers, type Happening } from './eventHandlers';

type UseModel = (model: string | undefined) => void;

/** Events of what the model says and thinks, and of what that cost. */
export function answerHandlers(parts: ConversationParts, useModel: UseModel): Handlers {
  const { text, turns } = parts;
  const inTurn = (handler: (event: Happening, turnId: string) => void) => inCurrentTurn(parts, handler);
  return {
    'assistant.message_start': inTurn(({ data, at }, turnId) => {
      text.messageStarted(turnId, textOf(data, 'messageId') ?? '', at);
    }),
    'assistant.message_delta': inTurn(({ data, at }, turnId) => {
      text.messageGrew(turnId, textOf(data, 'messageId') ?? '', textOf(data, 'deltaContent') ?? '', at);
    }),
    'assistant.reasoning_delta': inTurn(({ data, at }, turnId) => {
      text.reasoningGrew(turnId, textOf(data, 'reasoningId') ?? '', textOf(data, 'deltaContent') ?? '', at);
    }),
    'assistant.reasoning': main(({ data, id }) => {
      if (turns.current !== undefined) {
        text.reasoningEnded(turns.current, wordsOf(data, 'reasoningId') ?? id, textOf(data, 'content') ?? '');
      }
    }),
    'assistant.turn_retry': inTurn(({ data }, turnId) => text.retried(turnId, retryReason(data))),
    'assistant.usage': ({ data, agentId }) => {
      if (agentId === undefined) answeredBy(wordsOf(data, 'model'), parts, useModel);
      spent(data, parts);
    },
    'assistant.message': (event) => messageReceived(event, parts, useModel),
  };
}

/** Output of the main agent, which belongs to the current turn and shows that it goes on. */
function inCurrentTurn(
  { turns }: ConversationParts,
  handler: (event: Happening, turnId: string) => void,
): Handler {
  return main((event) => {
    const turnId = turns.current;
    if (turnId !== undefined) {
      turns.stirred(event.at);
      handler(event, turnId);
    }
  });
}

function messageReceived(
  { data, agentId, at }: Happening,
  parts: ConversationParts,
  useModel: UseModel,
): void {
  const { text, tools, turns } = parts;
  const content = textOf(data, 'content') ?? '';
  const turnId = turns.current;
  if (agentId !== undefined) {
    tools.agentSaid(agentId, content);
    return;
  }
  if (turnId === undefined) {
    return;
  }
  turns.seen(at);
  text.messageEnded(turnId, textOf(data, 'messageId') ?? '', content, textOf(data, 'reasoningText'), at);
  answeredBy(wordsOf(data, 'model'), parts, useModel);
}

function answeredBy(model: string | undefined, { log, turns }: ConversationParts, useModel: UseModel): void {
  useModel(model);
  if (model !== undefined && turns.current !== undefined) {
    log.patch(turns.current, { model });
  }
}

function spent(data: Fields, { log, turns }: ConversationParts): void {
  if (turns.current === undefined) return;
  log.patch(turns.current, { spent: addCall(log.head(turns.current)?.spent, data) });
}

function retryReason(data: Fields): RetryNote['reason'] {
  switch (textOf(data, 'reason')) {
    case 'rate_limit':
      return 'busy';
    case 'transient_auth_error':
      return 'unauthorized';
    default:
      return 'error';
  }
}
