import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Request } from '../protocol/toView';
import { Consent } from './consent/consentCard';
import { Composer } from './composer/composer';
import { StopButton } from './composer/stopButton';
import { useChat } from './state/context';
import { Button, Icon } from './ui/controls';
import { CopyAsText } from './ui/copyAsText';
import { ErrorEdge } from './ui/errorEdge';
import { t } from './base/l10n';
import type { TurnModel } from './state/turnModel';
import { QueueStrip } from './queue/queueStrip';
import { ChoiceCard } from './requests/choiceCard';
import { FolderNotice } from './notices/folderNotice';
import { FormCard } from './requests/formCard';
import { NoticeCard } from './notices/notice';
import { PermissionCard } from './requests/permissionCard';
import { ProposalNotice } from './notices/proposalNotice';
import { QuestionCard } from './requests/questionCard';
import { SetupCard } from './setup/setup';
import { PlanCard } from './plan/planCard';
import { TodosStrip } from './todos/todosStrip';

/** What waits for the person, and the place to write: never scrolled away. */
export function DockView() {
  const { store, dock } = useChat();
  const dockElement = useRef<HTMLElement>(null);
  const banner = store.banner.value;
  const shown = dock.shown.value;
  return (
    <section ref={dockElement} class="dock" aria-label={t('Requests and message')}>
      <NewsPill />
      <ErrorEdge of={store.setup.value}>
        <SetupOverTurns />
      </ErrorEdge>
      {store.setup.value.kind === 'starting' && store.isLoaded.value && <Starting />}
      {shown && (
        <ErrorEdge
          key={shown.id}
          name={t('The request')}
          of={shown}
          instead={<Unanswerable request={shown} />}
        >
          <Card request={shown} />
        </ErrorEdge>
      )}
      <ErrorEdge of={store.folderSettings.value}>
        <FolderNotice />
      </ErrorEdge>
      <ErrorEdge of={store.consent.value}>
        <Consent />
      </ErrorEdge>
      <ErrorEdge of={store.proposal.value}>
        <ProposalNotice />
      </ErrorEdge>
      <ErrorEdge of={banner} instead={<CopyAsText of={banner} />}>
        {banner && <NoticeCard notice={banner} />}
      </ErrorEdge>
      <ErrorEdge name={t('The list of todos')} of={store.todos.value}>
        <TodosStrip />
      </ErrorEdge>
      <ErrorEdge
        name={t('The queue')}
        of={store.queue.value}
        instead={<CopyAsText of={store.queue.value.messages} />}
      >
        <QueueStrip />
      </ErrorEdge>
      <ErrorEdge name={t('The message field')} of={store.composer.value} instead={<StopButton />}>
        <Composer />
      </ErrorEdge>
    </section>
  );
}

/** What cannot be shown cannot be allowed. */
function Unanswerable({ request }: { request: Request }) {
  const { dock } = useChat();
  useLayoutEffect(() => dock.noteUnshown(request.id), [request.id]);
  return (
    <>
      <CopyAsText of={request} />
      <Button onClick={() => dock.refuse()}>{t('Deny')}</Button>
    </>
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
