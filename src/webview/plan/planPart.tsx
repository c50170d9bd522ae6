import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PlanRequest } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Button, Icon, IconButton } from '../ui/controls';
import { isComposing } from '../ui/keys';
import { t } from '../base/l10n';
import { Markdown } from '../markdown/markdown';
import { visibleString } from '../text/visibleText';
import { quoteOf, type PlanPart } from '../state/planParts';
import { commentsOf, setComment, tellComments } from '../state/planState';

interface PartProps {
  readonly request: PlanRequest;
  readonly part: PlanPart;
  readonly index: number;
}

/** A piece of the plan with the comment on it. */
export function PlanPartView({ request, part, index }: PartProps) {
  const { dock } = useChat();
  const comment = commentsOf(dock, request).find((one) => one.part === index);
  const isOpen = dock.kept('open part') === index;
  const quote = visibleString(quoteOf(part), 'prose');
  const open = () => dock.keep('open part', index);
  return (
    <div class="part">
      <Markdown text={part.text} />
      {!comment && !isOpen && (
        <IconButton icon="comment" className="say" label={t('Comment on “{0}”', quote)} onClick={open} />
      )}
      {comment && !isOpen && (
        <p class="said">
          <Icon name="comment" />
          <span dir="auto">{comment.text}</span>
          <IconButton icon="edit" label={t('Edit comment on “{0}”', quote)} onClick={open} />
          <RemoveButton request={request} part={part} index={index} />
        </p>
      )}
      {isOpen && <CommentField request={request} part={part} index={index} text={comment?.text ?? ''} />}
    </div>
  );
}

function RemoveButton({ request, part, index }: PartProps) {
  const chat = useChat();
  const button = useRef<HTMLSpanElement>(null);
  const quote = quoteOf(part);
  const remove = () => {
    const place = button.current?.closest('.part');
    setComment(chat.dock, request, { part: index, quote, text: '' });
    tellComments(chat, request);
    requestAnimationFrame(() => place?.querySelector<HTMLElement>('.ib')?.focus());
  };
  return (
    <span ref={button}>
      <IconButton
        icon="trash"
        label={t('Delete comment on “{0}”', visibleString(quote, 'prose'))}
        onClick={remove}
      />
    </span>
  );
}

/** Opened by the person, so it may take the focus. What stands in it counts at once. */
function CommentField({ request, part, index, text }: PartProps & { readonly text: string }) {
  const chat = useChat();
  const { dock } = chat;
  const area = useRef<HTMLTextAreaElement>(null);
  const quote = quoteOf(part);
  useLayoutEffect(() => area.current?.focus(), []);
  const close = () => {
    const place = area.current?.closest('.part');
    dock.keep('open part', undefined);
    requestAnimationFrame(() => place?.querySelector<HTMLElement>('.ib')?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.shiftKey || event.ctrlKey || event.metaKey) return;
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return (
    <div class="field">
      <textarea
        ref={area}
        rows={2}
        dir="auto"
        aria-label={t('Comment on “{0}”', visibleString(quote, 'prose'))}
        value={text}
        onInput={(event) =>
          setComment(dock, request, { part: index, quote, text: event.currentTarget.value })
        }
        onBlur={() => tellComments(chat, request)}
        onKeyDown={onKeyDown}
      />
      <div class="row">
        <Button onClick={close}>{t('Done')}</Button>
      </div>
    </div>
  );
}
