import { effect } from '@preact/signals';
import type { Request } from '../protocol/toView';
import { noticeText } from './cards/noticeWords';
import { permissionTitle } from './cards/permissionWords';
import { duration } from './format';
import { t } from './l10n';
import type { Store } from './store';
import type { TurnInfo, TurnModel } from './turnModel';

/**
 * Tells screen readers what a person would notice: a turn begins or ends, a request comes or
 * goes. Once each, never the text as it streams.
 */
export function watchForAnnouncements(store: Store, say: (sentence: string) => void): void {
  // The state that is there when the page opens is no news.
  let states = new Map<string, TurnInfo['state']>();
  let requests = new Set<string>();
  let lastReset = 0;
  effect(() => {
    const reset = store.resets.value;
    if (reset === 0) return;
    const isFirst = reset !== lastReset;
    lastReset = reset;
    const turns = store.turns.value;
    const waiting = store.requests.value;
    const banner = store.banner.value;
    const news = isFirst
      ? waiting.slice(-1).map(requestWords)
      : [...turnNews(turns, states), ...requestNews(waiting, requests)];
    if (isFirst && banner) news.push(noticeText(banner).title);
    states = new Map(turns.map((turn) => [turn.id, turn.info.value.state]));
    requests = new Set(waiting.map((one) => one.id));
    if (news.length > 0) say(news.join(' '));
  });
}

function turnNews(turns: readonly TurnModel[], before: ReadonlyMap<string, TurnInfo['state']>): string[] {
  const last = turns.at(-1)?.info.value;
  if (!last || before.get(last.id) === last.state) return [];
  switch (last.state) {
    case 'sending':
      return [t('Message sent.')];
    case 'running':
      return [t('Working.')];
    case 'done':
      return [
        last.endedAt ? t('Finished after {0}.', duration(last.endedAt - last.startedAt)) : t('Finished.'),
      ];
    case 'stopped':
      return [t('Stopped.')];
    case 'failed':
      return [t('The turn failed.')];
    case 'interrupted':
      return [t('The turn was interrupted.')];
  }
}

function requestNews(requests: readonly Request[], before: ReadonlySet<string>): string[] {
  const fresh = requests.filter((one) => !before.has(one.id));
  return fresh.map(requestWords);
}

function requestWords(request: Request): string {
  const words = request.kind === 'question' ? request.question : permissionTitle(request);
  return t('Waiting for you: {0}.', words.replace(/[.?!]$/, ''));
}
