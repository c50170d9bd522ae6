import { effect } from '@preact/signals';
import type { Announcements } from '../../protocol/foot';
import type { Item, Queue, Request } from '../../protocol/toView';
import { choiceTitle } from '../requests/choiceCard';
import { noticeText } from '../notices/noticeWords';
import { permissionTitleText } from '../requests/permissionWords';
import { consentTitle } from '../consent/consentWords';
import { setupTitle } from '../setup/setupWords';
import { orElse } from '../base/orElse';
import { t } from '../base/l10n';
import { planTitle } from '../plan/planCard';
import { planParts } from '../state/planParts';
import type { Store } from '../state/store';
import { isOver, type TurnInfo, type TurnModel } from '../state/turnModel';
import { answerWords, stepWords, turnWords } from './turnSummary';
import { visibleString } from '../text/visibleText';

interface Seen {
  readonly reset: number;
  readonly states: ReadonlyMap<string, TurnInfo['state']>;
  readonly requests: readonly Request[];
  /** Of the window: what is in the way. */
  readonly notices: readonly string[];
  readonly queue: Queue;
  /** Of the newest turn. */
  readonly turnNotices: readonly string[];
  /** Steps of the newest turn that have come to their end. */
  readonly ended: ReadonlySet<string>;
}

const nothing: Seen = {
  reset: 0,
  states: new Map(),
  requests: [],
  notices: [],
  turnNotices: [],
  queue: { messages: [], isPaused: false },
  ended: new Set(),
};

/**
 * Tells screen readers what a person would notice: a turn begins or ends and what it did, a request comes or
 * goes, something stands in the way; with "everything" also each step that ended and the finished answer.
 * Once each, never the text as it streams.
 */
export function watchForAnnouncements(store: Store, say: (sentence: string) => void): void {
  let seen = nothing;
  const tell = () => {
    const level = store.composer.value.foot?.announcements ?? 'summary';
    const now = look(store, level);
    if (now.reset === 0) return;
    const before = seen;
    seen = now;
    const news = level === 'off' ? [] : newsOf(now, before, store, level);
    if (news.length > 0) say(news.join(' '));
  };
  effect(() => orElse(tell, () => undefined));
}

function look(store: Store, level: Announcements): Seen {
  const { banner, setup } = store;
  const turn = store.range.last.value;
  const { consent } = store;
  const [asked] = consent.value?.groups ?? [];
  const notices = [
    setupTitle(setup.value),
    banner.value && noticeText(banner.value).title,
    asked && consentTitle(asked, consent.value?.folder ?? ''),
  ];
  return {
    reset: store.resets.value,
    states: new Map(store.range.live.value.map((one) => [one.id, one.info.value.state])),
    requests: store.requests.value,
    queue: store.queue.value,
    notices: notices.filter((title) => title !== undefined),
    turnNotices: turn ? noticesOf(turn) : [],
    ended: new Set(level === 'everything' && turn ? endedSteps(turn) : []),
  };
}

function newsOf(now: Seen, seen: Seen, store: Store, level: Announcements): string[] {
  const notices = fresh(now.notices, seen.notices);
  // What is there when the page opens is no news, unless it waits for an answer or is in the way.
  if (now.reset !== seen.reset) {
    const paused = now.queue.isPaused ? [t('Queue paused.')] : [];
    return [...notices, ...paused, ...now.requests.slice(0, 1).map(requestWords)];
  }
  const last = store.range.last.value;
  return [
    ...(last ? stepNews(last, now, seen) : []),
    ...notices,
    ...fresh(now.turnNotices, seen.turnNotices),
    ...(last ? turnNews(last, seen, level) : []),
    ...queueNews(now.queue, seen.queue),
    ...requestNews(now, seen, store),
  ];
}

function fresh(now: readonly string[], seen: readonly string[]): string[] {
  return now.filter((title) => !seen.includes(title)).map((title) => `${title}.`);
}

function turnNews(turn: TurnModel, seen: Seen, level: Announcements): string[] {
  const info = turn.info.value;
  if (seen.states.get(turn.id) === info.state) return [];
  const items = itemsOf(turn);
  const answer = level === 'everything' && isOver(info) ? answerWords(items) : '';
  // A notice of the turn says what went wrong, and is spoken by itself.
  const isSaid = info.state !== 'done' && items.some((item) => item.kind === 'notice');
  return [isSaid ? '' : turnWords(info, items), answer].filter(Boolean);
}

function stepNews(turn: TurnModel, now: Seen, seen: Seen): string[] {
  const ended = itemsOf(turn).filter((item) => now.ended.has(item.id) && !seen.ended.has(item.id));
  return ended.flatMap((item) => (item.kind === 'tool' ? [stepWords(item)] : []));
}

/** Read by their shapes, which stay equal while text streams in. */
function endedSteps(turn: TurnModel): readonly string[] {
  return turn.items.value
    .filter((model) => /^tool\|.*?\|(done|failed|denied|interrupted)\|/.test(model.shape.value))
    .map((model) => model.id);
}

/** What stands in the transcript of its own accord: a compaction, a failure. */
function noticesOf(turn: TurnModel): readonly string[] {
  return turn.items.value.flatMap((model) => {
    if (model.shape.value !== 'notice') return [];
    const item = model.item.value;
    return item.kind === 'notice' ? [noticeText(item.notice).title] : [];
  });
}

function itemsOf(turn: TurnModel): readonly Item[] {
  return turn.items.peek().map((model) => model.item.peek());
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
  const come = now.requests.filter((one) => !before.has(one.id)).map(requestWords);
  return isWithdrawn ? [t('No longer needed.'), ...come] : come;
}

function requestTitle(request: Request): string {
  switch (request.kind) {
    case 'question':
      return visibleString(request.question, 'prose');
    case 'plan':
      return visibleString(planTitle(planParts(request.text).title), 'prose');
    case 'permission':
      return permissionTitleText(request);
    case 'form':
      return visibleString(request.message, 'prose');
    case 'choice':
      return choiceTitle(request);
  }
}

function requestWords(request: Request): string {
  return t('Waiting for you: {0}.', requestTitle(request).replace(/[.?!]$/, ''));
}
