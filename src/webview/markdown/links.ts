/** Where a link of the model leads. Anything but web, mail and files is not followed. */
export type Target =
  | { readonly kind: 'web'; readonly href: string }
  | { readonly kind: 'file'; readonly path: string; readonly line?: number }
  | { readonly kind: 'none' };

const webAddress = /^(?:https?:\/\/|mailto:)/i;
/** Two letters at least, so that a Windows drive is no scheme. */
const scheme = /^[a-z][a-z\d+.-]+:/i;
const lineSuffix = /(?::(\d+)(?::\d+)?(?:[-–]\d+)?|#L(\d+)(?:-L?\d+)?)$/;

export function linkTarget(href: string): Target {
  const trimmed = href.trim();
  if (webAddress.test(trimmed)) return { kind: 'web', href: trimmed };
  if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith('//')) return { kind: 'none' };
  if (/^file:\/\//i.test(trimmed)) return fileTarget(decode(trimmed.replace(/^file:\/\//i, '')));
  const withoutLine = trimmed.replace(lineSuffix, '');
  if (scheme.test(withoutLine)) return { kind: 'none' };
  return fileTarget(decode(trimmed));
}

/** A path, perhaps with a line, that stands in running text or in code quotes. */
export function pathInCode(text: string): Target {
  const isPath = /^(?:[\w@.+-]*[\\/])*[\w@.+-]+\.[a-z]\w{0,7}(?::\d+(?::\d+)?(?:[-–]\d+)?)?$/i.test(text);
  const isSure = /[\\/]|:\d/.test(text);
  return isPath && isSure ? fileTarget(text) : { kind: 'none' };
}

export interface TextPiece {
  readonly text: string;
  readonly target?: Target;
}

/** Finds `path:line` in running text. */
export function splitPaths(text: string): readonly TextPiece[] {
  const pattern =
    /(?<![\w/:.@-])(?:[\w@.+-]+[\\/])*[\w@+-][\w@.+-]*\.[a-z]\w{0,7}:\d+(?::\d+)?(?:[-–]\d+)?(?!\w)/gi;
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

function fileTarget(path: string): Target {
  const match = lineSuffix.exec(path);
  const line = Number(match?.[1] ?? match?.[2] ?? 0);
  const bare = path.replace(lineSuffix, '').replace(/[?#].*$/, '');
  return line > 0 ? { kind: 'file', path: bare, line } : { kind: 'file', path: bare };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A lone percent sign is part of the file's name.
    return path;
  }
}
