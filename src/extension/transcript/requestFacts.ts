import type { PlanRequest, Request } from '../../protocol/toView';
import type { ConversationRequests } from './turns/openRequests';
import type { ConversationTools } from './turns/toolSteps';
import type { AskedPermission } from '../permissions/askedPermission';
import { permissionRequest } from './permissionFacts';

export interface Question {
  readonly question: string;
  readonly choices?: readonly string[] | null;
  readonly allowFreeform?: boolean;
  readonly toolCallId?: string;
}

/** What the agent asks of the person, in the page's words and tied to the step that waits for it. */
export class ConversationAsks {
  constructor(
    private readonly requests: ConversationRequests,
    private readonly tools: ConversationTools,
    /** That the session works in, its own first. */
    private readonly folders: readonly string[],
  ) {}

  permission(permission: AskedPermission): void {
    const read = permissionRequest(permission, this.folders);
    const asked = read.leaves
      ? { ...read, leaves: { ...read.leaves, ...this.tools.leaving(read.toolCallId, read.leaves.reason) } }
      : read;
    const askedBy = asked.askedBy ?? this.tools.callerOf(asked.toolCallId);
    this.add(askedBy === undefined ? asked : { ...asked, askedBy });
  }

  question(id: string, { question, choices, allowFreeform, toolCallId }: Question): void {
    this.add({
      kind: 'question',
      id,
      question,
      choices: choices ?? [],
      allowsFreeform: allowFreeform ?? true,
      ...(toolCallId === undefined ? {} : { toolCallId }),
    });
  }

  plan(request: PlanRequest): void {
    const toolCallId = this.tools.runningCall('exit_plan_mode');
    this.add(toolCallId === undefined ? request : { ...request, toolCallId });
  }

  add(request: Request): void {
    const toolCallId = this.tools.itemIdOf(request.toolCallId);
    this.requests.add(toolCallId === undefined ? request : { ...request, toolCallId });
    this.tools.setWaiting(request.toolCallId, true);
  }
}
