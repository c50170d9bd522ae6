import { isInert, isOtherNameOf, runnerOf, type Runner } from './commandWrappers';
import type { ShellWord } from './shellCommands';

/** The last part of a path, without the endings of Windows. */
export function nameOf(program: string): string {
  const [last = ''] = /[^/\\]*$/.exec(program) ?? [];
  return last
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/\.(exe|cmd|bat|ps1|com)$/, '');
}

export function isVerb(program: string, verb: string, word: string): boolean {
  return word.toLowerCase() === verb.toLowerCase() || isOtherNameOf(program, verb, word.toLowerCase());
}

/** `-rf` is there in `-fr` and in `-r -f`. */
export function hasLetters(words: readonly ShellWord[], option: string): boolean {
  const letters = words.flatMap(({ text }) => (/^-\w+$/.test(text) ? [...text.slice(1)] : []));
  return [...option.slice(1)].every((letter) => letters.includes(letter));
}

/** The verb of git behind its own options; with a configuration of its own any verb may run anything. */
export function verbIn(program: string, rest: readonly ShellWord[]): string | undefined {
  return program === 'git' && !rest[0]?.text.startsWith('-') ? rest[0]?.text : undefined;
}

export function isInertLine(words: readonly ShellWord[]): boolean {
  const [first, ...rest] = words;
  return (
    first !== undefined && !first.isOpaque && isInert(nameOf(first.text), verbIn(nameOf(first.text), rest))
  );
}

/** A program that runs what other parts of the line may have made: a script, an alias, a variable. */
export function isLinking(word: ShellWord, index: number): boolean {
  if (index > 0) return false;
  const name = nameOf(word.text);
  return (
    word.isOpaque ||
    runnerOf(name) !== undefined ||
    /[/\\]/.test(word.text) ||
    ['source', '.', 'alias', 'function', 'trap', 'set-alias', 'doskey', 'xargs', 'sudo', 'env'].includes(name)
  );
}

/** The code that stands on the command line; undefined when there is none. */
export function codeFor(kind: Runner, rest: readonly ShellWord[]): readonly ShellWord[] | undefined {
  if (kind === 'eval') return rest.length > 0 ? rest : undefined;
  if (kind === undefined) return undefined;
  const isFlag = flags(kind);
  const at = rest.findIndex(({ text }) => isFlag.test(text));
  if (at === -1 || at + 1 >= rest.length) return undefined;
  return kind === 'shell' ? rest.slice(at + 1, at + 2) : rest.slice(at + 1);
}

function flags(kind: Runner): RegExp {
  switch (kind) {
    case 'cmd':
      return /^\/[ckr]$/i;
    case 'powershell':
      return /^-c(o(m(m(a(nd?)?)?)?)?)?$/i;
    case 'interpreter':
      return /^(-[cerEp]|-\w*[ce]|--eval|--print|eval)$/;
    default:
      return /^-[A-Za-z]*c[A-Za-z]*$/;
  }
}

function indexOfWord(text: string, word: string, from: number): number {
  for (let at = text.indexOf(word, from); at !== -1; at = text.indexOf(word, at + 1)) {
    const around = `${text.charAt(at - 1)}${text.charAt(at + word.length)}`;
    if (!/\w/.test(around)) return at;
  }
  return -1;
}

/** Whether these words stand in a text one after the other, whatever is between them and in whatever quotes. */
export function isNamed(words: readonly string[], text: string): boolean {
  const bare = text.toLowerCase().replace(/\$\{[^}]*\}|\$[@*]/g, '');
  return [bare.replace(/["'\\^`+]/g, ''), bare.replace(/["'\\^`]/g, ' ')].some((one) => {
    let from = 0;
    return words.every((word) => {
      const at = indexOfWord(one, word.toLowerCase(), from);
      from = at + 1;
      return at !== -1;
    });
  });
}
