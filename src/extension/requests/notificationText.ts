import type { Request } from '../../protocol/toView';
import { inert, isPlain } from '../base/inertText';

/** A notification shows no more of a line. */
const longest = 160;
const longestTitle = 60;
/** Whole in one line: nothing is allowed that the notification does not show. */
const shownWhole = new Set(['shell', 'read', 'path', 'url']);

export interface RequestNotice {
  /** What is asked; undefined where only the card can show it. */
  readonly text: string | undefined;
  readonly canAllow: boolean;
  readonly canDeny: boolean;
}

/** What a notification says of a request, and which answers it may take. */
export function requestNotice(request: Request): RequestNotice {
  if (request.kind !== 'permission')
    return {
      text: request.kind === 'question' ? request.question : undefined,
      canAllow: false,
      canDeny: false,
    };
  const text = request.text.trim();
  const isWhole = text !== '' && text.length <= longest && isPlain(text);
  // A link, a reason to look twice, or what it means to leave the sandbox stands on the card alone.
  const isPlainAsk = request.target === undefined && request.reason === undefined && !request.leaves;
  const canAllow = isWhole && isPlainAsk && shownWhole.has(request.permission);
  return { text: canAllow ? text : request.subject.slice(0, longest), canAllow, canDeny: true };
}

/** The agent words titles too; none may go on like the sentence around it. */
export function titleInNotice(title: string): string {
  return inert(title.replaceAll(/["“”„«»‟″]/g, "'"), { longest: longestTitle });
}
