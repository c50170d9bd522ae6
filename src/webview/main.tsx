import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import './styles/index.css';
import type { ToView } from '../protocol/toView';
import { App } from './app';
import { watchForAnnouncements } from './announce/announce';
import { say } from './ui/say';
import { answerByKey } from './requests/answerKeys';
import { Dock } from './state/dockState';
import { acceptDrops } from './composer/drop';
import { Draft } from './state/draft';
import { Pastes } from './state/paste';
import { markdownReader } from './state/drawn';
import { Popup } from './state/popupState';
import type { Chat, Platform } from './state/context';
import { Finder, isFindFact } from './state/finder';
import { keepFocus } from './ui/focusKeeper';
import { FrameJoiner } from './state/frame';
import { openHostPort, type HostPort } from './base/hostPort';
import { loadTranslations } from './base/l10n';
import { LazyScript } from './base/lazyScript';
import { Lookups } from './state/lookups';
import { Store } from './state/store';
import { applyTokenColors } from './base/theme';
import { Choices } from './state/choices';
import { PinnedScroll } from './state/pinnedScroll';
import { visibleTurn } from './state/visibleTurn';
import { TurnWindow } from './state/turnWindow';
import { listenForKeys } from './windowKeys';

function start(): void {
  const port = openHostPort();
  reportErrors(port);
  loadTranslations(document.body.dataset['l10n']);
  const chat = createChat(port);
  chat.markdown.load();
  effect(() => {
    markdownReader.value = chat.markdown.value.value;
  });
  const { store, draft } = chat;
  const joiner = new FrameJoiner((facts) => {
    if (facts.some(isNews)) chat.scroll.noteNews();
    store.apply(facts);
    chat.lookups.apply(facts);
  });
  port.listen((facts) => joiner.add(facts));
  store.onNudge((nudge) => {
    if (isFindFact(nudge)) chat.finder.apply(nudge);
    if (nudge.type === 'request/answer') answerByKey(chat, nudge.answer);
    else if (nudge.type === 'request/unfold') openField(chat.dock, nudge.what);
  });
  watchForAnnouncements(store, (sentence) => say(chat.spoken, sentence));
  effect(() => applyTokenColors(store.tokens.value));
  listenForKeys(chat);
  acceptDrops(
    document,
    (uris) => port.send({ type: 'attachment/drop', uris: [...uris] }),
    (files) => chat.pastes.drop(files),
  );
  document.addEventListener('visibilitychange', () => document.hidden && draft.flush());
  window.addEventListener('pagehide', () => draft.flush());
  const root = document.getElementById('root');
  if (root) {
    render(<App chat={chat} />, root);
    keepFocus(root);
  }
  const tellFocus = () => port.send({ type: 'view/focus', isFocused: document.hasFocus() });
  window.addEventListener('focus', tellFocus);
  window.addEventListener('blur', tellFocus);
  port.send({ type: 'view/ready' });
  if (document.hasFocus()) tellFocus();
}

function createChat(port: HostPort): Chat {
  const store = new Store();
  const window = new TurnWindow(store.range, port.send);
  const draft = new Draft(store, port);
  return {
    store,
    draft,
    popup: new Popup(store, draft, port.send),
    pastes: new Pastes(store, port.send),
    dock: new Dock(store, port.send),
    window,
    scroll: new PinnedScroll(window),
    choices: new Choices(),
    spoken: signal(''),
    markdown: new LazyScript('markdown', ownScript()),
    highlighter: new LazyScript('highlighter', ownScript()),
    math: new LazyScript('math', ownScript(), { hasStyles: true }),
    diagram: new LazyScript('diagram', ownScript()),
    lookups: new Lookups(port.send),
    finder: new Finder(store.range, port.send, visibleTurn),
    platform: readPlatform(document.body.dataset['platform']),
    send: port.send,
  };
}

function openField(dock: Dock, what: 'reason' | 'edit'): void {
  dock.open(what);
  // One that is open already does not take the focus by itself.
  document.querySelector<HTMLElement>('.ask :is(#deny-reason, #plan-note, .cmd)')?.focus();
}

function isNews(fact: ToView): boolean {
  return fact.type === 'turn/added' || fact.type.startsWith('item/');
}

function ownScript(): HTMLScriptElement | undefined {
  const { currentScript } = document;
  return currentScript instanceof HTMLScriptElement ? currentScript : undefined;
}

function readPlatform(name: string | undefined): Platform {
  return name === 'mac' || name === 'windows' ? name : 'linux';
}

function reportErrors(port: HostPort): void {
  const tell = (error: unknown, fallback: string) => {
    const message = error instanceof Error ? (error.stack ?? error.message) : fallback;
    port.send({ type: 'page/error', message });
  };
  window.addEventListener('error', (event) => {
    // Chromium reports this when a resize is answered one frame later; nothing is lost.
    if (event.message.startsWith('ResizeObserver loop')) return;
    tell(event.error, event.message);
  });
  window.addEventListener('unhandledrejection', (event) => tell(event.reason, String(event.reason)));
}

start();
