/** A line of a unified diff with the number it has in the file. */
export interface DiffLine {
  readonly kind: 'added' | 'removed' | 'same' | 'gap' | 'file';
  readonly number: number | undefined;
  readonly text: string;
}

const hunkHead = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@ ?(.*)$/;

/** Reads a unified diff; what stands outside its hunks is left out but for the name of each file. */
export function parseDiff(diff: string): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  let before = 0;
  let after = 0;
  let isInHunk = false;
  let old = '';
  for (const line of diff.replace(/\r?\n$/, '').split(/\r?\n/)) {
    const head = hunkHead.exec(line);
    if (head) {
      if (isInHunk) lines.push({ kind: 'gap', number: undefined, text: head[3] ?? '' });
      before = Number(head[1]);
      after = Number(head[2]);
      isInHunk = true;
    } else if (/^diff --git /.test(line)) {
      isInHunk = false;
    } else if (!isInHunk) {
      const [, sign, file = ''] = /^(\+\+\+|---) (?:[ab]\/)?(.+?)\t?$/.exec(line) ?? [];
      if (sign === '---') old = file;
      if (sign === '+++') lines.push({ kind: 'file', number: undefined, text: isNothing(file) ? old : file });
    } else if (line.startsWith('+')) {
      lines.push({ kind: 'added', number: after++, text: line.slice(1) });
    } else if (line.startsWith('-')) {
      lines.push({ kind: 'removed', number: before++, text: line.slice(1) });
    } else if (!line.startsWith('\\')) {
      lines.push({ kind: 'same', number: after++, text: line.slice(1) });
      before++;
    }
  }
  return lines;
}

function isNothing(file: string): boolean {
  return /^\/?dev\/null$/.test(file);
}
