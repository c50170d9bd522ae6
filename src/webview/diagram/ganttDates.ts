import { ownValue } from '../base/ownValue';

/** A time in ms, or undefined when the text has another form. */
export type DateReader = (text: string) => number | undefined;

/** Days on which no work is done. */
export interface Excluded {
  readonly weekdays: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
}

const tokens = new Map<string, string>(
  Object.entries({
    YYYY: String.raw`(?<year>\d{4})`,
    MM: String.raw`(?<month>\d{2})`,
    M: String.raw`(?<month>\d{1,2})`,
    DD: String.raw`(?<day>\d{2})`,
    D: String.raw`(?<day>\d{1,2})`,
    HH: String.raw`(?<hour>\d{2})`,
    H: String.raw`(?<hour>\d{1,2})`,
    mm: String.raw`(?<minute>\d{2})`,
    ss: String.raw`(?<second>\d{2})`,
  }),
);

/** Undefined for a form that is not known. */
export function dateReader(form: string): DateReader | undefined {
  const parts = form.match(/YYYY|MM?|DD?|HH?|mm|ss|[^A-Za-z]|[A-Za-z]+/g) ?? [];
  const isPlain = parts.every((part) => tokens.has(part) || part === 'T' || /^[^A-Za-z]$/.test(part));
  if (!isPlain || parts.length === 0) return undefined;
  const source = parts.map((part) => tokens.get(part) ?? part.replace(/[^\w\s]/, String.raw`\$&`)).join('');
  const pattern = new RegExp(`^${source}$`);
  return (text) => {
    const found = pattern.exec(text)?.groups;
    if (!found) return undefined;
    const number = (name: string, otherwise: number) => Number(ownValue(found, name) ?? otherwise);
    const [year, month, day] = [number('year', 1970), number('month', 1) - 1, number('day', 1)];
    const date = new Date(
      Date.UTC(year, month, day, number('hour', 0), number('minute', 0), number('second', 0)),
    );
    // The 31st of February is no day.
    return date.getUTCMonth() === month && date.getUTCDate() === day ? date.getTime() : undefined;
  };
}

export const dayMs = 86_400_000;
const units = new Map<string, number>(
  Object.entries({
    ms: 1,
    s: 1000,
    m: 60_000,
    h: 3_600_000,
    d: dayMs,
    w: 7 * dayMs,
  }),
);

/** `3d`, `2w`, `1.5h`, `1M`; excluded days make it longer. */
export function addDuration(start: number, text: string, excluded: Excluded): number | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|[smhdwMy])$/.exec(text) ?? [];
  if (amount === undefined) return undefined;
  const count = Number(amount);
  const size = units.get(unit);
  if (size === undefined) return addMonths(start, unit === 'y' ? count * 12 : count);
  return skipExcluded(start, start + count * size, excluded);
}

function addMonths(start: number, count: number): number | undefined {
  if (!Number.isInteger(count)) return undefined;
  const date = new Date(start);
  return date.setUTCMonth(date.getUTCMonth() + count);
}

/** More free days than this in a row are no plan. */
const mostDays = 5000;

function skipExcluded(start: number, end: number, { weekdays, days }: Excluded): number | undefined {
  if (weekdays.size === 0 && days.size === 0) return end;
  let until = end;
  for (let [day, count] = [start, 0]; day < until; day += dayMs, count++) {
    if (count > mostDays) return undefined;
    const midnight = day - (day % dayMs);
    if (weekdays.has(new Date(day).getUTCDay()) || days.has(midnight)) until += dayMs;
  }
  return until;
}
