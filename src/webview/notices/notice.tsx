import { useId } from 'preact/hooks';
import type { Notice, NoticeAction } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Button, Icon, IconButton } from '../ui/controls';
import { t } from '../base/l10n';
import { Markdown } from '../markdown/markdown';
import { Fold } from '../ui/fold';
import { HelpList } from './helpList';
import { actionLabel, noticeDetail, noticeText } from './noticeWords';

interface NoticeProps {
  readonly notice: Notice;
  /** Of one that stands in a turn. */
  readonly noticeId?: string | undefined;
}

/** A fact, what is kept, one way out. */
export function NoticeCard({ notice, noticeId }: NoticeProps) {
  const titleId = useId();
  const act = useAct(notice, noticeId);
  const { title, body } = noticeText(notice);
  return (
    <section class="notice" aria-labelledby={titleId}>
      <Icon name={isAtWork(notice) ? 'loading' : notice.severity} spin={isAtWork(notice)} className="is" />
      <div>
        <h3 id={titleId}>{title}</h3>
        {body && (
          <p
            dir="auto"
            class={isPlain(notice) ? 'said' : undefined}
            tabIndex={isPlain(notice) ? 0 : undefined}
          >
            {body}
          </p>
        )}
        {notice.code === 'help' && <HelpList />}
        {notice.code === 'aside' && <Aside text={String(notice.values?.['answer'] ?? '')} />}
        <Detail notice={notice} noticeId={noticeId} />
        <Actions notice={notice} noticeId={noticeId} act={act} />
      </div>
      {notice.actions.includes('dismiss') && (
        <IconButton icon="close" label={t('Dismiss')} onClick={() => act('dismiss')} />
      )}
    </section>
  );
}

function useAct(notice: Notice, noticeId: string | undefined): (action: NoticeAction) => void {
  const { send, draft, store } = useChat();
  const sendAsText = () => {
    if (draft.submitAsText()) store.banner.value = undefined;
    document.getElementById('message')?.focus();
  };
  return (action) =>
    action === 'send-as-text'
      ? sendAsText()
      : send({ type: 'notice/act', action, ...(noticeId ? { noticeId } : {}), ...wordsFor(action, notice) });
}

function Detail({ notice, noticeId }: NoticeProps) {
  const detail = noticeDetail(notice);
  if (!detail) return null;
  return (
    <Fold
      place={`${noticeId ?? notice.code}/detail`}
      className="fold"
      icon="list-selection"
      what={t('Summary for the agent')}
    >
      {() => <Markdown text={detail} isOpen={false} />}
    </Fold>
  );
}

function Actions({ notice, noticeId, act }: NoticeProps & { readonly act: (action: NoticeAction) => void }) {
  const { store } = useChat();
  const last = store.range.last.value;
  // An earlier failure has been left behind: only of the last one there is a way out.
  const isPast = noticeId !== undefined && !last?.items.value.some(({ id }) => id === noticeId);
  const keyChangedAt = store.composer.value.keyChangedAt ?? 0;
  const isCorrected = notice.code === 'key-refused' && keyChangedAt > (last?.info.value.endedAt ?? Infinity);
  const actions = notice.actions
    .filter((action) => action !== 'dismiss' && (!isPast || action === 'show-log'))
    .sort((one, other) => (isCorrected ? Number(other === 'retry') - Number(one === 'retry') : 0));
  if (actions.length === 0) return null;
  return (
    <>
      {isCorrected && !isPast && <p role="status">{t('The key was changed since.')}</p>}
      <div class="acts">
        {actions.map((action, index) => (
          <Button key={action} rank={rankOf(action, index)} onClick={() => act(action)}>
            {actionLabel(action)}
          </Button>
        ))}
      </div>
    </>
  );
}

/** For an agent that remembers what it did. */
function wordsFor(action: NoticeAction, { code }: Notice): { words?: string } {
  return action === 'retry' && code !== 'history-lost'
    ? { words: t('Go on where you were interrupted.') }
    : {};
}

function isAtWork({ code, values }: Notice): boolean {
  return code === 'compacting' || (code === 'aside' && values?.['answer'] === undefined);
}

/** The answer to a question beside the conversation. */
function Aside({ text }: { text: string }) {
  if (text === '') return null;
  return (
    <div class="aside" tabIndex={0} role="group" aria-label={t('Answer')}>
      <Markdown text={text} isOpen={false} />
    </div>
  );
}

/** Lines of their own, as the CLI has set them. */
function isPlain({ code }: Notice): boolean {
  return code === 'command-says';
}

function rankOf(action: NoticeAction, index: number): 'main' | 'quiet' | undefined {
  if (action === 'show-log') return 'quiet';
  return index === 0 ? 'main' : undefined;
}
