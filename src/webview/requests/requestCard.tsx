import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Request } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { onSubmitKey } from '../ui/keys';
import { Pager } from './pager';

interface RequestCardProps {
  readonly request: Request;
  readonly icon: string;
  readonly title: ComponentChildren;
  /** Lines beneath the title: who asks, and where. */
  readonly about?: ComponentChildren;
  /** Stands before "2 of 3". */
  readonly beside?: ComponentChildren;
  /** Answers, from anywhere on the card. */
  readonly onSubmit?: (() => void) | undefined;
  /** For a body that is read like a document. */
  readonly bodyLabel?: string;
  readonly cardRef?: RefObject<HTMLElement | null>;
  readonly className?: string;
  /** What can be answered, beneath the body. */
  readonly answers: ComponentChildren;
  readonly children: ComponentChildren;
}

/** What all requests share: a heading with their place among the others, a middle that scrolls, the answers. */
export function RequestCard(props: RequestCardProps) {
  const { request, className, cardRef, onSubmit, answers } = props;
  const { dock } = useChat();
  dock.submit = onSubmit;
  const card = useRef<HTMLElement>(null);
  useLayoutEffect(() => showInLowWindow(cardRef ?? card), [request.id]);
  return (
    <section
      ref={cardRef ?? card}
      class={className ? `ask ${className}` : 'ask'}
      role="group"
      aria-labelledby="request-title"
      data-region
      data-request={request.id}
      data-settled={dock.isSettled.value || undefined}
      onKeyDown={onSubmit && onSubmitKey(onSubmit)}
    >
      <Header {...props} />
      {props.children && <Body label={props.bodyLabel}>{props.children}</Body>}
      {answers}
    </section>
  );
}

/** There the card scrolls with all the rest. */
function showInLowWindow({ current }: RefObject<HTMLElement | null>): void {
  if (matchMedia('(max-height: 459px)').matches) current?.scrollIntoView({ block: 'start' });
}

function Header({ icon, title, about, beside }: RequestCardProps) {
  return (
    <header>
      <Icon name={icon} />
      <h3 id="request-title" dir="auto">
        {title}
      </h3>
      <Pager>{beside}</Pager>
      {about}
    </header>
  );
}

function Body({ label, children }: { label: string | undefined; children: ComponentChildren }) {
  if (label === undefined) return <div class="body">{children}</div>;
  return (
    <div class="body" tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  );
}
