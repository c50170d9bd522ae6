import type { SessionEvent } from '../../sdk/index';
import { fieldsOf, textOf } from '../base/fields';
import { denialIn } from '../transcript/turns/denials';
import type { Approvals } from '../permissions/approvals';
import { readRequest } from '../permissions/readRequest';
import type { Subject } from '../rules/subject';

export interface OtherDecisionsOptions {
  readonly sessionId: string;
  readonly folders: readonly string[];
  readonly approvals: Approvals;
  readonly title: () => string;
}

interface OpenRequest {
  readonly subject: Subject;
  readonly call?: string | undefined;
  readonly by: 'hook' | 'elsewhere';
}

/**
 * Tools of the CLI that do nothing but think, ask, plan, or look at what runs already. All others are expected to
 * ask; one that did not was allowed by the CLI itself, and that is written down.
 */
const thinking = new Set([
  'ask_user',
  'exit_plan_mode',
  'report_intent',
  'update_todo',
  'task',
  'task_complete',
  'read_agent',
  'list_agents',
  'read_bash',
  'list_bash',
  'read_powershell',
  'list_powershell',
  'skill',
  'tool_search',
  'fetch_copilot_cli_documentation',
]);

/** Writes down what was decided without us: by a hook, by another client of the session, or by the CLI itself. */
export class OtherDecisions {
  private readonly requests = new Map<string, OpenRequest>();
  private readonly calls = new Map<string, string>();

  constructor(private readonly options: OtherDecisionsOptions) {}

  /** The tool of a call that runs. */
  toolOf(toolCallId: string): string | undefined {
    return this.calls.get(toolCallId);
  }

  receive({ type, data }: SessionEvent): void {
    const fields = fieldsOf(data);
    switch (type) {
      case 'permission.requested':
        return this.requested(fields);
      case 'permission.completed':
        return this.completed(fields);
      case 'tool.execution_start':
        return this.began(fields);
      case 'tool.execution_complete':
        return this.ended(fields);
      default:
    }
  }

  private requested(fields: Fields): void {
    const id = textOf(fields, 'requestId');
    const kind = textOf(fieldsOf(fields['permissionRequest']), 'kind');
    if (id === undefined || kind === undefined) return;
    const request = { ...fieldsOf(fields['permissionRequest']), kind };
    const { subject, toolCallId } = readRequest(request, fields['promptRequest'], this.options.folders);
    const by = fields['resolvedByHook'] === true ? 'hook' : 'elsewhere';
    this.requests.set(id, { subject, call: toolCallId, by });
  }

  private completed(fields: Fields): void {
    const id = textOf(fields, 'requestId') ?? '';
    const open = this.requests.get(id);
    this.requests.delete(id);
    const { approvals } = this.options;
    if (!open || approvals.decisionOn(id)) return;
    const result = textOf(fieldsOf(fields['result']), 'kind') ?? '';
    const { deniedBy } = denialIn(fields);
    if (deniedBy === undefined && !result.startsWith('approved')) return; // cancelled: nothing is done
    const by = deniedBy === 'hook' ? 'hook' : open.by;
    this.record(open.subject, id, open.call, deniedBy === undefined ? 'allowed' : 'denied', by);
  }

  private began(fields: Fields): void {
    const [call, name] = [textOf(fields, 'toolCallId'), textOf(fields, 'toolName')];
    if (call === undefined || name === undefined) return;
    this.calls.set(call, name);
  }

  private ended(fields: Fields): void {
    const call = textOf(fields, 'toolCallId') ?? '';
    const name = this.calls.get(call);
    this.calls.delete(call);
    if (name === undefined || thinking.has(name) || fields['success'] !== true) return;
    if (this.options.approvals.hasDecisionOnCall(call)) return;
    this.record({ kind: 'tool', name }, `call ${call}`, call, 'allowed', 'cli');
  }

  private record(
    asked: Subject,
    request: string,
    call: string | undefined,
    decision: 'allowed' | 'denied',
    by: 'hook' | 'elsewhere' | 'cli',
  ): void {
    const { approvals, sessionId: session, title } = this.options;
    approvals.record({ session, title: title(), asked, request, ...(call && { call }), decision, by });
  }
}

type Fields = ReturnType<typeof fieldsOf>;
