import type { ToolCall } from '../../../protocol/toView';
import type { ConversationOptions } from './transcriptOptions';
import type { ConversationTools } from './toolSteps';
import type { ConversationTurns } from './turnState';
import type { SessionEvent } from '../../base/fields';
import { HookTracker, type HookDecided, type HookEnded, type HookStarted } from './hookTracker';
import type { TurnLog } from './turnLog';

interface Parts {
  readonly log: TurnLog;
  readonly tools: ConversationTools;
  readonly turns: ConversationTurns;
}

interface Place {
  readonly turnId: string;
  readonly itemId: string;
}

/** They belong to the turn that was, though it may be over. */
const comesAfter: ReadonlySet<string> = new Set(['agentStop', 'sessionEnd', 'subagentStop', 'errorOccurred']);
const ends: ReadonlySet<string> = new Set(['abort', 'session.shutdown', 'session.disconnected']);

/** A quiet line for each hook of the folder that ran, with what it decided. */
export class ConversationHooks {
  private tracker = new HookTracker();
  private readonly places = new Map<string, Place>();
  /** Those that ran before a turn had begun. */
  private early: readonly ToolCall[] = [];
  private readonly running = new Set<string>();

  constructor(
    private readonly parts: Parts,
    private readonly options: Pick<ConversationOptions, 'decisionOn' | 'hookCommands'>,
  ) {}

  take(event: SessionEvent, agentId: string | undefined, at: number): void {
    if (ends.has(event.type)) this.interruptAll();
    for (const finding of this.tracker.take(event)) {
      if (finding.kind === 'started') this.started(finding, agentId, at);
      else if (finding.kind === 'decided') this.decided(finding);
      else this.ended(finding, at);
    }
  }

  /** A turn has begun: what ran for it before goes there. */
  enter(turnId: string): void {
    for (const call of this.early) {
      this.places.set(call.id, { turnId, itemId: call.id });
      this.parts.log.put(turnId, call);
    }
    this.early = [];
  }

  clear(): void {
    this.tracker = new HookTracker();
    this.places.clear();
    this.running.clear();
    this.early = [];
  }

  private started({ id, event, tools }: HookStarted, agentId: string | undefined, at: number): void {
    const agent = agentId === undefined ? undefined : this.parts.tools.placeOf(agentId);
    const commands = this.options.hookCommands?.(event, tools) ?? [];
    // Hooks of ours run around each tool, and those of the person's home are the person's.
    if (commands.length === 0) return;
    const call: ToolCall = {
      kind: 'tool',
      id,
      tool: 'hook',
      name: event,
      subject: commands.join('; '),
      input: commands.join('\n'),
      state: 'running',
      startedAt: at,
      ...(agent ? { parentId: agent.itemId } : {}),
    };
    this.running.add(id);
    const { isRunning, current } = this.parts.turns;
    const turnId = agent?.turnId ?? (isRunning || comesAfter.has(event) ? current : undefined);
    if (turnId === undefined) {
      this.early = [...this.early, call];
      return;
    }
    this.places.set(id, { turnId, itemId: id });
    this.parts.log.put(turnId, call);
  }

  private ended({ id, error }: HookEnded, at: number): void {
    this.running.delete(id);
    this.change(id, (call) => ({
      ...call,
      state: error === undefined ? 'done' : 'failed',
      durationMs: Math.max(at - call.startedAt, 0),
      ...(error ? { error } : {}),
    }));
  }

  /** Nothing tells their end any more. */
  private interruptAll(): void {
    for (const id of this.running) this.change(id, (call) => ({ ...call, state: 'interrupted' }));
    this.running.clear();
  }

  private decided({ id, decision, tool, toolCallId, requestId, words }: HookDecided): void {
    const hook = { decision, tool, ...(words === undefined ? {} : { words }) };
    if (id !== undefined) this.change(id, (call) => ({ ...call, hook }));
    const known = decision === 'allowed' ? this.options.decisionOn?.(requestId) : undefined;
    if (known) this.parts.tools.decided(toolCallId, known);
  }

  private change(id: string, next: (call: ToolCall) => ToolCall): void {
    const waiting = this.early.find((call) => call.id === id);
    if (waiting) {
      this.early = this.early.map((call) => (call === waiting ? next(call) : call));
      return;
    }
    const place = this.places.get(id);
    const item = place && this.parts.log.item(place.turnId, place.itemId);
    if (place && item?.kind === 'tool') this.parts.log.put(place.turnId, next(item));
  }
}
