import { timeOfDay } from '../base/format';

/** A moment of the past: the time today, else the day and the time. */
export function moment(at: number, now = Date.now()): string {
  const time = timeOfDay(at);
  return dayOf(at) === dayOf(now) ? time : `${dayOf(at)}, ${time}`;
}

function dayOf(at: number): string {
  return new Date(at).toLocaleDateString(document.documentElement.lang || undefined, {
    day: 'numeric',
    month: 'short',
  });
}
