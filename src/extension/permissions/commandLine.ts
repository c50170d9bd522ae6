/** Characters that mean the same to every shell when they stand outside quotes. */
const plain = /[A-Za-z0-9_./:=@+,-]/;
/** Characters that stay what they are inside double quotes in every shell. */
const plainInDouble = /[A-Za-z0-9_./:=@+, *?()<>;&|#-]/;

/**
 * The words of a command line that is one simple command: no second command, no redirection, nothing that
 * a shell would replace. Undefined for every other line; in doubt a line is not simple.
 */
export function simpleWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (const char of line.trim()) {
    if (quote) {
      if (char === quote) quote = '';
      else if (!isPlainInside(quote, char)) return undefined;
      else word = `${word ?? ''}${char}`;
    } else if (char === ' ' || char === '\t') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (plain.test(char)) word = `${word ?? ''}${char}`;
    else return undefined;
  }
  if (quote) return undefined;
  if (word !== undefined) words.push(word);
  // `A=b command` changes what the command does.
  return words.length > 0 && !words[0]?.includes('=') ? words : undefined;
}

function isPlainInside(quote: string, char: string): boolean {
  // PowerShell takes curly quotes for quotes, so only plain ASCII stays what it is.
  return quote === "'" ? char >= ' ' && char <= '~' : plainInDouble.test(char);
}

/** Programs whose first word after the name says what they do. */
const withSubcommand = new Set([
  'bun',
  'bundle',
  'cargo',
  'composer',
  'deno',
  'dotnet',
  'gh',
  'git',
  'go',
  'gradle',
  './gradlew',
  'make',
  'mvn',
  './mvnw',
  'npm',
  'pip',
  'pnpm',
  'poetry',
  'rake',
  'rails',
  'swift',
  'terraform',
  'uv',
  'yarn',
]);
/** Subcommands that run whatever stands behind them, or name the real one next. */
const withThirdWord = new Set(['run', 'run-script']);
const runsAnything = new Set([
  'config',
  'dlx',
  'eval',
  'exec',
  'x',
  'create',
  'init',
  'alias',
  'bisect',
  'filter-branch',
  'rebase',
  'submodule',
]);
/** Programs that read and change nothing but names. */
const harmless = new Set(['date', 'echo', 'ls', 'pwd', 'uname', 'wc', 'which', 'whoami']);

/**
 * The words that a rule for commands of this sort would keep: `npm test` of `npm test -- cart`. Undefined when
 * only the exact line can be allowed: programs that run, remove or send whatever they are told.
 */
export function prefixOf(line: string): readonly string[] | undefined {
  const words = simpleWords(line);
  const [program = '', verb = '', target = ''] = words ?? [];
  if (harmless.has(program)) return [program];
  if (!withSubcommand.has(program) || !isVerb(verb) || runsAnything.has(verb)) return undefined;
  if (!withThirdWord.has(verb)) return [program, verb];
  // `go run` and `deno run` take a file, which may be any.
  return isVerb(target) && !['go', 'deno', 'dotnet', 'cargo', 'swift', 'uv', 'poetry'].includes(program)
    ? [program, verb, target]
    : undefined;
}

function isVerb(word: string): boolean {
  return /^[a-z][a-z0-9:_-]*$/.test(word);
}

/** Whether a line is a simple command that begins with these words and only adds what stays in its place. */
export function beginsWith(line: string, prefix: readonly string[]): boolean {
  const words = simpleWords(line);
  if (!words || prefix.length === 0 || words.length < prefix.length) return false;
  return prefix.every((word, index) => words[index] === word) && !words.slice(prefix.length).some(isRisky);
}

/** A place outside the folder: from the root, from home, up, or on another machine. */
const outside = /(^|[=,:]|^-\w)([/\\~]|[A-Za-z]:[/\\])|(^|[=,:/\\]|^-\w)\.\.([/\\]|$)/;
/** Options that make a harmless program run another one, or write where it is told. */
const changesWhatRuns =
  /^--?(c|config(-\w+)?|(tool)?exec(-\w+)?|(upload|receive)-pack|ext-diff|textconv|output|open-files-in-pager|editor|pager|script-shell|node-options|init-script|rsh|eval|require|import|loader)(=|$)/i;

function isRisky(word: string): boolean {
  return outside.test(word) || changesWhatRuns.test(word) || /^\w+=/.test(word);
}
