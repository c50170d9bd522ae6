import type { RetryNote } from '../../protocol/toView';
import { addCall } from './turns/spending';
import type { ConversationParts } from './eventDispatch';
import type { ConversationText } from './turns/streamedText';
import { numberOf, textOf, wordsOf, type Fields } from '../base/fields';
import { type Handler, type Handlers, type Happening } from './eventHandler';

type UseModel = (model: string | undefined) => void;
type InTurn = (event: Happening, turnId: string, text: ConversationText) => void;

/** Events of what the model says and thinks, and of what that cost. */
export function answerHandlers(parts: ConversationParts, useModel: UseModel): Handlers {
  const inTurn = (handler: InTurn) => inThread(parts, handler);
  return {
    'assistant.message_start': inTurn(({ data, at }, turnId, text) => {
      text.messageStarted(turnId, textOf(data, 'messageId') ?? '', at);
    }),
    'assistant.message_delta': inTurn(({ data, at }, turnId, text) => {
      text.messageGrew(turnId, textOf(data, 'messageId') ?? '', textOf(data, 'deltaContent') ?? '', at);
    }),
    'assistant.reasoning_delta': inTurn(({ data, at }, turnId, text) => {
      text.reasoningGrew(turnId, textOf(data, 'reasoningId') ?? '', textOf(data, 'deltaContent') ?? '', at);
    }),
    'assistant.reasoning': (event) => {
      const { data, id } = event;
      const thread = threadOf(event, parts);
      const reasoningId = wordsOf(data, 'reasoningId') ?? id;
      thread?.text.reasoningEnded(thread.turnId, reasoningId, textOf(data, 'content') ?? '');
    },
    'model.call_failure': inTurn(({ data, at }, turnId, text) => {
      const failure = retriedFailure(data);
      if (failure) text.failed(turnId, failure.reason, failure.count, at);
    }),
    'assistant.turn_retry': inTurn(({ data }, turnId, text) => text.retried(turnId, retryReason(data))),
    'assistant.usage': ({ data, agentId }) => {
      if (agentId === undefined) {
        answeredBy(wordsOf(data, 'model'), parts, useModel);
        parts.turns.wordsEnded(wordsOf(data, 'finishReason'));
      }
      spent(data, parts);
    },
    'assistant.message': (event) => messageReceived(event, parts, useModel),
  };
}

/** Output of the main agent shows that the current turn goes on; that of a subagent stands in its thread. */
function inThread(parts: ConversationParts, handler: InTurn): Handler {
  return (event) => {
    const thread = threadOf(event, parts);
    if (thread === undefined) return;
    if (event.agentId === undefined) parts.turns.stirred(event.at);
    handler(event, thread.turnId, thread.text);
  };
}

function threadOf({ agentId }: Happening, { text, tools, turns }: ConversationParts) {
  if (agentId !== undefined) return tools.threadOf(agentId);
  return turns.current === undefined ? undefined : { turnId: turns.current, text };
}

function messageReceived(event: Happening, parts: ConversationParts, useModel: UseModel): void {
  const { data, agentId, at } = event;
  const { tools, turns } = parts;
  const content = textOf(data, 'content') ?? '';
  const thread = threadOf(event, parts);
  if (agentId === undefined && thread !== undefined) turns.answered(at);
  thread?.text.messageEnded(
    thread.turnId,
    textOf(data, 'messageId') ?? '',
    content,
    textOf(data, 'reasoningText'),
    at,
  );
  if (agentId !== undefined) return tools.agentSaid(agentId, content);
  if (thread === undefined) return;
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

/** A failure after which the CLI tries again; others end the turn at once, and so does the last of these. */
function retriedFailure(data: Fields): { reason: RetryNote['reason']; count: number } | undefined {
  const status = numberOf(data, 'statusCode');
  const isTried = status === undefined || status === 401 || status === 429 || status >= 500;
  const earlier = numberOf(data, 'retryAttempt');
  if (!isTried || earlier === undefined || data['source'] === 'mcp_sampling') return undefined;
  return {
    reason: status === 429 ? 'busy' : status === 401 ? 'unauthorized' : 'error',
    count: earlier + 1,
  };
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
