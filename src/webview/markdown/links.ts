/** Where a link of the model leads. Anything but web, mail and files is not followed. */
export type Target =
  | { readonly kind: 'web'; readonly href: string }
  | FileTarget
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'none' };

/** Lines and columns count from 1. */
export interface FileTarget {
  readonly kind: 'file';
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
}

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
  if (/^file:\/\//i.test(trimmed)) return fileTarget(decode(trimmed.replace(/^file:\/\//i, '')));
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

export interface TextPiece {
  readonly text: string;
  readonly target?: FileTarget;
}

/** Finds what may be paths in running text: with a line, or with a folder and an ending. */
export function splitPaths(text: string): readonly TextPiece[] {
  const pattern =
    /(?<![\w/:.@~\\-])(?:(?:[a-z]:[\\/]|~?[\\/]|\.{1,2}[\\/])?(?:[\w@.+-]+[\\/])+[\w@+-][\w@.+-]*\.[a-z]\w{0,9}(?::\d+(?::\d+)?(?:[-–]\d+)?|#L\d+(?:-L?\d+)?|\(\d+(?:, ?\d+)?\))?|[\w@+-][\w@.+-]*\.[a-z]\w{0,9}(?::\d+(?::\d+)?(?:[-–]\d+)?|#L\d+(?:-L?\d+)?|\(\d+, ?\d+\)))(?![\w/])/gi;
  if (!/[./\\]/.test(text)) return [{ text }];
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: match[0], target: fileTarget(match[0]) });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

function withoutPlace(path: string): string {
  return placeForms.reduce((rest, form) => (rest === path ? path.replace(form, '') : rest), path);
}

function fileTarget(path: string): FileTarget {
  const bare = withoutPlace(path).replace(/[?#].*$/, '');
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
