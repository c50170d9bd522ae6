/** What a block of code says about itself. */
export interface CodeInfo {
  readonly language: string;
  /** The file that the opening fence names, shown as the block's title. */
  readonly title: string | undefined;
  /** The file that the fence or a comment in the first line names. */
  readonly file: string | undefined;
}

export function readCodeInfo(info: string, code: string): CodeInfo {
  const [first = '', ...rest] = info.trim().split(/\s+/);
  const isFile = /[\w-]\.\w+$/.test(first) && /[\\/]/.test(first);
  const [before = '', after] = first.split(/:(?=.*\.\w+$)/);
  const title = isFile && after === undefined ? first : (after ?? fileIn(rest));
  const language = isFile && after === undefined ? (/\.(\w+)$/.exec(first)?.[1] ?? '') : before;
  return { language, title, file: title ?? fileInComment(code) };
}

function fileIn(words: readonly string[]): string | undefined {
  return words
    .map((word) => word.replace(/^(?:title|file|filename)=|["'{}]/g, ''))
    .find((word) => /[\w-]\.\w+$/.test(word));
}

function fileInComment(code: string): string | undefined {
  const end = code.indexOf('\n');
  const line = code.slice(0, end < 0 ? 200 : Math.min(end, 200));
  return /^\s*(?:\/\/|#|--|\/\*|<!--|;|%)\s*(?:file(?:name)?:\s*)?((?:[\w@.+-]+[\\/])*[\w@+-][\w@.+-]*\.[a-z]\w{0,9})\s*(?:\*\/|-->)?\s*$/i.exec(
    line,
  )?.[1];
}

const shells = new Set(
  'bash sh shell zsh fish console shell-session shellsession terminal powershell pwsh ps1 bat cmd batch nu'.split(
    ' ',
  ),
);

/** Whether the block holds commands for a terminal. */
export function isShell(language: string): boolean {
  return shells.has(language.toLowerCase());
}
