import type { FormField, FormValue } from '../../protocol/forms';
import { plural, t } from '../base/l10n';

/** What stands in a field: text as typed, a tick, or the picked options. */
export type Typed = string | boolean | readonly string[];

/** What a field shows before somebody touches it. */
export function startOf(field: FormField): Typed {
  switch (field.type) {
    case 'text':
    case 'choice':
      return field.default ?? '';
    case 'number':
      return field.default === undefined ? '' : String(field.default);
    case 'boolean':
      return field.default ?? false;
    case 'choices':
      return field.default ?? [];
  }
}

export type Checked =
  { readonly value: FormValue | undefined; readonly error?: undefined } | { readonly error: string };

/** The value to send, or one sentence that says what is wrong and what would be right. */
export function check(field: FormField, typed: Typed): Checked {
  switch (field.type) {
    case 'boolean':
      return { value: typed === true };
    case 'choices':
      return checkChoices(field, Array.isArray(typed) ? (typed as readonly string[]) : []);
    case 'choice':
    case 'text':
    case 'number': {
      const text = typeof typed === 'string' ? typed.trim() : '';
      if (text === '') return field.isRequired ? { error: missing(field) } : { value: undefined };
      if (field.type === 'choice') return { value: text };
      return field.type === 'number' ? checkNumber(field, text) : checkText(field, text);
    }
  }
}

function missing(field: FormField): string {
  return field.type === 'choice' ? t('Pick one.') : t('{0} is needed.', field.label);
}

type Of<T extends FormField['type']> = Extract<FormField, { readonly type: T }>;

function checkChoices({ min, max, isRequired }: Of<'choices'>, picked: readonly string[]): Checked {
  const least = Math.max(min ?? 0, isRequired ? 1 : 0);
  if (picked.length < least) return { error: t('Pick at least {0}.', least) };
  if (max !== undefined && picked.length > max) return { error: t('Pick at most {0}.', max) };
  return { value: picked };
}

function checkNumber({ isWhole, min, max }: Of<'number'>, text: string): Checked {
  const value = Number(text.replace(/^([+-]?\d+),(\d+)$/, '$1.$2'));
  if (!Number.isFinite(value))
    return { error: t('“{0}” is not a number. Enter one like {1}.', text, isWhole ? '12' : '1.5') };
  if (isWhole && !Number.isInteger(value))
    return { error: t('Enter a whole number, like {0}.', Math.round(value)) };
  if (min !== undefined && value < min) return { error: t('Enter {0} or more.', min) };
  if (max !== undefined && value > max) return { error: t('Enter {0} or less.', max) };
  return { value };
}

function checkText(field: Of<'text'>, text: string): Checked {
  const { format, minLength, maxLength, pattern } = field;
  if (format === 'date') return checkDate(text);
  const error =
    (format === 'date-time' &&
      Number.isNaN(Date.parse(text)) &&
      t('Enter a time like {0}.', '2026-11-30T14:00')) ||
    (format === 'email' &&
      !/^[^\s@]+@[^\s@]+$/.test(text) &&
      t('Enter an address like {0}.', 'name@example.com')) ||
    (format === 'uri' && !URL.canParse(text) && t('Enter an address like {0}.', 'https://example.com')) ||
    (minLength !== undefined &&
      text.length < minLength &&
      plural(minLength, 'Enter at least 1 character.', 'Enter at least {0} characters.')) ||
    (maxLength !== undefined &&
      text.length > maxLength &&
      plural(maxLength, 'Enter at most 1 character.', 'Enter at most {0} characters.')) ||
    (pattern !== undefined && !fits(pattern, text) && t('Enter it in the form {0}.', pattern));
  if (error) return { error };
  return { value: format === 'date-time' && /T\d\d:\d\d$/.test(text) ? new Date(text).toISOString() : text };
}

/** 2026-11-30, and 30.11.2026 for those who write it so. */
function checkDate(text: string): Checked {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  const [year, month, day] = (iso ? iso.slice(1) : dotted ? dotted.slice(1).reverse() : []).map(Number);
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12)
    return { error: t('Enter a date like {0}.', '2026-11-30') };
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day >= 1 && day <= days) return { value: isoDate(year, month, day) };
  const example = isoDate(year, month, days);
  const name = new Date(Date.UTC(year, month - 1, 1)).toLocaleDateString(language(), {
    month: 'long',
    timeZone: 'UTC',
  });
  return { error: t('{0} has {1} days. Enter a date like {2}.', name, days, example) };
}

function isoDate(year: number, month: number, day: number): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  );
}

function language(): string {
  return typeof document === 'undefined' ? 'en' : document.documentElement.lang || 'en';
}

/** A pattern of a server that is none refuses nothing. */
function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}
