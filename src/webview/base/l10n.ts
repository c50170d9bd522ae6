import type { ComponentChild } from 'preact';
import { ownValue } from './ownValue';

type Value = string | number;

let translations: Readonly<Record<string, string>> = {};

/** Tells two meanings of the same English words apart: `Read {0}|done`. Never shown. */
const meaning = /\|[a-z]+$/;

/** Takes the translations that the host wrote into the page; English needs none. */
export function loadTranslations(json: string | undefined): void {
  if (!json) return;
  const parsed: unknown = JSON.parse(json);
  translations = parsed && typeof parsed === 'object' ? (parsed as Record<string, string>) : {};
}

/** The sentence in the person's language. The English text is the key; `{0}` marks a value. */
export function t(english: string, ...values: readonly Value[]): string {
  return sentence(english).replace(/\{(\d)\}/g, (mark, index: string) =>
    String(values[Number(index)] ?? mark),
  );
}

/** As `t`, for sentences that hold elements. */
export function rich(english: string, ...nodes: readonly ComponentChild[]): ComponentChild[] {
  const parts = sentence(english).split(/\{(\d)\}/);
  return parts.map((part, index) => (index % 2 ? nodes[Number(part)] : part)).filter((part) => part !== '');
}

/** Picks the sentence for one or for many; the count is value 0 of both. */
export function plural(count: number, one: string, many: string, ...more: readonly Value[]): string {
  return t(count === 1 ? one : many, count, ...more);
}

/** Marks a sentence in a table that `t` or `rich` translates later. */
export function key(english: string): string {
  return english;
}

function sentence(english: string): string {
  return ownValue(translations, english) ?? english.replace(meaning, '');
}
