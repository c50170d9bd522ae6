import type { ContextUsage, NoticeItem, RetryNote } from '../../protocol/toView';
import { ConversationCompaction } from './conversationCompaction';
import { attachmentsOf } from './conversationAttachments';
import type { ConversationPrompts } from './conversationPrompts';
import type { ConversationRequests } from './conversationRequests';
import type { ConversationText } from './conversationText';
import { rewindTo } from './conversationRewind';
import type { ConversationTools } from './conversationTools';
import type { ConversationTurns } from './conversationTurns';
import { fieldsOf, numberOf, textOf, timeOf, wordsOf } from './eventFields';
import type { Fields, SessionEvent } from './eventFields';
import { addCall } from '../usage/spending';
import { cliWarning, turnFailure } from './notices';
import type { Tell, TurnLog } from './turnLog';

export interface ConversationParts {
  readonly tell: Tell;
  readonly log: TurnLog;
  readonly text: ConversationText;
  readonly tools: ConversationTools;
  readonly requests: ConversationRequests;
  readonly prompts: ConversationPrompts;
  readonly turns: ConversationTurns;
}

interface Happening {
  readonly data: Fields;
  readonly agentId: string | undefined;
  readonly at: number;
  readonly id: string;
  /** The id that the CLI gave the event, if it did. */
  readonly ownId: string | undefined;
}

type Handler = (event: Happening) => void;

/** What each event of the CLI does to the transcript. The many others are of no concern to a reader. */
export class ConversationEvents {
  title = '';
  model: string | undefined;
  usage: ContextUsage | undefined;
  private count = 0;
  readonly compaction: ConversationCompaction;
  private readonly handlers: ReadonlyMap<string, Handler>;

  constructor(
    private readonly parts: ConversationParts,
    private readonly folder: string,
    private readonly now: () => number,
  ) {
    this.compaction = new ConversationCompaction(parts.log);
    this.handlers = new Map<string, Handler>(
      Object.entries({
        ...this.sessionHandlers(),
        ...this.turnHandlers(),
        ...this.textHandlers(),
        ...this.toolHandlers(),
        ...this.requestHandlers(),
      }),
    );
  }

  handle(event: SessionEvent): void {
    this.count += 1;
    const data = fieldsOf(event.data);
    this.handlers.get(event.type)?.({
      data,
      // Older CLIs mark a subagent's events only by the call that started it.
      agentId: event.agentId ?? wordsOf(data, 'parentToolCallId'),
      at: timeOf(event) ?? this.now(),
      id: event.id ?? `event-${String(this.count)}`,
      ownId: event.id,
    });
  }

  /** A question is answered or withdrawn: its step goes on. */
  settle(requestId: string): void {
    const { requests, tools } = this.parts;
    const callId = requests.remove(requestId)?.toolCallId;
    if (callId !== undefined && !requests.isWaitedFor(callId)) {
      tools.setWaiting(callId, false);
    }
  }

  private sessionHandlers(): Record<string, Handler> {
    return {
      'session.start': main(({ data }) => this.useModel(wordsOf(data, 'selectedModel'))),
      'session.resume': main(({ data }) => {
        this.useModel(wordsOf(data, 'selectedModel'));
        if (data['sessionWasActive'] !== true) {
          this.parts.turns.left(false);
          this.compaction.lost();
        }
      }),
      'session.shutdown': main(() => {
        this.parts.turns.left(false);
        this.compaction.lost();
      }),
      'session.model_change': main(({ data }) => this.useModel(wordsOf(data, 'newModel'))),
      'session.title_changed': main(({ data }) => {
        this.title = textOf(data, 'title') ?? '';
      }),
      'session.snapshot_rewind': main(({ data }) => rewindTo(wordsOf(data, 'upToEventId'), this.parts)),
      'session.usage_info': main(({ data }) => this.measured(data)),
      'session.compaction_start': main(({ data, id }) =>
        this.compaction.started(this.parts.turns.current, data, id),
      ),
      'session.compaction_complete': main(({ data, id }) =>
        this.compaction.ended(this.parts.turns.current, data, id),
      ),
      'session.warning': main(({ data, id }) => {
        const notice = cliWarning(data);
        this.notice(this.parts.turns.current, notice && { kind: 'notice', id: `${id}/notice`, notice });
      }),
    };
  }

  private turnHandlers(): Record<string, Handler> {
    const { turns } = this.parts;
    return {
      'user.message': main((event) => this.promptReceived(event)),
      'assistant.turn_start': main(({ at }) => turns.roundStarted(at)),
      'assistant.turn_end': main(({ at }) => {
        turns.seen(at);
        turns.roundEnded();
      }),
      'assistant.idle': main(({ data, at }) => turns.agentIdle(at, data['aborted'] === true)),
      'session.idle': main(({ data, at }) => turns.sessionIdle(at, data['aborted'] === true)),
      abort: main(({ at }) => turns.stopped(at)),
      'agent.interrupted': main(({ at }) => turns.stopped(at)),
      'session.error': main((event) => this.failed(event)),
    };
  }

  private textHandlers(): Record<string, Handler> {
    const { text } = this.parts;
    return {
      'assistant.message_start': this.inTurn(({ data, at }, turnId) => {
        text.messageStarted(turnId, textOf(data, 'messageId') ?? '', at);
      }),
      'assistant.message_delta': this.inTurn(({ data, at }, turnId) => {
        text.messageGrew(turnId, textOf(data, 'messageId') ?? '', textOf(data, 'deltaContent') ?? '', at);
      }),
      'assistant.reasoning_delta': this.inTurn(({ data, at }, turnId) => {
        text.reasoningGrew(turnId, textOf(data, 'reasoningId') ?? '', textOf(data, 'deltaContent') ?? '', at);
      }),
      'assistant.reasoning': main(({ data, id }) => {
        const turnId = this.parts.turns.current;
        if (turnId !== undefined) {
          text.reasoningEnded(turnId, wordsOf(data, 'reasoningId') ?? id, textOf(data, 'content') ?? '');
        }
      }),
      'assistant.turn_retry': this.inTurn(({ data }, turnId) => text.retried(turnId, retryReason(data))),
      'assistant.usage': ({ data, agentId }) => {
        if (agentId === undefined) this.answeredBy(wordsOf(data, 'model'));
        this.spent(data);
      },
      'assistant.message': (event) => this.messageReceived(event),
    };
  }

  private toolHandlers(): Record<string, Handler> {
    const { tools, turns } = this.parts;
    return {
      'tool.execution_start': (event) => this.toolStarted(event),
      'tool.execution_partial_result': ({ data }) => tools.grew(data),
      'tool.shell_output': ({ data }) => tools.printed(data),
      'tool.execution_progress': ({ data }) => tools.progressed(data),
      'tool.execution_complete': ({ data, at }) => {
        turns.seen(at);
        tools.completed(data, at);
      },
      'subagent.started': ({ data, agentId }) => tools.agentStarted(data, agentId),
      'subagent.completed': ({ data, at }) => tools.agentEnded(data, at),
      'subagent.failed': ({ data, at }) => tools.agentEnded(data, at),
    };
  }

  private requestHandlers(): Record<string, Handler> {
    const settle: Handler = ({ data }) => this.settle(textOf(data, 'requestId') ?? '');
    return { 'permission.completed': settle, 'user_input.completed': settle };
  }

  /** Output of the main agent, which belongs to the current turn and shows that it goes on. */
  private inTurn(handler: (event: Happening, turnId: string) => void): Handler {
    return main((event) => {
      const turnId = this.parts.turns.current;
      if (turnId !== undefined) {
        this.parts.turns.stirred(event.at);
        handler(event, turnId);
      }
    });
  }

  private promptReceived({ data, at, id, ownId }: Happening): void {
    const { log, prompts, turns } = this.parts;
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
    const attachments = attachmentsOf(data, messageId, this.folder);
    if (data['delivery'] === 'steering' && turns.current !== undefined && turns.isRunning) {
      turns.seen(at);
      log.put(turns.current, { kind: 'steer', id: turnId, text, attachments });
      return;
    }
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

  private messageReceived({ data, agentId, at }: Happening): void {
    const { text, tools, turns } = this.parts;
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
    this.answeredBy(wordsOf(data, 'model'));
  }

  private toolStarted({ data, agentId, at }: Happening): void {
    const { tools, turns, requests } = this.parts;
    const callId = textOf(data, 'toolCallId') ?? '';
    if (agentId === undefined) {
      turns.stirred(at);
    }
    tools.started(turns.current, data, agentId, at);
    if (requests.isWaitedFor(callId)) {
      tools.setWaiting(callId, true);
    }
  }

  /**
   * The turn in work has failed, or the one that was never begun: without a provider the CLI does not even
   * repeat the message. The idle events that follow find no turn in work, so they cannot end the next one.
   */
  private failed({ data, at, id }: Happening): void {
    const { log, prompts, turns } = this.parts;
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
    this.notice(turnId, { kind: 'notice', id: `${id}/notice`, notice: turnFailure(data) });
    turns.finish('failed', at);
  }

  private notice(turnId: string | undefined, item: NoticeItem | undefined): void {
    if (turnId !== undefined && item !== undefined) {
      this.parts.log.put(turnId, item);
    }
  }

  private answeredBy(model: string | undefined): void {
    const turnId = this.parts.turns.current;
    this.useModel(model);
    if (model !== undefined && turnId !== undefined) {
      this.parts.log.patch(turnId, { model });
    }
  }

  private spent(data: Fields): void {
    const { log, turns } = this.parts;
    if (turns.current === undefined) return;
    log.patch(turns.current, { spent: addCall(log.head(turns.current)?.spent, data) });
  }

  private useModel(model: string | undefined): void {
    this.model = model ?? this.model;
  }

  private measured(data: Fields): void {
    const usedTokens = numberOf(data, 'currentTokens');
    const limitTokens = numberOf(data, 'tokenLimit');
    const old = this.usage;
    if (usedTokens === undefined || limitTokens === undefined) {
      return;
    }
    if (old?.usedTokens !== usedTokens || old.limitTokens !== limitTokens) {
      this.usage = { usedTokens, limitTokens };
      this.parts.tell({ type: 'usage/changed', usage: this.usage });
    }
  }
}

/** Only of the main agent: subagents send the same events on the same stream. */
function main(handler: Handler): Handler {
  return (event) => {
    if (event.agentId === undefined) {
      handler(event);
    }
  };
}

/** Messages that nobody typed: what the agent tells a subagent, or what a skill puts in. */
function isHidden(data: Fields): boolean {
  const source = wordsOf(data, 'source');
  return source !== undefined && source !== 'user';
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
