import { useEffect, useRef } from 'preact/hooks';
import { closedReason } from '../state/closedReason';
import { useChat, type Chat } from '../state/context';
import { Icon, IconButton } from '../ui/controls';
import { ErrorEdge } from '../ui/errorEdge';
import { ContextRing } from '../foot/contextRing';
import { ModelPick } from '../foot/modelPick';
import { ModePick, PermissionPick } from '../foot/modePick';
import { SandboxWord } from '../foot/sandboxSwitch';
import { isComposing } from '../ui/keys';
import { t } from '../base/l10n';
import { Chips, UnsavedFiles } from '../ui/chips';
import { isDraggingFiles } from './drop';
import { sendKeyOf, sendLabels } from '../ui/sendKey';
import { StopButton } from './stopButton';
import { listId, PopupList, rowId } from './popup';
import type { Popup } from '../state/popupState';

export function Composer() {
  const { store, draft, scroll, popup } = useChat();
  const area = useRef<HTMLTextAreaElement>(null);
  const closed = closedReason(store.setup.value);
  const submit = (isOther = false) => {
    if (draft.submit(isOther) && !store.isBusy.value) scroll.pin();
    area.current?.focus();
  };
  useEffect(
    () =>
      store.onNudge((nudge) => {
        if (nudge.type === 'focus/composer') area.current?.focus();
        else if (nudge.type === 'draft/insert') insertText(area.current, nudge.text);
      }),
    [store],
  );
  const onSubmit = (event: Event) => {
    event.preventDefault();
    submit();
  };
  return (
    <form aria-label={t('Message')} onSubmit={onSubmit}>
      <div class="composer" data-drop={isDraggingFiles.value || undefined}>
        <ErrorEdge name={t('Suggestions')} of={popup.rows.value}>
          <PopupList />
        </ErrorEdge>
        <ErrorEdge name={t('Attachments')} of={store.attachments.value}>
          <Chips />
          <UnsavedFiles />
        </ErrorEdge>
        <MessageArea area={area} closed={closed} submit={submit} />
        <Bar isClosed={closed !== undefined} />
        {isDraggingFiles.value && <p class="drop">{t('Drop to attach. Hold Shift while dropping.')}</p>}
      </div>
      {!closed && (
        <div class="under">
          <ErrorEdge of={store.composer.value}>
            <PermissionPick />
            <SandboxWord />
          </ErrorEdge>
          <ErrorEdge of={store.usage.value}>
            <ContextRing />
          </ErrorEdge>
        </div>
      )}
    </form>
  );
}

/** At the cursor, as if typed, so that undo takes it back. */
function insertText(area: HTMLTextAreaElement | null, text: string): void {
  area?.focus();
  document.execCommand('insertText', false, text);
}

function Bar({ isClosed }: { isClosed: boolean }) {
  const { send, store } = useChat();
  return (
    <div class="bar">
      <IconButton
        icon="add"
        label={t('Add context')}
        disabled={isClosed}
        onClick={() => send({ type: 'attachment/pick' })}
      />
      {!isClosed && (
        <ErrorEdge of={store.composer.value}>
          <ModePick />
          <ModelPick />
        </ErrorEdge>
      )}
      <span class="grow" />
      <Buttons closed={isClosed} />
    </div>
  );
}

interface MessageAreaProps {
  readonly area: { current: HTMLTextAreaElement | null };
  readonly closed: string | undefined;
  readonly submit: (isOther: boolean) => void;
}

function MessageArea({ area, closed, submit }: MessageAreaProps) {
  const chat = useChat();
  const { store, draft, popup, pastes } = chat;
  const follow = () => area.current && popup.follow(area.current);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isComposing(event) && !popup.press(event)) onKey(event, area.current, chat, submit);
  };
  const busy = draft.steers() ? t('Steer the agent') : t('Queue a message');
  const open = store.isBusy.value ? busy : t('Ask for a change, @ adds context');
  return (
    <textarea
      ref={area}
      id="message"
      rows={1}
      dir="auto"
      data-region
      aria-label={t('Message to Copilot')}
      placeholder={closed ?? open}
      disabled={closed !== undefined}
      value={draft.text.value}
      {...listAttributes(popup)}
      onInput={(event) => {
        draft.edit(event.currentTarget.value);
        follow();
      }}
      onKeyUp={follow}
      onClick={follow}
      onPaste={(event) => {
        if (event.clipboardData && pastes.paste(event.clipboardData)) event.preventDefault();
      }}
      onBlur={() => {
        popup.close();
        draft.flush();
      }}
      onKeyDown={onKeyDown}
    />
  );
}

function onKey(
  event: KeyboardEvent,
  area: HTMLTextAreaElement | null,
  { store, draft, platform }: Chat,
  submit: MessageAreaProps['submit'],
): void {
  const sends = sendKeyOf(event, store.composer.value.sendKey, platform);
  if (sends) {
    event.preventDefault();
    event.stopPropagation();
    submit(sends === 'send-other');
  } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
    recall(event, area, (step) => draft.recall(step));
  }
}

/** Screen readers follow the chosen row while the focus stays in the text. */
function listAttributes({ isOpen, rows, active }: Popup) {
  const isListed = isOpen.value && rows.value.length > 0;
  return {
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-controls': isListed ? listId : undefined,
    'aria-activedescendant': isListed ? rowId(active.value) : undefined,
  } as const;
}

/** The arrows leave the text only at its first and last line. */
function recall(event: KeyboardEvent, area: HTMLTextAreaElement | null, go: (step: -1 | 1) => boolean): void {
  if (!area || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
  const isUp = event.key === 'ArrowUp';
  const beyond = isUp ? area.value.slice(0, area.selectionStart) : area.value.slice(area.selectionEnd);
  if (beyond.includes('\n') || !go(isUp ? -1 : 1)) return;
  event.preventDefault();
}

/** Stop and send have their own places, so that neither is hit for the other. */
function Buttons({ closed }: { closed: boolean }) {
  const { store, draft, platform } = useChat();
  const keys = sendLabels(store.composer.value.sendKey, platform);
  const isEmpty = draft.text.value.trim() === '';
  const isBusy = store.isBusy.value;
  const label = !isBusy ? t('Send') : draft.steers() ? t('Steer now') : t('Queue message');
  const other = draft.steers() ? t('{0} queues it', keys.other) : t('{0} steers the agent', keys.other);
  return (
    <>
      {draft.isWaiting.value && (
        <span class="waiting small dim">
          <Icon name="loading" spin />
          <span class="cut">{t('Sends when the CLI is ready')}</span>
        </span>
      )}
      <StopButton />
      <IconButton
        className="send"
        icon="arrow-up"
        type="submit"
        label={label}
        title={isBusy ? `${label} (${keys.send}). ${other}` : `${label} (${keys.send})`}
        disabled={closed || isEmpty}
      />
    </>
  );
}
