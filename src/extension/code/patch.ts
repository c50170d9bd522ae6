interface Hunk {
  /** First line in the old file, from 1. */
  readonly start: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const head = /^@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@/;

/** The path that a unified diff of one file is for. */
export function patchedPath(diff: string): string | undefined {
  const path = /^\+\+\+ (?:b\/)?([^\t\n]+)/m.exec(diff)?.[1]?.trim();
  return path && path !== '/dev/null' ? path : undefined;
}

/** Carries out a unified diff of one file; undefined when a hunk is not found in the text. */
export function applyPatch(text: string, diff: string): string | undefined {
  const lines = text.split('\n');
  let moved = 0;
  const hunks = readHunks(diff);
  for (const hunk of hunks) {
    const at = find(lines, hunk.before, hunk.start - 1 + moved);
    if (at === undefined) return undefined;
    lines.splice(at, hunk.before.length, ...hunk.after);
    moved += hunk.after.length - hunk.before.length;
  }
  return hunks.length > 0 ? lines.join('\n') : undefined;
}

function readHunks(diff: string): readonly Hunk[] {
  const hunks: { start: number; before: string[]; after: string[] }[] = [];
  for (const line of diff.replace(/\n$/, '').split('\n')) {
    const start = head.exec(line)?.[1];
    if (start !== undefined) hunks.push({ start: Math.max(1, Number(start)), before: [], after: [] });
    else if (/^diff --git /.test(line)) break;
    const hunk = hunks.at(-1);
    if (start !== undefined || !hunk || line.startsWith('\\')) continue;
    if (!line.startsWith('+')) hunk.before.push(line.slice(1));
    if (!line.startsWith('-')) hunk.after.push(line.slice(1));
  }
  return hunks;
}

/** Where `wanted` stands in `lines`, nearest to where the diff says. */
function find(lines: readonly string[], wanted: readonly string[], near: number): number | undefined {
  const fits = (at: number) => wanted.every((line, index) => lines[at + index] === line);
  for (let away = 0; away <= lines.length; away += 1) {
    if (near - away >= 0 && fits(near - away)) return near - away;
    if (near + away <= lines.length && fits(near + away)) return near + away;
  }
  return undefined;
}
