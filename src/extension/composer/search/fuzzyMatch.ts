/** How well a name fits what was typed, and which of its letters do. */
export interface Match {
  readonly score: number;
  readonly marks: readonly number[];
}

const boundaryBonus = 8;
const runBonus = 6;
const startBonus = 12;
const gapCost = 1;
const maxGapCost = 6;

/** Letters of a text as bits: what lacks a letter of the query is passed over without a look at its order. */
export function letterMask(lower: string): number {
  let mask = 0;
  for (let at = 0; at < lower.length; at += 1) mask |= bitOf(lower.charCodeAt(at));
  return mask;
}

/**
 * Finds the letters of `query` (lower case) in order. The first way through tells where a match ends; from
 * there back it is as narrow as it can be.
 */
export function fuzzyMatch(query: string, text: string, lower = text.toLowerCase()): Match | undefined {
  if (query === '') return { score: 0, marks: [] };
  const whole = lower.indexOf(query);
  const marks =
    whole >= 0 ? runOf(bestRun(query, text, lower, whole), query.length) : narrowest(query, lower);
  return marks && { score: scoreOf(marks, text, lower), marks };
}

/** Of several places where the query stands as a whole, the first that begins a word. */
function bestRun(query: string, text: string, lower: string, first: number): number {
  for (let at = first; at >= 0; at = lower.indexOf(query, at + 1)) if (isBoundary(text, at)) return at;
  return first;
}

function runOf(start: number, length: number): readonly number[] {
  return Array.from({ length }, (_, index) => start + index);
}

function narrowest(query: string, lower: string): readonly number[] | undefined {
  let end = -1;
  // By code units: a letter like an emoji is two of them, and the way back counts them too.
  for (let at = 0; at < query.length; at += 1) {
    end = lower.indexOf(query.charAt(at), end + 1);
    if (end < 0) return undefined;
  }
  const marks: number[] = [];
  for (let left = query.length - 1, at = end; left >= 0; left -= 1, at -= 1) {
    at = lower.lastIndexOf(query.charAt(left), at);
    marks.push(at);
  }
  return marks.reverse();
}

function scoreOf(marks: readonly number[], text: string, lower: string): number {
  let score = 0;
  let before = -2;
  for (const at of marks) {
    score += 1;
    if (at === before + 1) score += runBonus;
    else if (before >= 0) score -= Math.min(at - before - 1, maxGapCost) * gapCost;
    if (isBoundary(text, at)) score += boundaryBonus;
    before = at;
  }
  if (marks[0] === 0) score += startBonus;
  // Of two equal matches the shorter name is more likely meant.
  return score - lower.length / 64;
}

/** Whether a word begins here: after a separator, or with the capital of `camelCase`. */
function isBoundary(text: string, at: number): boolean {
  if (at === 0) return true;
  const [before, here] = [text.charAt(at - 1), text.charAt(at)];
  return /[/\\._\- :]/.test(before) || (isUpper(here) && !isUpper(before));
}

function isUpper(letter: string): boolean {
  return letter >= 'A' && letter <= 'Z';
}

function bitOf(code: number): number {
  if (code >= 97 && code <= 122) return 1 << (code - 97);
  return code >= 48 && code <= 57 ? 1 << 26 : 1 << (27 + (code & 3));
}
