import { applyPatch } from './patch';

export interface ProposalInput {
  /** The file as it is. */
  readonly text: string;
  readonly code: string;
  readonly language: string;
  /** Selected lines of the file, the first and the one after the last, from 0; undefined when none are. */
  readonly selection?: { readonly start: number; readonly end: number };
  /** Line of the cursor, from 0, when the file is the one in front. */
  readonly cursor?: number;
  /** The block names this file, so it may be meant as the whole of it. */
  readonly isNamed: boolean;
}

/** How code was put into a file; the preview says it. */
export type Manner = 'patch' | 'part' | 'whole' | 'selection' | 'cursor' | 'end';

export interface Proposal {
  readonly text: string;
  readonly manner: Manner;
}

/**
 * How a file would be with a block of code in it. A diff is carried out; a block whose first and
 * last lines stand in the file takes the place between them; what is left out with an ellipsis
 * stays; a block with most of the file's lines takes the place of it all. Undefined: a diff that
 * does not fit.
 */
export function propose(input: ProposalInput): Proposal | undefined {
  const { text, code, language, selection } = input;
  if (isDiff(code, language)) {
    const patched = applyPatch(unix(text), unix(code));
    return patched === undefined ? undefined : { text: patched, manner: 'patch' };
  }
  const lines = unix(text).split('\n');
  const block = unix(code).replace(/\n+$/, '').split('\n');
  if (selection) return { text: splice(lines, selection, block), manner: 'selection' };
  const parts = replaceParts(lines, block);
  if (parts && !isWhole(lines, block)) return { text: parts, manner: 'part' };
  if (
    text.trim() === '' ||
    isWhole(lines, block) ||
    (input.isNamed && !hasEllipsis(block) && isLong(lines, block))
  )
    return { text: `${block.join('\n')}\n`, manner: 'whole' };
  if (input.cursor === undefined) return { text: append(lines, block), manner: 'end' };
  return { text: splice(lines, { start: input.cursor, end: input.cursor }, block), manner: 'cursor' };
}

export function isDiff(code: string, language: string): boolean {
  return /^(?:diff|patch)$/i.test(language) && /^@@ -\d/m.test(code);
}

function unix(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function splice(
  lines: readonly string[],
  { start, end }: { readonly start: number; readonly end: number },
  block: readonly string[],
): string {
  return [...lines.slice(0, start), ...block, ...lines.slice(end)].join('\n');
}

const ellipsis = /^\s*(?:\/\/|#|--|\/\*|<!--|;|%)\s*(?:\.{3}|…)/;

function hasEllipsis(block: readonly string[]): boolean {
  return block.some((line) => ellipsis.test(line));
}

/** Puts each part between ellipses in the place of the lines that begin and end like it. */
function replaceParts(lines: readonly string[], block: readonly string[]): string | undefined {
  let rest = [...lines];
  let from = 0;
  for (const part of parts(block)) {
    const place = findPlace(rest, part, from);
    if (!place) return undefined;
    rest = [...rest.slice(0, place.start), ...part, ...rest.slice(place.end)];
    from = place.start + part.length;
  }
  return rest.join('\n');
}

function parts(block: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = [[]];
  for (const line of block) {
    if (ellipsis.test(line)) all.push([]);
    else all.at(-1)?.push(line);
  }
  return all.map(trimBlank).filter((part) => part.length > 0);
}

function trimBlank(part: readonly string[]): readonly string[] {
  const first = part.findIndex((line) => line.trim());
  return first < 0 ? [] : part.slice(first, part.findLastIndex((line) => line.trim()) + 1);
}

/** The lines from one like the part's first to the next one like its last; the first must be the only one. */
function findPlace(lines: readonly string[], part: readonly string[], from: number) {
  const [first = ''] = part;
  const starts = lines.flatMap((line, at) => (at >= from && line.trimEnd() === first.trimEnd() ? [at] : []));
  const [start] = starts;
  if (start === undefined || starts.length > 1) return undefined;
  const last = part.at(-1)?.trimEnd();
  const end =
    part.length === 1 ? start : lines.findIndex((line, at) => at > start && line.trimEnd() === last);
  return end < 0 ? undefined : { start, end: end + 1 };
}

/** Most of the file's lines stand in the block too, so the block is the file. */
function isWhole(lines: readonly string[], block: readonly string[]): boolean {
  const known = new Set(block.map((line) => line.trim()));
  const own = lines.filter((line) => line.trim().length > 1);
  const kept = own.filter((line) => known.has(line.trim())).length;
  return !hasEllipsis(block) && own.length > 0 && kept >= own.length * 0.6;
}

function isLong(lines: readonly string[], block: readonly string[]): boolean {
  return block.length >= lines.length * 0.8;
}

function append(lines: readonly string[], block: readonly string[]): string {
  const kept = lines.join('\n').replace(/\n+$/, '');
  return `${kept}\n\n${block.join('\n')}\n`;
}
