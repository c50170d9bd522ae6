import { useRef } from 'preact/hooks';
import type { Request } from '../../protocol/toView';
import { Consent } from '../consent/consentCard';
import { Composer } from '../composer/composer';
import { useChat } from '../context';
import { Icon } from '../controls';
import { t } from '../l10n';
import type { TurnModel } from '../turnModel';
import { QueueStrip } from '../queue/queueStrip';
import { ChoiceCard } from './choiceCard';
import { FolderNotice } from './folderNotice';
import { FormCard } from './formCard';
import { NoticeCard } from './notice';
import { PermissionCard } from './permissionCard';
import { ProposalNotice } from './proposalNotice';
import { QuestionCard } from './questionCard';
import { SetupCard } from './setup';
import { PlanCard } from '../plan/planCard';
import { TodosStrip } from '../todos/todosStrip';

/** What waits for the person, and the place to write: never scrolled away. */
export function DockView() {
  const { store, dock } = useChat();
  const dockElement = useRef<HTMLElement>(null);
  const banner = store.banner.value;
  return (
    <section ref={dockElement} class="dock" aria-label={t('Requests and message')}>
      <NewsPill />
      <SetupOverTurns />
      {store.setup.value.kind === 'starting' && store.isLoaded.value && <Starting />}
      {dock.shown.value && <Card request={dock.shown.value} />}
      <FolderNotice />
      <Consent />
      <ProposalNotice />
      {banner && <NoticeCard notice={banner} />}
      <TodosStrip />
      <QueueStrip />
      <Composer />
    </section>
  );
}

function Card({ request }: { request: Request }) {
  switch (request.kind) {
    case 'permission':
      return <PermissionCard key={request.id} request={request} />;
    case 'question':
      return <QuestionCard key={request.id} request={request} />;
    case 'plan':
      return <PlanCard key={request.id} request={request} />;
    case 'form':
      return <FormCard key={request.id} request={request} />;
    case 'choice':
      return <ChoiceCard key={request.id} request={request} />;
  }
}

/** With turns on show, what keeps one from chatting is said above the composer. */
function SetupOverTurns() {
  const { store } = useChat();
  const setup = store.setup.value;
  if (store.turns.value.length === 0 || setup.kind === 'ready' || setup.kind === 'starting') return null;
  if (setup.kind === 'restarting' && setup.attempt === 1 && saysRestart(store.range.last.value)) return null;
  return (
    <div class="over-turns">
      <SetupCard setup={setup} />
    </div>
  );
}

/** The notice of the turn that was cut off says it already. */
function saysRestart(turn: TurnModel | undefined): boolean {
  const items = turn?.items.value.map((model) => model.item.value) ?? [];
  return items.some((item) => item.kind === 'notice' && item.notice.code === 'cli-ended-restarting');
}

function Starting() {
  return (
    <p class="tail">
      <Icon name="loading" spin />
      <span>{t('Starting the CLI')}</span>
    </p>
  );
}

function NewsPill() {
  const { scroll, store } = useChat();
  if (!scroll.hasNews.value && !store.range.hasNewer.value) return null;
  return (
    <button class="btn pill" type="button" onClick={() => scroll.pin()}>
      <Icon name="arrow-down" />
      {scroll.hasNews.value ? t('New messages') : t('Newest turn')}
    </button>
  );
}
