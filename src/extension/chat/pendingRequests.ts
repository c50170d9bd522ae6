import { randomUUID } from 'node:crypto';
import type {
  PermissionContext,
  PermissionDecision,
  PermissionRequest,
  UserInputAnswer,
  UserInputContext,
  UserInputRequest,
} from '../../sdk/index';
import { decisionFor, type Answer } from '../permissions/approvals';

/** What a session does when something starts or stops to wait for the person. */
export interface RequestShow {
  permission(id: string, request: PermissionRequest, prompt: PermissionRequest | undefined): void;
  question(id: string, request: UserInputRequest, toolCallId: string | undefined): void;
  settled(id: string): void;
}

interface Waiting<T> {
  readonly settle: (answer: T) => void;
}

interface WaitingPermission extends Waiting<PermissionDecision> {
  readonly request: PermissionRequest;
  readonly prompt: PermissionRequest | undefined;
}

/** Requests of one session that wait for the person; each ends by an answer or by its signal. */
export class PendingRequests {
  private readonly permissions = new Map<string, WaitingPermission>();
  private readonly questions = new Map<string, Waiting<UserInputAnswer>>();

  constructor(private readonly show: RequestShow) {}

  permission(request: PermissionRequest, context: PermissionContext): Promise<PermissionDecision> {
    const { requestId, promptRequest: prompt, signal } = context;
    return new Promise((resolve) => {
      const settle = this.finish(requestId, this.permissions, resolve);
      this.permissions.set(requestId, { request, prompt, settle });
      // Withdrawn: somebody else answered or the turn is over, so nobody waits for this word.
      signal.addEventListener('abort', () => settle({ kind: 'no-result' }), { once: true });
      this.show.permission(requestId, request, prompt);
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

  answerPermission(id: string, answer: Answer): void {
    const waiting = this.permissions.get(id);
    waiting?.settle(decisionFor(answer, waiting.request, waiting.prompt));
  }

  answerQuestion(id: string, answer: UserInputAnswer): void {
    this.questions.get(id)?.settle(answer);
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
