import { key, t } from './l10n';

/** A time span for reading: `0.4 s`, `12 s`, `2 min 10 s`, `1 h 4 min`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 9.95) return t('{0} s', seconds < 0.05 ? '0' : decimal(seconds));
  if (seconds < 59.5) return t('{0} s', Math.round(seconds));
  const whole = Math.round(seconds);
  if (whole < 3600) return joinUnits(whole, 60, key('{0} min'), key('{0} min {1} s'));
  return joinUnits(Math.round(whole / 60), 60, key('{0} h'), key('{0} h {1} min'));
}

/** A span that still runs: whole seconds, so that it ticks calmly. */
export function runningTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return seconds < 10 ? t('{0} s', seconds) : duration(seconds * 1000);
}

export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(document.documentElement.lang || undefined, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

export function wholeNumber(value: number): string {
  return value.toLocaleString(document.documentElement.lang || undefined);
}

/** The last part of a path, for lines where the whole would not fit. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}

export function folderOf(path: string): string {
  const parts = path.split(/[\\/]/);
  return parts.slice(0, -1).join('/');
}

function decimal(seconds: number): string {
  const rounded = Math.round(seconds * 10) / 10;
  return rounded.toLocaleString(
    typeof document === 'undefined' ? 'en' : document.documentElement.lang || 'en',
  );
}

function joinUnits(total: number, size: number, exact: string, both: string): string {
  const big = Math.floor(total / size);
  const rest = total % size;
  return rest === 0 ? t(exact, big) : t(both, big, rest);
}
