import { randomUUID } from 'node:crypto';
import type { AllowScope } from '../../protocol/approvals';
import type {
  PermissionContext,
  PermissionRequest,
  UserInputAnswer,
  UserInputContext,
  UserInputRequest,
} from '../../sdk/index';

/** What a session does when something starts or stops to wait for the person. */
export interface RequestShow {
  permission(
    id: string,
    request: PermissionRequest,
    prompt: PermissionRequest | undefined,
    scopes: readonly AllowScope[],
  ): void;
  question(id: string, request: UserInputRequest, toolCallId: string | undefined): void;
  settled(id: string): void;
}

/** How a permission request ended, if it was not withdrawn. */
export type PermissionAnswer =
  | { readonly decision: 'allow-once' }
  /** Allowed, and so is all of its kind that a scope says. */
  | { readonly decision: 'allow-scope'; readonly scope: string }
  /** Another command is to be run instead. */
  | { readonly decision: 'edit'; readonly command: string }
  | { readonly decision: 'deny'; readonly reason?: string | undefined }
  /** A rule that was saved while it waited. */
  | { readonly decision: 'by-rule'; readonly rule: string };

interface Waiting<T> {
  readonly settle: (answer: T) => void;
}

interface WaitingPermission extends Waiting<PermissionAnswer | undefined> {
  readonly request: PermissionRequest;
}

/** Requests of one session that wait for the person; each ends by an answer or by its signal. */
export class PendingRequests {
  private readonly permissions = new Map<string, WaitingPermission>();
  private readonly questions = new Map<string, Waiting<UserInputAnswer>>();

  constructor(private readonly show: RequestShow) {}

  /** Undefined when it was withdrawn: somebody else answered, or the turn is over. */
  permission(
    request: PermissionRequest,
    context: PermissionContext,
    scopes: readonly AllowScope[],
  ): Promise<PermissionAnswer | undefined> {
    const { requestId, promptRequest, signal } = context;
    return new Promise((resolve) => {
      const settle = this.finish(requestId, this.permissions, resolve);
      this.permissions.set(requestId, { request, settle });
      signal.addEventListener('abort', () => settle(undefined), { once: true });
      this.show.permission(requestId, request, promptRequest, scopes);
    });
  }

  question(request: UserInputRequest, context: UserInputContext): Promise<UserInputAnswer> {
    const id = randomUUID();
    return new Promise((resolve) => {
      const settle = this.finish(id, this.questions, resolve);
      this.questions.set(id, { settle });
      context.signal.addEventListener('abort', () => settle({ answer: '', wasFreeform: true }), {
        once: true,
      });
      this.show.question(id, request, context.toolCallId);
    });
  }

  /** False when nothing waits for this answer any more. */
  answerPermission(id: string, answer: PermissionAnswer): boolean {
    const waiting = this.permissions.get(id);
    waiting?.settle(answer);
    return waiting !== undefined;
  }

  answerQuestion(id: string, answer: UserInputAnswer): boolean {
    const waiting = this.questions.get(id);
    waiting?.settle(answer);
    return waiting !== undefined;
  }

  /** The request as the CLI made it, while it waits. */
  find(id: string): PermissionRequest | undefined {
    return this.permissions.get(id)?.request;
  }

  private finish<T>(id: string, waiting: Map<string, unknown>, resolve: (answer: T) => void) {
    return (answer: T): void => {
      if (!waiting.delete(id)) return;
      resolve(answer);
      this.show.settled(id);
    };
  }
}
