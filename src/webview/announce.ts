import { effect, type Signal } from '@preact/signals';
import type { Queue, Request } from '../protocol/toView';
import { noticeText } from './cards/noticeWords';
import { permissionTitle } from './cards/permissionWords';
import { setupTitle } from './cards/setupWords';
import { duration } from './format';
import { t } from './l10n';
import type { Store } from './store';
import type { TurnInfo } from './turnModel';

interface Seen {
  readonly reset: number;
  readonly states: ReadonlyMap<string, TurnInfo['state']>;
  readonly requests: readonly Request[];
  readonly notices: readonly string[];
  readonly queue: Queue;
}

/**
 * Tells screen readers what a person would notice: a turn begins or ends, a request comes or
 * goes, something stands in the way. Once each, never the text as it streams.
 */
export function watchForAnnouncements(store: Store, say: (sentence: string) => void): void {
  let seen: Seen = {
    reset: 0,
    states: new Map(),
    requests: [],
    notices: [],
    queue: { messages: [], isPaused: false },
  };
  effect(() => {
    const now = look(store);
    if (now.reset === 0) return;
    const news = newsOf(now, seen, store);
    seen = now;
    if (news.length > 0) say(news.join(' '));
  });
}

/** The same sentence twice would be no change, and not be spoken. */
export function say(spoken: Signal<string>, sentence: string): void {
  spoken.value = spoken.value === sentence ? `${sentence}\u00a0` : sentence;
}

function look(store: Store): Seen {
  const { banner, setup } = store;
  const notices = [setupTitle(setup.value), banner.value && noticeText(banner.value).title];
  return {
    reset: store.resets.value,
    states: new Map(store.range.live.value.map((turn) => [turn.id, turn.info.value.state])),
    requests: store.requests.value,
    queue: store.queue.value,
    notices: notices.filter((title) => title !== undefined),
  };
}

function newsOf(now: Seen, seen: Seen, store: Store): string[] {
  const notices = now.notices.filter((title) => !seen.notices.includes(title)).map((title) => `${title}.`);
  // What is there when the page opens is no news, unless it waits for an answer or is in the way.
  if (now.reset !== seen.reset) return [...notices, ...now.requests.slice(0, 1).map(requestWords)];
  const last = store.range.last.value?.info.value;
  const turn = last && seen.states.get(last.id) !== last.state ? [turnWords(last)] : [];
  return [...notices, ...turn, ...queueNews(now.queue, seen.queue), ...requestNews(now, seen, store)];
}

function turnWords(last: TurnInfo): string {
  switch (last.state) {
    case 'sending':
      return t('Message sent.');
    case 'running':
      return t('Working.');
    case 'done':
      return last.endedAt
        ? t('Finished after {0}.', duration(last.endedAt - last.startedAt))
        : t('Finished.');
    case 'stopped':
      return t('Stopped.');
    case 'failed':
      return t('The turn failed.');
    case 'interrupted':
      return t('The turn was interrupted.');
  }
}

/** What the person does to the queue is said where it is done; here is what happens to it otherwise. */
function queueNews(now: Queue, seen: Queue): string[] {
  const before = new Map(seen.messages.map((message) => [message.id, message]));
  const steers = now.messages.some((one) => one.isSteering && !before.get(one.id)?.isSteering);
  const last = now.messages.at(-1);
  const isLonger = last && !before.has(last.id) && !last.isSteering && now.messages.length > before.size;
  const queued = t('Queued, {0} waiting.', now.messages.length);
  const pause = now.isPaused ? t('Queue paused.') : t('Queue goes on.');
  return [
    ...(steers ? [t('Handed to the agent.')] : []),
    ...(isLonger && !seen.deleted ? [queued] : []),
    ...(now.isPaused !== seen.isPaused && now.messages.length > 0 ? [pause] : []),
  ];
}

function requestNews(now: Seen, seen: Seen, store: Store): string[] {
  const ids = (requests: readonly Request[]) => new Set(requests.map((one) => one.id));
  const [here, before] = [ids(now.requests), ids(seen.requests)];
  const isWithdrawn = seen.requests.some((one) => !here.has(one.id) && !store.wasAnswered(one.id));
  const fresh = now.requests.filter((one) => !before.has(one.id)).map(requestWords);
  return isWithdrawn ? [t('No longer needed.'), ...fresh] : fresh;
}

function requestWords(request: Request): string {
  const words = request.kind === 'question' ? request.question : permissionTitle(request);
  return t('Waiting for you: {0}.', words.replace(/[.?!]$/, ''));
}
