import { hidesNothing } from '../base/inertText';

/** More does not fit into a dialog, which breaks lines at about this width. */
const mostRows = 30;
const width = 80;

export type ShellText =
  | { readonly kind: 'empty' }
  /** Typed as it is; the person sees it and presses Enter. */
  | { readonly kind: 'type'; readonly line: string }
  /** Shown before, whole. */
  | { readonly kind: 'show'; readonly lines: readonly string[] }
  /** More than a dialog can show whole. */
  | { readonly kind: 'too-long'; readonly lines: number }
  /** A terminal would obey characters in it. */
  | { readonly kind: 'refused' };

/** What becomes of a block of shell code on its way into a terminal. */
export function shellText(code: string): ShellText {
  const text = code.replaceAll(/\r\n?/g, '\n').replaceAll('\t', '  ');
  if (/[^\P{Cc}\n]/u.test(text)) return { kind: 'refused' };
  const lines = shellLines(text);
  const [only] = lines;
  if (only === undefined) return { kind: 'empty' };
  const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
  if (rows > mostRows) return { kind: 'too-long', lines: lines.length };
  return lines.length === 1 && hidesNothing(only) ? { kind: 'type', line: only } : { kind: 'show', lines };
}

/** The commands of a block, one a line. */
function shellLines(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const isPrompt = /^\s*(?:\$|PS[^>]*>|>) /;
  const hasPrompts = /^\s*(?:\$|PS[^>]*>) /.test(lines.find((line) => line.trim()) ?? '');
  // With prompts shown, every other line is what a command printed.
  const commands = hasPrompts
    ? lines.filter((line) => isPrompt.test(line)).map((line) => line.replace(isPrompt, ''))
    : lines;
  return commands.filter((line, index) => line.trim() !== '' || isInside(commands, index));
}

/** Empty lines may matter between others, as in a here-document. */
function isInside(lines: readonly string[], index: number): boolean {
  return lines.slice(0, index).some((line) => line.trim()) && lines.slice(index).some((line) => line.trim());
}
