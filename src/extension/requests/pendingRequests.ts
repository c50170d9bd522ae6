import { declinedAnswer } from '../transcript/turns/toolResults';
import type { AskedPermission } from '../permissions/askedPermission';
import { randomUUID } from 'node:crypto';
import type { ChoiceId, ChoiceRequest, FormRequest, FormValue } from '../../protocol/forms';
import type { Verdict } from '../permissions/decide';
import type { PermissionRequest, UserInputAnswer, UserInputContext, UserInputRequest } from '../../sdk/index';

type FormContent = Readonly<Record<string, FormValue>>;

/** What a session does when something starts or stops to wait for the person. */
export interface RequestShow {
  permission(asked: AskedPermission): void;
  question(id: string, request: UserInputRequest, toolCallId: string | undefined): void;
  form(request: FormRequest): void;
  choice(request: ChoiceRequest): void;
  settled(id: string, isAnswered: boolean): void;
}

/** How a permission request ended, if it was not withdrawn. */
export type PermissionAnswer =
  | { readonly decision: 'allow-once' }
  /** Allowed, and so is all of its kind that a scope says. */
  | { readonly decision: 'allow-scope'; readonly scope: string }
  /** Another command is to be run instead. */
  | { readonly decision: 'edit'; readonly command: string }
  | { readonly decision: 'deny'; readonly reason?: string | undefined }
  /** Denied, and forbidden from now on. */
  | { readonly decision: 'deny-always'; readonly denial: string }
  /** A rule that was saved while it waited. */
  | { readonly decision: 'by-rule'; readonly verdict: Exclude<Verdict, { decision: 'ask' }> };

interface Waiting<T> {
  /** `isAnswered` when what was typed on its card went with the answer. */
  readonly settle: (answer: T, isAnswered?: boolean) => void;
}

interface WaitingPermission extends Waiting<PermissionAnswer | undefined> {
  readonly request: PermissionRequest | undefined;
  /** Settles when it waits no more, for whatever reason. */
  readonly over: Promise<void>;
}

/** Requests of one session that wait for the person; each ends by an answer or by its signal. */
export class PendingRequests {
  private readonly permissions = new Map<string, WaitingPermission>();
  private readonly forms = new Map<string, Waiting<FormContent | 'withdrawn' | undefined>>();
  private readonly choices = new Map<string, Waiting<ChoiceId | undefined>>();
  private readonly questions = new Map<string, Waiting<UserInputAnswer>>();

  constructor(private readonly show: RequestShow) {}

  /** Undefined when it was withdrawn: somebody else answered, or the turn is over. */
  permission(asked: AskedPermission): Promise<PermissionAnswer | undefined> {
    const { id, request, signal } = asked;
    return new Promise((resolve) => {
      let end = (): void => undefined;
      const over = new Promise<void>((done) => (end = done));
      const settle = this.finish(id, this.permissions, (answer: PermissionAnswer | undefined) => {
        end();
        resolve(answer);
      });
      this.permissions.set(id, { request, settle, over });
      signal.addEventListener('abort', () => settle(undefined, false), { once: true });
      this.show.permission(asked);
      if (signal.aborted) settle(undefined, false);
    });
  }

  question(request: UserInputRequest, context: UserInputContext): Promise<UserInputAnswer> {
    const id = randomUUID();
    return new Promise((resolve) => {
      const settle = this.finish(id, this.questions, resolve);
      this.questions.set(id, { settle });
      context.signal.addEventListener('abort', () => settle({ answer: '', wasFreeform: true }, false), {
        once: true,
      });
      this.show.question(id, request, context.toolCallId);
    });
  }

  /** What was put in; undefined when the person declines. */
  form(request: FormRequest, signal: AbortSignal): Promise<FormContent | 'withdrawn' | undefined> {
    return new Promise((resolve) => {
      const settle = this.finish(request.id, this.forms, resolve);
      this.forms.set(request.id, { settle });
      signal.addEventListener('abort', () => settle('withdrawn', false), { once: true });
      this.show.form(request);
    });
  }

  /** Undefined when it was withdrawn. */
  choice(request: ChoiceRequest): Promise<ChoiceId | undefined> {
    return new Promise((resolve) => {
      const settle = this.finish(request.id, this.choices, resolve);
      this.choices.set(request.id, { settle });
      this.show.choice(request);
    });
  }

  answerForm(id: string, content: FormContent): void {
    this.forms.get(id)?.settle(content);
  }

  /** What was typed on the card reaches nobody. */
  declineForm(id: string): void {
    this.forms.get(id)?.settle(undefined, false);
  }

  declineQuestion(id: string): void {
    const answer = { answer: declinedAnswer, wasFreeform: true };
    this.questions.get(id)?.settle(answer, false);
  }

  answerChoice(id: string, choice: ChoiceId | undefined): void {
    this.choices.get(id)?.settle(choice);
  }

  /** Decisions that the CLI no longer waits for: the turn is over. */
  withdrawChoices(): void {
    for (const { settle } of [...this.choices.values()]) settle(undefined, false);
  }

  /** False when nothing waits for this answer any more. */
  answerPermission(id: string, answer: PermissionAnswer): boolean {
    const waiting = this.permissions.get(id);
    waiting?.settle(answer, answer.decision !== 'by-rule');
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

  /** When the request with that id waits no more. */
  over(id: string): Promise<void> {
    return this.permissions.get(id)?.over ?? Promise.resolve();
  }

  private finish<T>(id: string, waiting: Map<string, unknown>, resolve: (answer: T) => void) {
    return (answer: T, isAnswered = true): void => {
      if (!waiting.delete(id)) return;
      resolve(answer);
      this.show.settled(id, isAnswered);
    };
  }
}
