import { cutMiddle } from './textLimits';

export interface Diff {
  readonly diff: string;
  readonly linesAdded: number;
  readonly linesRemoved: number;
}

/** Reads a unified diff; `undefined` if the text is none. */
export function readDiff(text: string | undefined): Diff | undefined {
  const whole = readWholeDiff(text);
  return whole && { ...whole, diff: cutMiddle(whole.diff) };
}

/** The same for what is decided about, of which nothing is left out. */
export function readWholeDiff(text: string | undefined): Diff | undefined {
  if (text === undefined || !/^@@ .*@@/m.test(text)) {
    return undefined;
  }
  const diff = text.replace(/^\n+/, '');
  return { diff, ...countLines(diff) };
}

/** Only lines inside hunks count: `--- a/x` and `+++ b/x` are headers, and a removed `-- x` looks the same. */
function countLines(diff: string): Pick<Diff, 'linesAdded' | 'linesRemoved'> {
  let linesAdded = 0;
  let linesRemoved = 0;
  let isInHunk = false;
  for (const line of diff.split('\n')) {
    if (line.startsWith('@@ ')) {
      isInHunk = true;
    } else if (line.startsWith('diff --git ')) {
      isInHunk = false;
    } else if (isInHunk && line.startsWith('+')) {
      linesAdded += 1;
    } else if (isInHunk && line.startsWith('-')) {
      linesRemoved += 1;
    }
  }
  return { linesAdded, linesRemoved };
}
