import type { PermissionRequest, ToolCall, ToolState } from '../../../protocol/toView';
import type { StepDecision } from './transcriptOptions';
import { textOf, wordsOf } from '../../base/fields';
import type { Fields } from '../../base/fields';
import { AgentWords, type AgentThread } from './subagentText';
import { GrowingText } from '../../base/textLimits';
import { hostIn, withSandbox } from './stepSandbox';
import { startedTool } from './toolCalls';
import { completedTool, growingTool, interruptedTool, notRun, ownTime } from './toolResults';
import type { TurnLog } from './turnLog';

/** Where a call stands in the log; some providers use the same call id again and again. */
interface Place {
  readonly turnId: string;
  readonly itemId: string;
}

interface Agent {
  readonly toolCallId: string;
}

/** The steps of the agent and of its subagents. */
export class ConversationTools {
  private readonly places = new Map<string, Place>();
  private readonly running = new Set<string>();
  private readonly agents = new Map<string, Agent>();
  /** Calls of `task` that came back at once while their subagent goes on. */
  private readonly background = new Set<string>();
  /** What agents in the background said last: nothing else returns it. */
  private readonly said = new Map<string, string>();
  /** Agents in the background that went on after their end; it is not told a second time. */
  private readonly woken = new Map<string, { isResting: boolean }>();
  private readonly words: AgentWords;

  /** Decisions on calls that have not begun yet. */
  private readonly early = new Map<string, StepDecision>();
  /** Since when calls wait for the person. */
  private readonly waits = new Map<string, number>();
  private waitingSince = 0;
  private waited = 0;
  /** Of shells that run, in the background too. */
  private readonly outputs = new Map<string, GrowingText>();

  constructor(
    private readonly log: TurnLog,
    private readonly folder: string,
  ) {
    this.words = new AgentWords(log);
  }

  /** How long anything waited for the person, up to now, since the last time that this was taken. */
  takeWaited(at: number): number {
    const open = this.waits.size > 0 ? Math.max(at - this.waitingSince, 0) : 0;
    const waited = this.waited + open;
    this.waited = -open;
    return waited;
  }

  get isIdle(): boolean {
    return this.running.size === 0;
  }

  /** `turnId` is the turn in work; a subagent's step goes to the turn that called the subagent. */
  started(turnId: string | undefined, data: Fields, agentId: string | undefined, at: number): void {
    const callId = wordsOf(data, 'toolCallId');
    const parentCall = this.parentOf(data, agentId);
    const parentId = this.itemIdOf(parentCall);
    const home = this.places.get(parentCall ?? '')?.turnId ?? turnId;
    if (callId === undefined || home === undefined || this.isTold(callId, at)) {
      return;
    }
    const itemId = this.freeId(home, callId);
    this.places.set(callId, { turnId: home, itemId });
    this.places.set(itemId, { turnId: home, itemId });
    this.running.add(callId);
    this.outputs.delete(callId);
    const call = startedTool(data, itemId, { folder: this.folder, startedAt: at, parentId });
    this.log.put(home, { ...call, ...this.early.get(callId) });
    this.early.delete(callId);
  }

  /** What the sandbox did with a call. */
  sandboxed(data: Fields): void {
    this.change(textOf(data, 'toolCallId'), (call) => withSandbox(call, data));
  }

  /** What a request to leave the sandbox is about. */
  leaving(callId: string | undefined, reason = ''): PermissionRequest['leaves'] {
    const { sandbox, output = '', input = '' } = this.call(callId) ?? {};
    const { refused } = sandbox ?? {};
    const isOfNetwork = refused === 'network' || refused === 'host';
    const host = isOfNetwork ? (hostIn(reason) ?? hostIn(output) ?? hostIn(input)) : undefined;
    return { ...(refused && { refused }), ...(host && { host }) };
  }

  /** What was decided on a call, which older CLIs may begin only then. */
  decided(callId: string, decision: StepDecision): void {
    if (Object.keys(decision).length === 0) return;
    if (this.running.has(callId)) this.change(callId, (call) => ({ ...call, ...decision }));
    else this.early.set(callId, decision);
  }

  /** The output so far as a whole. Of a long one only a few lines come, so the pieces are better if they come. */
  grew(data: Fields): void {
    const callId = textOf(data, 'toolCallId') ?? '';
    const output = textOf(data, 'partialOutput');
    if (output !== undefined && !this.outputs.has(callId)) {
      this.change(callId, (call) => growingTool(call, output));
    }
  }

  /** A piece of a shell's output. Older CLIs do not send them; without the first one they are no whole. */
  printed(data: Fields): void {
    const callId = textOf(data, 'toolCallId') ?? '';
    const output = this.outputs.get(callId) ?? (data['sequence'] === 0 ? new GrowingText() : undefined);
    if (output !== undefined && this.call(callId) !== undefined) {
      this.outputs.set(callId, output);
      output.append(textOf(data, 'text') ?? '');
      this.change(callId, (call) => growingTool(call, output.text));
    }
  }

  /** A word on how far it is, shown as output until there is some. */
  progressed(data: Fields): void {
    const message = wordsOf(data, 'progressMessage');
    if (message !== undefined) {
      this.change(textOf(data, 'toolCallId'), (call) => (isOver(call) ? call : growingTool(call, message)));
    }
  }

  completed(data: Fields, at: number): void {
    const callId = textOf(data, 'toolCallId') ?? '';
    if (this.background.has(callId)) {
      return;
    }
    this.running.delete(callId);
    const isAsked = this.waits.has(callId) || this.call(callId)?.tool === 'question';
    this.change(callId, (call) => {
      const done = completedTool(this.waitOver(callId, call, at), data, at);
      // Made up by the CLI for a call whose question nobody answered.
      return isAsked && done.state === 'interrupted' ? notRun(done) : done;
    });
    this.endWords(callId, at);
  }

  /** Where a subagent's words go; undefined when nobody knows who started it. */
  threadOf(agentId: string): AgentThread | undefined {
    // An older CLI may name only the call.
    const place = this.placeOf(agentId);
    return place && this.words.thread(place);
  }

  /** Where the step of the subagent stands. */
  placeOf(agentId: string): Place | undefined {
    return this.places.get(this.agents.get(agentId)?.toolCallId ?? agentId);
  }

  agentStarted(data: Fields, agentId: string | undefined): void {
    const toolCallId = wordsOf(data, 'toolCallId');
    if (toolCallId === undefined) {
      return;
    }
    this.agents.set(agentId ?? toolCallId, { toolCallId });
    if (data['executionMode'] === 'background' && this.running.has(toolCallId)) {
      this.background.add(toolCallId);
      this.said.set(toolCallId, '');
    }
  }

  /** A message may wake an agent in the background that was done: then its step goes on where it stands. */
  agentRoundStarted(agentId: string): boolean {
    const callId = this.agents.get(agentId)?.toolCallId ?? '';
    const woken = this.woken.get(callId);
    if (woken) woken.isResting = false;
    const place = this.places.get(callId);
    const call = this.call(callId);
    if (!place || !call || !this.said.has(callId) || this.running.has(callId)) return false;
    this.running.add(callId);
    this.background.add(callId);
    this.said.set(callId, '');
    this.woken.set(callId, { isResting: false });
    // What it has brought so far is what it said before; its next end brings something else.
    const { output, durationMs: _durationMs, error: _error, ...rest } = call;
    this.log.put(place.turnId, { ...rest, state: 'running' });
    if (output !== undefined) this.words.putBack(place, output);
    return true;
  }

  agentRoundEnded(agentId: string): void {
    const woken = this.woken.get(this.agents.get(agentId)?.toolCallId ?? '');
    if (woken) woken.isResting = true;
  }

  /** The main agent is told that one in the background has nothing more to do. */
  agentRests(agentId: string, at: number): void {
    const callId = this.agents.get(agentId)?.toolCallId ?? '';
    if (this.woken.has(callId)) this.agentEnded({ toolCallId: callId }, at);
  }

  /** The end of a background agent ends its step; that of another one comes with its tool call. */
  agentEnded(data: Fields, at: number): void {
    const callId = textOf(data, 'toolCallId') ?? '';
    const said = this.said.get(callId);
    if (said === undefined) {
      return;
    }
    this.background.delete(callId);
    this.running.delete(callId);
    this.woken.delete(callId);
    const error = wordsOf(data, 'error');
    this.change(callId, (call) => ({
      ...(said === '' ? call : growingTool(call, said)),
      state: error === undefined ? 'done' : 'failed',
      durationMs: ownTime(call, at),
      ...(error === undefined ? {} : { error }),
    }));
    this.endWords(callId, at);
  }

  /** What a background agent said last is what its step brings. */
  agentSaid(agentId: string, text: string): void {
    const callId = this.agents.get(agentId)?.toolCallId;
    if (callId !== undefined && this.said.has(callId) && text.trim() !== '') {
      this.said.set(callId, text);
    }
  }

  /** Nothing that runs will tell its end; if it does all the same, the step is filled then. */
  interruptAll(at: number): void {
    for (const [callId, { isResting }] of this.woken)
      if (isResting) this.agentEnded({ toolCallId: callId }, at);
    for (const callId of this.running) {
      const isAsked = this.waits.has(callId);
      this.change(callId, (call) => (isAsked ? notRun(call) : interruptedTool(call, at)));
    }
    this.waits.clear();
    this.words.endAll(at);
    this.running.clear();
    this.background.clear();
    this.woken.clear();
    this.outputs.clear();
  }

  /** Shows whether the step waits for the person. */
  setWaiting(callId: string | undefined, isWaiting: boolean): void {
    const from: ToolState = isWaiting ? 'running' : 'waiting';
    const to: ToolState = isWaiting ? 'waiting' : 'running';
    this.change(callId, (call) => (call.state === from ? { ...call, state: to } : call));
  }

  /** Somebody is asked about the call: what passes until the answer is not its own time. */
  asked(callId: string | undefined, at: number): void {
    if (callId === undefined) return;
    if (this.waits.size === 0) this.waitingSince = at;
    this.waits.set(callId, at);
  }

  answered(callId: string | undefined, at: number): void {
    if (callId === undefined || !this.waits.has(callId)) return;
    this.change(callId, (call) => this.waitOver(callId, call, at));
  }

  /** Nothing worked meanwhile. What waits for the person counts by the clock anyway. */
  slept(ms: number): void {
    if (this.waits.size === 0) this.waited += ms;
    for (const callId of this.running) {
      if (this.waits.has(callId)) continue;
      this.change(callId, (call) => ({ ...call, waitedMs: (call.waitedMs ?? 0) + ms }));
    }
  }

  /** The call with the time that it has waited for the person, which is not its own. */
  private waitOver(callId: string, call: ToolCall, at: number): ToolCall {
    const since = this.waits.get(callId);
    if (this.waits.delete(callId) && this.waits.size === 0)
      this.waited += Math.max(at - this.waitingSince, 0);
    return since === undefined ? call : { ...call, waitedMs: (call.waitedMs ?? 0) + Math.max(at - since, 0) };
  }

  /** The id of the step in the transcript. */
  itemIdOf(callId: string | undefined): string | undefined {
    return callId === undefined ? undefined : (this.places.get(callId)?.itemId ?? callId);
  }

  /** The call of that tool that runs, or waits for the person. */
  runningCall(name: string): string | undefined {
    return [...this.running].find((callId) => this.call(callId)?.name === name);
  }

  /** The subagent that made the call, if one did, by the name that its own step has. */
  callerOf(callId: string | undefined): string | undefined {
    return this.call(this.call(callId)?.parentId)?.subject || undefined;
  }

  clear(): void {
    this.places.clear();
    this.running.clear();
    this.agents.clear();
    this.background.clear();
    this.said.clear();
    this.woken.clear();
    this.words.clear();
    this.early.clear();
    this.outputs.clear();
    this.waits.clear();
  }

  private endWords(callId: string, at: number): void {
    const place = this.places.get(callId);
    if (place !== undefined) this.words.end(place, at);
  }

  private parentOf(data: Fields, agentId: string | undefined): string | undefined {
    const agent = agentId === undefined ? undefined : this.agents.get(agentId);
    return agent?.toolCallId ?? wordsOf(data, 'parentToolCallId');
  }

  /** The same start once more, not another call with the same id. */
  private isTold(callId: string, startedAt: number): boolean {
    return this.running.has(callId) || this.call(callId)?.startedAt === startedAt;
  }

  private freeId(turnId: string, callId: string): string {
    let id = callId;
    for (let count = 2; this.log.item(turnId, id) !== undefined; count += 1) {
      id = `${callId}#${String(count)}`;
    }
    return id;
  }

  private call(callId: string | undefined): ToolCall | undefined {
    const place = this.places.get(callId ?? '');
    const item = place && this.log.item(place.turnId, place.itemId);
    return item?.kind === 'tool' ? item : undefined;
  }

  private change(callId: string | undefined, next: (call: ToolCall) => ToolCall): void {
    const place = this.places.get(callId ?? '');
    const call = this.call(callId);
    if (place !== undefined && call !== undefined) {
      this.log.put(place.turnId, next(call));
    }
  }
}

function isOver(call: ToolCall): boolean {
  return call.state !== 'running' && call.state !== 'waiting';
}
