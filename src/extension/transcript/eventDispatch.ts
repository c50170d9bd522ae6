import type { ContextUsage } from '../../protocol/toView';
import { answerHandlers } from './answerHandlers';
import { ConversationCompaction } from './turns/compactionItem';
import { ConversationHooks } from './turns/hookSteps';
import type { ConversationOptions } from './turns/transcriptOptions';
import type { ConversationPrompts } from './promptMatching';
import type { ConversationRequests } from './turns/openRequests';
import type { ConversationText } from './turns/streamedText';
import { rewindTo } from './rewind';
import type { ConversationTools } from './turns/toolSteps';
import type { ConversationTurns } from './turns/turnState';
import { denialIn } from './turns/denials';
import { fieldsOf, numberOf, textOf, timeOf, wordsOf } from '../base/fields';
import type { Fields, SessionEvent } from '../base/fields';
import { main, type Handler, type Handlers, type Happening } from './eventHandler';
import { cliWarning } from './noticeFacts';
import { promptHandlers } from './promptHandlers';
import type { SentTexts } from './selectionTexts';
import type { Tell, TurnLog } from './turns/turnLog';

export interface ConversationParts {
  readonly tell: Tell;
  readonly log: TurnLog;
  readonly text: ConversationText;
  readonly tools: ConversationTools;
  readonly requests: ConversationRequests;
  readonly prompts: ConversationPrompts;
  readonly turns: ConversationTurns;
  readonly texts: SentTexts;
}

/** What each event of the CLI does to the transcript. The many others are of no concern to a reader. */
export class ConversationEvents {
  title = '';
  model: string | undefined;
  usage: ContextUsage | undefined;
  /** Whether `usage` is told for the model as it is now. */
  isMeasured = false;
  private count = 0;
  readonly compaction: ConversationCompaction;
  readonly hooks: ConversationHooks;
  private readonly handlers: ReadonlyMap<string, Handler>;

  constructor(
    private readonly parts: ConversationParts,
    private readonly options: Pick<ConversationOptions, 'folder' | 'now' | 'decisionOn' | 'hookCommands'>,
  ) {
    this.compaction = new ConversationCompaction(parts.log);
    this.hooks = new ConversationHooks(parts, options);
    this.handlers = new Map<string, Handler>(
      Object.entries({
        ...this.sessionHandlers(),
        ...this.turnHandlers(),
        ...promptHandlers(parts, options.folder),
        ...answerHandlers(parts, (model) => this.useModel(model)),
        ...this.toolHandlers(),
        ...this.requestHandlers(),
      }),
    );
  }

  handle(event: SessionEvent): void {
    this.count += 1;
    const data = fieldsOf(event.data);
    // Older CLIs mark a subagent's events only by the call that started it.
    const agentId = event.agentId ?? wordsOf(data, 'parentToolCallId');
    const at = timeOf(event) ?? this.options.now();
    const { turns } = this.parts;
    const before = turns.current;
    this.hooks.take(event, agentId, at);
    this.handlers.get(event.type)?.({
      data,
      agentId,
      at,
      id: event.id ?? `event-${String(this.count)}`,
      ownId: event.id,
    });
    if (turns.current !== undefined && turns.current !== before) this.hooks.enter(turns.current);
  }

  /** A question is answered or withdrawn: its step goes on. */
  settle(requestId: string): void {
    const { requests, tools } = this.parts;
    const callId = requests.remove(requestId)?.toolCallId;
    if (callId !== undefined && !requests.isWaitedFor(callId)) {
      tools.setWaiting(callId, false);
    }
  }

  private sessionHandlers(): Handlers {
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
      'session.model_change': main(({ data }) => {
        this.useModel(wordsOf(data, 'newModel'));
        this.isMeasured = false;
      }),
      'session.title_changed': main(({ data }) => {
        this.title = textOf(data, 'title') ?? '';
      }),
      'session.snapshot_rewind': main(({ data }) => rewindTo(wordsOf(data, 'upToEventId'), this.parts)),
      'session.usage_info': main(({ data }) => {
        const usage = contextUsage(data);
        if (usage) this.measured(usage);
      }),
      'session.compaction_start': main(({ data, id }) =>
        this.compaction.started(this.parts.turns.current, data, id),
      ),
      'session.compaction_complete': main(({ data, id }) =>
        this.compaction.ended(this.parts.turns.current, data, id),
      ),
      'session.warning': main(({ data, id }) => {
        const notice = cliWarning(data);
        const turnId = this.parts.turns.current;
        if (notice && turnId !== undefined)
          this.parts.log.put(turnId, { kind: 'notice', id: `${id}/notice`, notice });
      }),
    };
  }

  private turnHandlers(): Handlers {
    const { turns } = this.parts;
    return {
      'assistant.turn_start': ({ agentId, at }) => {
        if (agentId === undefined) turns.roundStarted(at);
        else if (this.parts.tools.agentRoundStarted(agentId)) turns.goOn(at); // the main one may be free already
      },
      'assistant.turn_end': ({ agentId, at }) => {
        if (agentId !== undefined) return this.parts.tools.agentRoundEnded(agentId);
        turns.seen(at);
        turns.roundEnded();
      },
      'assistant.idle': main(({ data, at }) => turns.agentIdle(at, data['aborted'] === true)),
      'session.idle': main(({ data, at }) => turns.sessionIdle(at, data['aborted'] === true)),
      abort: main(({ at }) => turns.stopped(at)),
      'agent.interrupted': main(({ at }) => turns.stopped(at)),
    };
  }

  private toolHandlers(): Handlers {
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
      'system.notification': ({ data, at }) => {
        const { type, agentId } = fieldsOf(data['kind']);
        if (type === 'agent_idle' && typeof agentId === 'string') tools.agentRests(agentId, at);
      },
      'sandbox.decision': ({ data }) => tools.sandboxed(data),
      'subagent.started': ({ data, agentId }) => tools.agentStarted(data, agentId),
      'subagent.completed': ({ data, at }) => tools.agentEnded(data, at),
      'subagent.failed': ({ data, at }) => tools.agentEnded(data, at),
    };
  }

  private requestHandlers(): Handlers {
    const { tools } = this.parts;
    const settle: Handler = ({ data, at }) => {
      tools.answered(textOf(data, 'toolCallId'), at);
      this.settle(textOf(data, 'requestId') ?? '');
    };
    return {
      'permission.requested': ({ data, at }) => {
        const request = fieldsOf(data['permissionRequest']);
        if (data['resolvedByHook'] !== true) tools.asked(textOf(request, 'toolCallId'), at);
      },
      'user_input.requested': ({ data, at }) => tools.asked(textOf(data, 'toolCallId'), at),
      'permission.completed': (event) => {
        settle(event);
        this.decided(event.data);
      },
      'user_input.completed': settle,
    };
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
      requests.askedBy(callId, tools.callerOf(callId));
    }
  }

  private decided(data: Fields): void {
    const known = this.options.decisionOn?.(textOf(data, 'requestId') ?? '');
    this.parts.tools.decided(textOf(data, 'toolCallId') ?? '', { ...denialIn(data), ...known });
  }

  private useModel(model: string | undefined): void {
    this.model = model ?? this.model;
  }

  measured(usage: ContextUsage): void {
    const old = this.usage;
    this.isMeasured = true;
    if (old?.usedTokens === usage.usedTokens && old.limitTokens === usage.limitTokens) return;
    this.usage = usage;
    this.parts.tell({ type: 'usage/changed', usage });
  }
}

function contextUsage(data: Fields): ContextUsage | undefined {
  const usedTokens = numberOf(data, 'currentTokens');
  const limitTokens = numberOf(data, 'tokenLimit');
  return usedTokens === undefined || limitTokens === undefined ? undefined : { usedTokens, limitTokens };
}
