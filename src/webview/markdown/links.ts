import type { FileTarget, Target, TextPiece } from '../state/drawn';

const webAddress = /^(?:https?:\/\/|mailto:)/i;
/** Two letters at least, so that a Windows drive is no scheme. */
const scheme = /^[a-z][a-z\d+.-]+:/i;
/** `:12`, `:12:5`, `:12-31`, `#L12`, `#L12C5-L31`, `(12,5)`. */
const placeForms = [
  /:(?<line>\d+)(?::(?<column>\d+))?(?:[-–](?<end>\d+)(?::\d+)?)?$/,
  /#L(?<line>\d+)(?:C(?<column>\d+))?(?:-L?(?<end>\d+)(?:C\d+)?)?$/,
  /\((?<line>\d+)(?:, ?(?<column>\d+))?\)$/,
] as const;

export function linkTarget(href: string): Target {
  const trimmed = href.trim();
  if (webAddress.test(trimmed)) return { kind: 'web', href: trimmed };
  if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith('//')) return { kind: 'none' };
  if (/^file:\/\//i.test(trimmed)) return fileTarget(fileOfUrl(trimmed));
  if (scheme.test(withoutPlace(trimmed))) return { kind: 'none' };
  return fileTarget(decode(trimmed));
}

/** What may be a file, perhaps with a line, in code quotes; whether it is there is another question. */
export function fileInCode(text: string): FileTarget | undefined {
  if (text.length > 300 || /[\n"'`<>|*?;=]|:\/\/|^-|\s-/.test(text)) return undefined;
  const bare = withoutPlace(text);
  const hasFolder = /[^\\/][\\/]|^[\\/~]/.test(bare);
  const hasEnding = /[\w)\]-]\.[a-z]\w{0,9}$/i.test(bare);
  if (/\s/.test(bare) ? !(hasFolder && hasEnding) : !(hasFolder || hasEnding)) return undefined;
  return /:/.test(bare.replace(/^[a-z]:(?=[\\/])/i, '')) ? undefined : fileTarget(text);
}

const fileEnding = /\.(?:[cm]?[jt]sx?|json|md|ya?ml|toml|css|html?|py|txt|lock|env|sh)$/i;

/** What may be the name of something in the code: with a capital inside, a dot, or parentheses. */
export function symbolInCode(text: string): string | undefined {
  const match = /^((?:[a-z_$][\w$]*(?:\.|::|#|->))*[a-z_$][\w$]*)(?:\([^()\n]*\))?$/i.exec(text);
  const name = match?.[1];
  if (!name || text.length > 120 || fileEnding.test(name)) return undefined;
  const isNamed =
    name !== text || /[.:#>]/.test(name) || (/[a-z]/.test(name) && /[A-Z]/.test(name)) || /\w_\w/.test(name);
  return isNamed && name.length > 2 ? name : undefined;
}

/** Finds what may be paths in running text: with a line, or with a folder and an ending. */
export function splitPaths(text: string): readonly TextPiece[] {
  const pattern =
    /(?<![\w/:.@~\\-])(?:file:\/\/\/[^\s<>"'`)\]]+[\w/]|(?:[a-z]:[\\/]|~?[\\/]|\.{1,2}[\\/])?(?:(?:[\w@.+#-]|\[[\w.-]{1,40}\]|\([\w.-]{1,40}\))+[\\/])+[\w@+-][\w@.+-]*\.[a-z]\w{0,9}(?::\d+(?::\d+)?(?:[-–]\d+)?|#L\d+(?:-L?\d+)?|\(\d+(?:, ?\d+)?\))?|[\w@+-][\w@.+-]*\.[a-z]\w{0,9}(?::\d+(?::\d+)?(?:[-–]\d+)?|#L\d+(?:-L?\d+)?|\(\d+, ?\d+\)))(?![\w/])/gi;
  if (!/[./\\]/.test(text)) return [{ text }];
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const { index, 0: found } of pathsIn(text, pattern)) {
    if (index > from) pieces.push({ text: text.slice(from, index) });
    from = index + found.length;
    const place = lineBehind(text.slice(from));
    const target = /^file:/i.test(found) ? fileTarget(fileOfUrl(found)) : fileTarget(found);
    pieces.push({ text: found, target: target.line === undefined ? { ...target, ...place } : target });
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** No path is as long; to look for one in a line of Base64 would take seconds. */
const longWord = /\S{1000,}/g;

function* pathsIn(text: string, pattern: RegExp): Generator<RegExpExecArray> {
  let from = 0;
  for (const { 0: word, index } of [...text.matchAll(longWord), { 0: '', index: text.length }]) {
    for (const match of text.slice(from, index).matchAll(pattern)) {
      match.index += from;
      yield match;
    }
    from = index + word.length;
  }
}

/** Behind a path: `line 12`, `(lines 12-20)`, `, L12`. */
const behindForm =
  /^,? ?\(?(?:at |on )?(?:lines? |L)(?<line>\d{1,7})(?:(?:[-–]| to | and )L?(?<end>\d{1,7}))?(?!\w|\.\d)/i;

/** The lines that the words behind a path name. */
export function lineBehind(text: string): Pick<FileTarget, 'line' | 'endLine'> | undefined {
  const groups = behindForm.exec(text)?.groups;
  const line = Number(groups?.['line'] ?? 0);
  if (line < 1) return undefined;
  const endLine = Number(groups?.['end'] ?? 0);
  return { line, ...(endLine > line ? { endLine } : {}) };
}

/** A path of Windows has a slash in front of its drive there. */
function fileOfUrl(url: string): string {
  return decode(url.replace(/^file:\/\//i, '')).replace(/^\/(?=[a-z]:)/i, '');
}

function withoutPlace(path: string): string {
  return placeForms.reduce((rest, form) => (rest === path ? path.replace(form, '') : rest), path);
}

function fileTarget(path: string): FileTarget {
  const bare = withoutPlace(path).replace(/[?#]\w[^\\/]*$/, '');
  const groups = placeForms.map((form) => form.exec(path)?.groups).find(Boolean) ?? {};
  const line = Number(groups['line'] ?? 0);
  if (line < 1) return { kind: 'file', path: bare };
  const column = Number(groups['column'] ?? 0);
  const endLine = Number(groups['end'] ?? 0);
  return {
    kind: 'file',
    path: bare,
    line,
    ...(column > 0 ? { column } : {}),
    ...(endLine > line ? { endLine } : {}),
  };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A lone percent sign is part of the file's name.
    return path;
  }
}
