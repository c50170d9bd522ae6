import { useId } from 'preact/hooks';
import type { Notice, NoticeAction } from '../../protocol/toView';
import { useChat } from '../context';
import { Button, Icon, IconButton } from '../controls';
import { t } from '../l10n';
import { actionLabel, noticeText } from './noticeWords';

/** A fact, what is kept, one way out. */
export function NoticeCard({ notice, noticeId }: { notice: Notice; noticeId?: string }) {
  const { send } = useChat();
  const titleId = useId();
  const { title, body } = noticeText(notice);
  const act = (action: NoticeAction) =>
    send({ type: 'notice/act', action, ...(noticeId ? { noticeId } : {}) });
  const actions = notice.actions.filter((action) => action !== 'dismiss');
  return (
    <section class="notice" aria-labelledby={titleId}>
      <Icon name={notice.severity} className="is" />
      <div>
        <h3 id={titleId}>{title}</h3>
        {body && <p dir="auto">{body}</p>}
        {actions.length > 0 && (
          <div class="acts">
            {actions.map((action, index) => (
              <Button key={action} rank={rankOf(action, index)} onClick={() => act(action)}>
                {actionLabel(action)}
              </Button>
            ))}
          </div>
        )}
      </div>
      {notice.actions.includes('dismiss') && (
        <IconButton icon="close" label={t('Dismiss')} onClick={() => act('dismiss')} />
      )}
    </section>
  );
}

function rankOf(action: NoticeAction, index: number): 'main' | 'quiet' | undefined {
  if (action === 'show-log') return 'quiet';
  return index === 0 ? 'main' : undefined;
}
