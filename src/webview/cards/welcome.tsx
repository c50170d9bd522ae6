import { useChat } from '../context';
import { t } from '../l10n';
import { timeOfDay } from '../format';
import { Way } from './onboarding';

/** A session with nothing in it yet. */
export function Welcome() {
  const { store, send } = useChat();
  const last = store.lastSession.value;
  const folder = store.session.value?.folder;
  return (
    <section class="hello" aria-labelledby="welcome-title">
      <div>
        <h2 id="welcome-title">{folder ? t('New session in {0}', folder) : t('New session')}</h2>
        <p class="dim">{last ? t('Type a task below, or start from here.') : t('Type a task below.')}</p>
      </div>
      {last && (
        <div class="card">
          <Way
            icon="history"
            title={t('Continue “{0}”', last.title)}
            about={idleSince(last.modifiedAt, store.clock.read())}
            onClick={() => send({ type: 'session/resumeLast' })}
          />
        </div>
      )}
    </section>
  );
}

function idleSince(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  if (isToday) return t('Idle since {0}', timeOfDay(at));
  const date = new Date(at).toLocaleDateString(document.documentElement.lang || undefined, {
    day: 'numeric',
    month: 'short',
  });
  return t('Idle since {0}', `${date}, ${timeOfDay(at)}`);
}
