import { fieldsOf, listOf, textOf, wordsOf, type Fields, type SessionEvent } from '../../base/fields';

/** A hook runs, or several of one event: the CLI tells them as one. */
export interface HookStarted {
  readonly kind: 'started';
  readonly id: string;
  readonly event: string;
  /** Of the tools that it is about. */
  readonly tools: readonly string[];
}

export interface HookEnded {
  readonly kind: 'ended';
  readonly id: string;
  readonly error: string | undefined;
}

export interface HookDecided {
  readonly kind: 'decided';
  /** Of the hook that decided, where it is told. */
  readonly id: string | undefined;
  readonly decision: 'allowed' | 'denied' | 'asked';
  readonly toolCallId: string;
  readonly tool: string;
  /** What the decision is kept under: the CLI's id, or one of ours where it asked nobody. */
  readonly requestId: string;
  /** The CLI had a request for it, which the hook answered. */
  readonly isAnswered: boolean;
  /** The request of the CLI, or one made of the tool's arguments where there was none. */
  readonly request: Fields;
  readonly words: string | undefined;
}

export type HookFinding = HookStarted | HookEnded | HookDecided;

interface Call {
  readonly tool: string;
  readonly args: Fields;
  hook?: string;
  isAsked?: boolean;
}

/** Tools that never run without a question, but for a hook that answers it before it is asked. */
const alwaysAsked: ReadonlySet<string> = new Set([
  'bash',
  'powershell',
  'create',
  'edit',
  'str_replace_editor',
  'apply_patch',
  'web_fetch',
]);

/** What the events of a session tell of hooks: that they ran, and what they decided. */
export class HookTracker {
  private readonly events = new Map<string, string>();
  private readonly calls = new Map<string, Call>();
  /** Requests that a hook has answered. */
  private readonly answered = new Map<string, { readonly request: Fields; readonly toolCallId: string }>();
  private lastPermissionHook: string | undefined;

  take({ type, data }: SessionEvent): readonly HookFinding[] {
    const fields = fieldsOf(data);
    switch (type) {
      case 'tool.execution_start':
        this.toolStarted(fields);
        return [];
      case 'hook.start':
        return this.started(fields);
      case 'hook.end':
        return this.ended(fields);
      case 'permission.requested':
        return this.requested(fields);
      case 'permission.completed':
        return this.completed(fields);
      case 'tool.execution_complete':
        return this.toolEnded(fields);
      default:
        return [];
    }
  }

  private toolStarted(data: Fields): void {
    const callId = textOf(data, 'toolCallId') ?? '';
    this.calls.set(callId, { tool: textOf(data, 'toolName') ?? '', args: fieldsOf(data['arguments']) });
  }

  private started(data: Fields): readonly HookFinding[] {
    const id = wordsOf(data, 'hookInvocationId');
    const event = wordsOf(data, 'hookType');
    if (id === undefined || event === undefined) return [];
    this.events.set(id, event);
    const input = fieldsOf(data['input']);
    const calls = listOf(input, 'toolCalls').map(fieldsOf);
    if (event === 'preToolUse') {
      for (const one of calls) {
        const call = this.calls.get(textOf(one, 'id') ?? '');
        if (call) call.hook = id;
      }
    }
    if (event === 'permissionRequest') this.lastPermissionHook = id;
    const names = [...calls.map((one) => textOf(one, 'name')), textOf(input, 'toolName')];
    return [{ kind: 'started', id, event, tools: names.filter((name) => name !== undefined) }];
  }

  private ended(data: Fields): readonly HookFinding[] {
    const id = wordsOf(data, 'hookInvocationId') ?? '';
    if (!this.events.has(id)) return [];
    const error = data['success'] === false ? (wordsOf(fieldsOf(data['error']), 'message') ?? '') : undefined;
    const ended: HookFinding = { kind: 'ended', id, error };
    if (this.events.get(id) !== 'preToolUse') return [ended];
    const denied = Object.entries(fieldsOf(data['output'])).flatMap(([callId, words]) => {
      const call = this.calls.get(callId);
      if (!call || typeof words !== 'string') return [];
      call.isAsked = true; // it has its answer
      return [this.withoutRequest(callId, call, 'denied', words)];
    });
    return [ended, ...denied];
  }

  private requested(data: Fields): readonly HookFinding[] {
    const request = fieldsOf(data['permissionRequest']);
    const requestId = textOf(data, 'requestId') ?? '';
    const toolCallId = textOf(request, 'toolCallId') ?? '';
    const call = this.calls.get(toolCallId);
    if (call) call.isAsked = true;
    if (data['resolvedByHook'] === true) this.answered.set(requestId, { request, toolCallId });
    if (request['kind'] !== 'hook' || !call) return [];
    const words = wordsOf(request, 'hookMessage');
    const decision = { kind: 'decided', decision: 'asked', id: call.hook, isAnswered: false } as const;
    return [{ ...decision, toolCallId, tool: call.tool, requestId, request, words }];
  }

  private completed(data: Fields): readonly HookFinding[] {
    const requestId = textOf(data, 'requestId') ?? '';
    const answered = this.answered.get(requestId);
    if (!answered) return [];
    this.answered.delete(requestId);
    const { request, toolCallId } = answered;
    const result = fieldsOf(data['result']);
    const decision = textOf(result, 'kind')?.startsWith('approved') ? 'allowed' : 'denied';
    const tool = this.calls.get(toolCallId)?.tool ?? '';
    const words = wordsOf(result, 'message');
    const id = this.lastPermissionHook;
    return [{ kind: 'decided', id, decision, isAnswered: true, toolCallId, tool, requestId, request, words }];
  }

  private toolEnded(data: Fields): readonly HookFinding[] {
    const callId = textOf(data, 'toolCallId') ?? '';
    const call = this.calls.get(callId);
    this.calls.delete(callId);
    const ranUnasked = call?.hook !== undefined && !call.isAsked && alwaysAsked.has(call.tool);
    if (!call || !ranUnasked || data['success'] !== true) return [];
    return [this.withoutRequest(callId, call, 'allowed', undefined)];
  }

  private withoutRequest(
    toolCallId: string,
    { tool, args, hook: id }: Call,
    decision: HookDecided['decision'],
    words: string | undefined,
  ): HookDecided {
    const requestId = hookRequestId(toolCallId, id);
    return {
      kind: 'decided',
      id,
      decision,
      isAnswered: false,
      toolCallId,
      tool,
      requestId,
      request: requestOf(tool, args),
      words,
    };
  }
}

function hookRequestId(toolCallId: string, hook: string | undefined): string {
  return `hook ${hook ?? ''} ${toolCallId}`;
}

/** What the CLI would have asked. */
function requestOf(tool: string, args: Fields): Fields {
  const path = textOf(args, 'path') ?? textOf(args, 'file_path');
  if (tool === 'bash' || tool === 'powershell')
    return { kind: 'shell', fullCommandText: textOf(args, 'command') ?? '' };
  if (tool === 'web_fetch') return { kind: 'url', url: textOf(args, 'url') ?? '' };
  if (path !== undefined) return { kind: 'write', fileName: path };
  return { kind: 'custom-tool', toolName: tool };
}
