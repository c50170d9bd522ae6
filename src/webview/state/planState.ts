import type { PlanAction, PlanComment, PlanRequest } from '../../protocol/toView';
import type { Chat } from './context';
import type { Dock } from './dockState';

/** The comments on the shown plan: what was written here, else what the host has kept. */
export function commentsOf(dock: Dock, request: PlanRequest): readonly PlanComment[] {
  const kept = dock.kept('comments');
  return Array.isArray(kept) ? (kept as readonly PlanComment[]) : request.comments;
}

/** Sets the comment on a part, as it is typed; without text there is none. */
export function setComment(dock: Dock, request: PlanRequest, comment: PlanComment): void {
  const others = commentsOf(dock, request).filter((one) => one.part !== comment.part);
  const comments = comment.text.trim() === '' ? others : [...others, comment];
  dock.keep(
    'comments',
    comments.toSorted((one, other) => one.part - other.part),
  );
}

/** Tells the host the comments, so that they survive the page. */
export function tellComments({ dock, send }: Chat, request: PlanRequest): void {
  send({ type: 'plan/comment', id: request.id, comments: [...commentsOf(dock, request)] });
}

export function approve(dock: Dock, action: PlanAction): void {
  dock.answerPlan({ kind: 'approve', action });
}

export function revise(dock: Dock, request: PlanRequest): void {
  const comments = [...commentsOf(dock, request)];
  const note = dock.keptText('note')?.trim() ?? '';
  if (comments.length > 0 || note !== '') dock.answerPlan({ kind: 'revise', comments, note });
}

/** What the main button does: with something to say the plan goes back, else it is carried out. */
export function mainAction(dock: Dock, request: PlanRequest): void {
  const hasComments = commentsOf(dock, request).length > 0;
  if (hasComments || dock.mode.value === 'reason') revise(dock, request);
  else approve(dock, request.actions[0] ?? 'interactive');
}
