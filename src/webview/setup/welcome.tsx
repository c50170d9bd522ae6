import type { FileProblems } from '../../protocol/toView';
import { consentText } from '../consent/consentWords';
import { useChat, type Chat } from '../state/context';
import { plural, t } from '../base/l10n';
import { timeOfDay } from '../base/format';
import { visibleString } from '../text/visibleText';
import { Way } from './onboarding';

/** A session with nothing in it yet. */
export function Welcome() {
  const chat = useChat();
  const { store, send } = chat;
  const last = store.lastSession.value;
  const problems = store.problems.value;
  const { folder = '', isScratch = false } = store.session.value ?? {};
  return (
    <section class="hello" aria-labelledby="welcome-title">
      <div>
        <h2 id="welcome-title">
          {folder && !isScratch ? t('New session in {0}', visibleString(folder, 'line')) : t('New session')}
        </h2>
        <p class="dim">{about(chat)}</p>
      </div>
      {(last || problems || isScratch) && (
        <div class="card">
          {isScratch && (
            <Way
              icon="folder-opened"
              title={t('Open a folder')}
              about={t('No folder is open, so Copilot works in a scratch folder of its own.')}
              onClick={() => send({ type: 'setup/openFolder' })}
            />
          )}
          {last && (
            <Way
              icon="history"
              title={t('Continue “{0}”', visibleString(last.title, 'prose'))}
              about={idleSince(last.modifiedAt, store.clock.read())}
              onClick={() => send({ type: 'session/resumeLast' })}
            />
          )}
          {problems && (
            <Way
              icon="warning"
              title={visibleString(taskFor(problems), 'prose')}
              about={t('Puts the problems in the message, sends nothing yet')}
              onClick={() => beginTask(chat, problems)}
            />
          )}
        </div>
      )}
    </section>
  );
}

function about({ store }: Chat): string {
  const [asked] = store.consent.value?.groups ?? [];
  if (asked) return consentText(asked.kind, 'off');
  const hasMore = store.lastSession.value ?? store.problems.value;
  return hasMore ? t('Type a task below, or start from here.') : t('Type a task below.');
}

function taskFor({ count, name }: FileProblems): string {
  return plural(count, 'Fix the problem in {1}', 'Fix the {0} problems in {1}', name);
}

/** What is typed already stays as it is. */
function beginTask({ send, draft }: Chat, problems: FileProblems): void {
  send({ type: 'context/pick', kind: 'problems', value: problems.path, label: problems.name });
  if (draft.text.value.trim() === '') draft.edit(taskFor(problems));
  document.getElementById('message')?.focus();
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
