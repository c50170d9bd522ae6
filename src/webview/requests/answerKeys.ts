import type { Request } from '../../protocol/toView';
import type { Chat } from '../state/context';
import type { Dock } from '../state/dockState';

/** Later than this the focus comes for another reason. */
const patienceMs = 2000;

/** The keys that answer the shown request from anywhere, in the editor too. */
export function answerByKey({ dock, send }: Chat, answer: 'allow' | 'deny'): void {
  const request = dock.shown.value;
  if (!request) return;
  if (answer === 'deny') return dock.refuse();
  if (request.kind === 'permission' || request.kind === 'plan') return dock.allow();
  if (!dock.isSettled.value) return;
  const card = document.querySelector<HTMLElement>('.ask');
  const isHere = document.hasFocus() && card?.contains(document.activeElement) === true;
  // What nobody has chosen or read must not be sent in the person's name: the key leads there first.
  if (isHere || isBegun(request, dock)) return dock.submit?.();
  const lead = () => startOf(request, card)?.focus();
  if (document.hasFocus()) return lead();
  // The editor gives the keys to the page as a whole, and that a moment later.
  const signal = AbortSignal.timeout(patienceMs);
  window.addEventListener('focus', () => setTimeout(lead), { once: true, signal });
  send({ type: 'view/reveal' });
}

/** Whether the person has chosen or typed something on the card. */
function isBegun(request: Request, dock: Dock): boolean {
  switch (request.kind) {
    case 'question':
      return dock.kept('choice') !== undefined || Boolean(dock.keptText('words')?.trim());
    case 'choice':
      return dock.kept('choice') !== undefined;
    case 'form':
      return request.fields.some((field) => dock.kept(field.name) !== undefined);
    case 'permission':
    case 'plan':
      return true;
  }
}

/** Where one begins to answer: the answer that is offered, else the first field, else the main button. */
function startOf(request: Request, card: HTMLElement | null): HTMLElement | null | undefined {
  const first = card?.querySelector<HTMLElement>('.body :is(input, textarea)');
  const offered = request.kind === 'form' ? null : card?.querySelector<HTMLElement>('.body input:checked');
  return offered ?? first ?? card?.querySelector<HTMLElement>('footer .btn.main');
}
