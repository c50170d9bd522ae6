import { effect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { SetupCard } from '../setup/setup';
import { Welcome } from '../setup/welcome';
import { useChat, type Chat } from '../state/context';
import { Button } from '../ui/controls';
import { CopyAsText } from '../ui/copyAsText';
import { ErrorEdge } from '../ui/errorEdge';
import { HitLayer } from '../find/hitLayer';
import { t } from '../base/l10n';
import { stepPrompt } from '../promptNavigation/promptSteps';
import type { TurnModel } from '../state/turnModel';
import { visibleString } from '../text/visibleText';
import { markPassedTurns } from '../state/pinnedScroll';
import { TurnView } from './turn';

type LogRef = { readonly current: HTMLElement | null };

/** Everything said so far; scrolls by itself, the dock beneath stays. */
export function Transcript() {
  const chat = useChat();
  const { store, scroll } = chat;
  const log = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useEffect(
    () => (log.current && content.current ? scroll.attach(log.current, content.current) : undefined),
    [scroll],
  );
  useScrollWatch(log, chat);
  useEffect(() => effect(() => leaveTop(log, store.turns.value)), [store]);
  useEffect(() => store.onNudge((nudge) => nudge.type === 'state/reset' && startAfresh(chat)), [chat]);
  useRevealed(chat);
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
      <h1 class="sr">{title ? t('Chat: {0}', visibleString(title, 'prose')) : t('Chat')}</h1>
      <div ref={content} class="column" data-full={!hasTurns || undefined}>
        {hasTurns ? <Turns log={log} /> : store.isLoaded.value && <Blank />}
      </div>
      <HitLayer log={log} content={content} />
    </main>
  );
}

/**
 * At the very top the browser would not hold the reading line when older turns come in above. To be called as soon
 * as the turns are others, before they are drawn.
 */
function leaveTop({ current: log }: LogRef, turns: readonly TurnModel[]): void {
  if (turns.length > 0 && log?.scrollTop === 0) log.scrollTop = 1;
}

/** Somebody followed a link to a turn: it comes into sight, and takes the focus when it is there. */
function useRevealed({ store, window }: Chat): void {
  const wanted = useRef('');
  const focus = () => {
    const heading = document.getElementById(`prompt-${wanted.current}`);
    if (heading) wanted.current = '';
    heading?.focus({ preventScroll: true });
  };
  useEffect(
    () =>
      store.onNudge((nudge) => {
        if (nudge.type !== 'turn/reveal') return;
        wanted.current = nudge.turnId;
        window.show(nudge.turnId);
        focus();
      }),
    [store, window],
  );
  useEffect(focus, [store.turns.value]);
}

function startAfresh({ window, scroll, finder, choices, store }: Chat): void {
  choices.enter(store.session.peek()?.sessionId);
  finder.restart();
  window.forget();
  scroll.pin();
}

function Turns({ log }: { log: LogRef }) {
  const chat = useChat();
  const { window } = chat;
  const { turns, held, hasOlder, hasNewer } = chat.store.range;
  const side = held.value?.side;
  useDrawnTurns(log, chat);
  const draw = (turn: TurnModel) => (
    <ErrorEdge key={turn.id} name={t('A turn')} of={turn.items.value} instead={<CopyTurn turn={turn} />}>
      <TurnView turn={turn} />
    </ErrorEdge>
  );
  const more = (icon: string, words: string, ask: () => void) => (
    <p key={icon} class="older">
      <Button rank="quiet" icon={icon} onClick={ask}>
        {words}
      </Button>
    </p>
  );
  // One flat list: a turn that changes its place among the others keeps its elements, and with them the focus.
  return (
    <>
      {[
        held.value && side === 'before' && draw(held.value.turn),
        hasOlder.value && more('arrow-up', t('Show earlier turns'), () => window.askOlder()),
        ...turns.value.map(draw),
        hasNewer.value && more('arrow-down', t('Show later turns'), () => window.askNewer()),
        held.value && side === 'after' && draw(held.value.turn),
      ]}
    </>
  );
}

function CopyTurn({ turn }: { turn: TurnModel }) {
  const items = turn.items.value.map((model) => model.item.value);
  return <CopyAsText of={{ prompt: turn.info.value.prompt, items }} />;
}

/** After each change of what is drawn: numbers for screen readers, the turn that was asked for, the next parts. */
function useDrawnTurns(log: LogRef, chat: Chat): void {
  const { store, window, scroll } = chat;
  const { turns, held, before, after } = store.range;
  const target = window.target.value;
  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    numberTurns(element, before.value, after.value);
    const wanted = target && element.querySelector(`[data-turn="${CSS.escape(target)}"]`);
    if (wanted) {
      window.target.value = undefined;
      scroll.letGo();
      wanted.scrollIntoView({ block: 'start' });
      if (window.takesFocus) wanted.querySelector('h2')?.focus({ preventScroll: true });
    }
    markPassedTurns(element);
    window.adjust(element, scroll.isPinned.peek());
    if (window.pendingStep) stepPrompt(chat, window.pendingStep);
  }, [turns.value, held.value, before.value, after.value, target]);
  useEffect(() => {
    const release = ({ target: focused }: FocusEvent) => {
      const turn = focused instanceof Element && focused.closest<HTMLElement>('.turn');
      if (held.peek() && (!turn || turn.dataset['turn'] !== held.peek()?.turn.id)) store.range.release();
    };
    document.addEventListener('focusin', release);
    return () => document.removeEventListener('focusin', release);
  }, [store]);
}

/** Only when all are counted: a number that changes while one reads is worse than none. */
function numberTurns(log: HTMLElement, before: number | undefined, after: number): void {
  const drawn = log.querySelectorAll('.turn');
  drawn.forEach((turn, index) => {
    if (before === undefined) {
      turn.removeAttribute('aria-posinset');
      turn.removeAttribute('aria-setsize');
      return;
    }
    turn.setAttribute('aria-posinset', String(before + index + 1));
    turn.setAttribute('aria-setsize', String(before + drawn.length + after));
  });
}

/** Until the turns of a session from before are there. */
function Coming() {
  return (
    <section class="hello" aria-labelledby="coming-title">
      <div>
        <h2 id="coming-title">{t('Opening your session')}</h2>
      </div>
    </section>
  );
}

function Blank() {
  const { store } = useChat();
  const { kind } = store.setup.value;
  if (kind !== 'ready' && kind !== 'starting') return <SetupCard setup={store.setup.value} />;
  return store.session.value?.isComing ? <Coming /> : <Welcome />;
}

function useScrollWatch(log: LogRef, { window, scroll }: Chat): void {
  useEffect(() => {
    const element = log.current;
    if (!element) return undefined;
    // The browser tells it once a frame, before anything of that frame has been changed: there is nothing to lay out.
    const look = () => {
      markPassedTurns(element);
      window.adjust(element, scroll.isPinned.peek());
    };
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, []);
}
