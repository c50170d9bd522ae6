import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { SetupCard } from '../cards/setup';
import { Welcome } from '../cards/welcome';
import { useChat } from '../context';
import { Button } from '../controls';
import { t } from '../l10n';
import { markPassedTurns } from './pinnedScroll';
import { TurnView } from './turn';

/** Everything said so far; scrolls by itself, the dock beneath stays. */
export function Transcript() {
  const { store, scroll } = useChat();
  const log = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useEffect(
    () => (log.current && content.current ? scroll.attach(log.current, content.current) : undefined),
    [scroll],
  );
  usePassedTurns(log);
  useEffect(() => store.onNudge((nudge) => nudge.type === 'state/reset' && scroll.pin()), [store, scroll]);
  const title = store.session.value?.title;
  const hasTurns = store.turns.value.length > 0;
  return (
    <main
      ref={log}
      class={scroll.isPinned.value ? 'log is-pinned' : 'log'}
      tabIndex={0}
      aria-label={t('Conversation')}
      data-region
    >
      <h1 class="sr">{title ? t('Chat: {0}', title) : t('Chat')}</h1>
      <div ref={content} class="column" data-full={!hasTurns || undefined}>
        {hasTurns ? <Turns log={log} /> : store.isLoaded.value && <Blank />}
      </div>
    </main>
  );
}

function Turns({ log }: { log: { current: HTMLElement | null } }) {
  const { store, send } = useChat();
  const turns = store.turns.value;
  const first = turns[0];
  const showOlder = () => {
    // At the very top the browser would not hold the reading line when older turns come in above.
    if (log.current && log.current.scrollTop === 0) log.current.scrollTop = 1;
    if (first) send({ type: 'turns/older', beforeTurnId: first.id });
  };
  return (
    <>
      {store.hasOlder.value && (
        <p class="older">
          <Button rank="quiet" icon="arrow-up" onClick={showOlder}>
            {t('Show earlier turns')}
          </Button>
        </p>
      )}
      {turns.map((turn) => (
        <TurnView key={turn.id} turn={turn} />
      ))}
    </>
  );
}

function Blank() {
  const { store } = useChat();
  const { kind } = store.setup.value;
  return kind === 'ready' || kind === 'starting' ? <Welcome /> : <SetupCard setup={store.setup.value} />;
}

function usePassedTurns(log: { current: HTMLElement | null }): void {
  const { store } = useChat();
  useEffect(() => {
    const element = log.current;
    if (!element) return undefined;
    let frame = 0;
    const mark = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => markPassedTurns(element));
    };
    element.addEventListener('scroll', mark, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', mark);
    };
  }, []);
  useSignalEffect(() => {
    void store.turns.value;
    if (log.current) markPassedTurns(log.current);
  });
}
