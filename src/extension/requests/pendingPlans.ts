import { randomUUID } from 'node:crypto';
import type { PlanAction, PlanComment, PlanRequest } from '../../protocol/toView';
import type { ExitPlanModeAnswer, ExitPlanModeRequest } from '../../sdk/index';

export type PlanAnswer =
  | { readonly kind: 'approve'; readonly action: PlanAction }
  | { readonly kind: 'revise'; readonly comments: readonly PlanComment[]; readonly note: string }
  | { readonly kind: 'discard' };

/** What a session does when a plan starts or stops to wait for the person. */
export interface PlanShow {
  /** Also when its comments changed. */
  plan(request: PlanRequest): void;
  /** `isHeard` when the agent got its comments. */
  settled(id: string, isHeard: boolean): void;
}

interface WaitingPlan {
  readonly settle: (answer: ExitPlanModeAnswer, isHeard: boolean) => void;
  request: PlanRequest;
}

/** Plans of one session that wait for the person; each ends by an answer or by its signal. */
export class PendingPlans {
  private readonly waiting = new Map<string, WaitingPlan>();

  constructor(private readonly show: PlanShow) {}

  ask(asked: ExitPlanModeRequest, signal: AbortSignal): Promise<ExitPlanModeAnswer> {
    const request = planRequest(randomUUID(), asked);
    return new Promise((resolve) => {
      const settle: WaitingPlan['settle'] = (answer, isHeard) => {
        if (!this.waiting.delete(request.id)) return;
        resolve(answer);
        this.show.settled(request.id, isHeard);
      };
      this.waiting.set(request.id, { request, settle });
      signal.addEventListener('abort', () => this.drop(request.id), { once: true });
      this.show.plan(request);
    });
  }

  find(id: string): PlanRequest | undefined {
    return this.waiting.get(id)?.request;
  }

  comment(id: string, comments: readonly PlanComment[]): void {
    const plan = this.waiting.get(id);
    if (!plan) return;
    plan.request = { ...plan.request, comments };
    this.show.plan(plan.request);
  }

  answer(id: string, answer: PlanAnswer): void {
    const plan = this.waiting.get(id);
    switch (answer.kind) {
      case 'approve':
        // The CLI does not pass comments on with an approval.
        return plan?.settle({ approved: true, selectedAction: answer.action }, false);
      case 'revise':
        return plan?.settle({ approved: false, feedback: feedbackOf(answer.comments, answer.note) }, true);
      case 'discard':
        return this.drop(id);
    }
  }

  /** Without a word to the agent: the CLI then ends the turn. */
  private drop(id: string): void {
    this.waiting.get(id)?.settle({ approved: false }, false);
  }
}

/** What the agent gets to read: each comment with the words that it is about. */
export function feedbackOf(comments: readonly PlanComment[], note: string): string {
  const parts = comments.map(({ quote, text }) => `On “${quote}”:\n${text.trim()}`);
  return [...parts, note.trim()].filter(Boolean).join('\n\n');
}

const known: readonly PlanAction[] = ['interactive', 'autopilot', 'exit_only'];

function planRequest(id: string, asked: ExitPlanModeRequest): PlanRequest {
  const { summary, planContent, actions, recommendedAction } = asked;
  const offered = known.filter((action) => actions.includes(action));
  const first = offered.filter((action) => action === recommendedAction);
  const rest = offered.filter((action) => action !== recommendedAction);
  return {
    kind: 'plan',
    id,
    text: planContent?.trim() || summary,
    actions: offered.length === 0 ? ['interactive'] : [...first, ...rest],
    comments: [],
  };
}
