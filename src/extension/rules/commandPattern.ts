import { isOperand } from './commandOperands';
import { optionLength } from './commandOptions';
import { repositoryAt, type CommandContext } from './commandPlaces';
import { verbs, type Operand, type Syntax, type Verb } from './commandTable';
import { simpleWords } from './shellWords';

/** Names of scripts that a pattern may keep, by what their arguments are taken for. */
const scripts = {
  '<test>':
    /^(tests?|unit|e2e|integration|spec|coverage)([:-](unit|e2e|integration|ci|all|coverage|quick|fast|\d))*$/,
  '<lint>': /^(lint|eslint|stylelint)([:-](check|ci|all|js|ts|css|md))*$/,
  '<build>':
    /^(build|compile|check|checks|verify|validate|typecheck|type-check|types|format[:-]check|fmt[:-]check|check-format)([:-](types|lint|format|js|ts|css|ci|all))*$/,
} as const;

/**
 * The words that a rule for commands of this sort would keep: `npm test` of `npm test -- cart`. Undefined when only
 * the exact line can be allowed, which is so for whatever is not on the table of known commands.
 */
export function patternOf(line: string): readonly string[] | undefined {
  const words = simpleWords(line);
  const verb = words && verbOf(words);
  if (!verb) return undefined;
  const length = lengthOf(verb);
  return fits(verb, words.slice(length), (kind) => kind !== 'none') ? words.slice(0, length) : undefined;
}

/** Whether a line is a command of the pattern with nothing behind it but what the table knows to be harmless. */
export function isAllowedByPattern(
  line: string,
  pattern: readonly string[],
  context: CommandContext,
): boolean {
  const words = simpleWords(line);
  const verb = words && verbOf(words);
  if (!verb || pattern.length !== lengthOf(verb)) return false;
  if (!pattern.every((word, index) => word === words[index])) return false;
  // Without a repository `git diff` compares whatever files it is given, keys among them.
  if (pattern[0] === 'git' && typeof repositoryAt(context.folder) === 'string') return false;
  return fits(verb, words.slice(pattern.length), (kind, word) => isOperand(kind, word, context));
}

/** Whether a pattern is one that would still be offered; earlier versions kept others. */
export function isStillPattern(words: readonly string[]): boolean {
  const line = words.join(' ');
  const offered = patternOf(line);
  return offered?.length === words.length && offered.every((word, index) => word === words[index]);
}

/** Whether a pattern only reads, or runs what the files of the folder say. */
export function patternDoes(words: readonly string[]): 'reads' | 'runs' {
  return verbOf(words)?.does ?? 'runs';
}

function verbOf(words: readonly string[]): Verb | undefined {
  return verbs.find((verb) => verb.words.split(' ').every((word, index) => isWord(word, words[index])));
}

function isWord(wanted: string, word: string | undefined): boolean {
  if (wanted === '<test>' || wanted === '<lint>' || wanted === '<build>')
    return scripts[wanted].test(word ?? '');
  return wanted === word;
}

function lengthOf(verb: Verb): number {
  return verb.words.split(' ').length;
}

type OperandTest = (kind: Operand, word: string) => boolean;

function fits(verb: Verb, rest: readonly string[], isFine: OperandTest): boolean {
  const dashes = rest.indexOf('--');
  if (dashes === -1) return isKnown(verb, rest, isFine);
  if (!verb.afterDashes) return false;
  return (
    isKnown(verb, rest.slice(0, dashes), isFine) && isKnown(verb.afterDashes, rest.slice(dashes + 1), isFine)
  );
}

function isKnown(syntax: Syntax, words: readonly string[], isFine: OperandTest): boolean {
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? '';
    const length = word.startsWith('-') ? optionLength(syntax.options, words, at) : 1;
    if (length === 0 || (!word.startsWith('-') && !isFine(syntax.operands, word))) return false;
    at += length;
  }
  return true;
}
