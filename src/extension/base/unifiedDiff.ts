import { cutMiddle } from './textLimits';

export interface LineCounts {
  readonly added: number;
  readonly removed: number;
}

export interface Diff {
  /** Unified, one part for each file. */
  readonly diff: string;
  /** Of each part, in their order. */
  readonly counts: readonly LineCounts[];
}

/** Reads a unified diff; `undefined` if the text is none. */
export function readDiff(text: string | undefined): Diff | undefined {
  const whole = readWholeDiff(text);
  return whole && { ...whole, diff: cutMiddle(whole.diff) };
}

/** The same for what is decided about, of which nothing is left out. */
export function readWholeDiff(text: string | undefined): Diff | undefined {
  if (text === undefined || !/^@@ .*@@/m.test(text)) return undefined;
  const parts = text
    .replace(/^\n+/, '')
    .split(/^(?=diff --git )/m)
    .map(withoutRest);
  return { diff: parts.join(''), counts: parts.map(countLines) };
}

/** All parts together. */
export function totalOf(counts: readonly LineCounts[]): { linesAdded: number; linesRemoved: number } {
  return {
    linesAdded: counts.reduce((sum, { added }) => sum + added, 0),
    linesRemoved: counts.reduce((sum, { removed }) => sum + removed, 0),
  };
}

/** The CLI takes the empty rest behind the last line break of a file for a line of its own; git does not. */
function withoutRest(part: string): string {
  const isOfCli = /^index 0000000\.\.0000000/m.test(part);
  const text = part.replace(/\n+$/, '');
  const rest = isOfCli ? /\n([ +-])$/.exec(text) : null;
  if (!rest) return `${text}\n`;
  const [sign] = rest.slice(1);
  const lines = text.slice(0, rest.index).split('\n');
  const head = lines.findLastIndex((line) => line.startsWith('@@ '));
  lines[head] = (lines[head] ?? '').replace(
    /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@/,
    (_all, from: string, before: string, to: string, after: string) =>
      `@@ -${from},${Number(before) - Number(sign !== '+')} +${to},${Number(after) - Number(sign !== '-')} @@`,
  );
  return `${lines.join('\n')}\n`;
}

/** Only lines inside hunks count: `--- a/x` and `+++ b/x` are headers, and a removed `-- x` looks the same. */
function countLines(part: string): LineCounts {
  const lines = part.split('\n');
  const inHunks = lines.slice(lines.findIndex((line) => line.startsWith('@@ ')));
  return {
    added: inHunks.filter((line) => line.startsWith('+')).length,
    removed: inHunks.filter((line) => line.startsWith('-')).length,
  };
}
