import {
  codeFor,
  hasLetters,
  isInertLine,
  isLinking,
  isNamed,
  isVerb,
  nameOf,
  verbIn,
} from './commandRunners';
import { globalsOf, isInert, runnerOf, wrapperOf } from './commandWrappers';
import { shellCommands, type ShellCommand, type ShellStyle, type ShellWord } from './shellCommands';

/** Whether a line runs what a rule forbids: surely, perhaps, or not as far as anybody can read it. */
export type Denial = 'certain' | 'possible' | 'no';

const longest = 10_000;
/** How many commands of a line are looked at; the rest of a longer one is not known. */
const most = 200;
/** In how many places of one command another may begin. */
const manyStarts = 8;

/** Whether a command line, in any shell, runs the program with the verbs of a rule such as `git push`. */
export function deniedBy(line: string, words: readonly string[]): Denial {
  const wanted = words.filter((word) => word !== '');
  if (wanted.length === 0) return 'no';
  if (line.length > longest) return 'possible';
  const windows = new Judge(wanted, 'windows').line(line);
  // What ends a quote in one shell does not in another.
  const isArguable = /\\["']/.test(line);
  return strongest([new Judge(wanted, 'posix').line(line), isArguable ? weaker(windows) : windows]);
}

function strongest(all: readonly Denial[]): Denial {
  return all.includes('certain') ? 'certain' : all.includes('possible') ? 'possible' : 'no';
}

function weaker(denial: Denial): Denial {
  return denial === 'certain' ? 'possible' : denial;
}

function possibleIf(is: boolean): Denial {
  return is ? 'possible' : 'no';
}

/** Code that starts programs, or hides what it does. */
const spawns =
  /exec|spawn|system|popen|subprocess|child_process|eval|atob|base64|fromcharcode|invoke|start-process|`/i;

class Judge {
  private readonly program: string;
  private looked = 0;

  constructor(
    private readonly wanted: readonly string[],
    private readonly style: ShellStyle,
  ) {
    this.program = nameOf(wanted[0] ?? '');
  }

  line(line: string): Denial {
    const { commands, isBroken } = shellCommands(line, this.style);
    const each = commands.map((command) => this.command(command, command.words));
    // One part of a line may make or name what another part runs.
    const isLinked = isBroken || commands.some(({ words }) => words.some(isLinking));
    return strongest([...each, possibleIf(isLinked && this.isNamedIn(line))]);
  }

  private command(command: ShellCommand, words: readonly ShellWord[]): Denial {
    const found = this.started(command, words);
    return command.isUnsure ? weaker(found) : found;
  }

  private started(command: ShellCommand, all: readonly ShellWord[]): Denial {
    if (++this.looked > most) return 'possible';
    const start = all.findIndex(({ text }) => !/^[A-Za-z_]\w*\+?=/.test(text));
    const words = start === -1 ? [] : all.slice(start);
    const before = start === -1 ? all : all.slice(0, start);
    if (before.some(({ text }) => this.isNamedIn(text))) return 'possible';
    const [first, second] = words;
    if (!first) return 'no';
    if (first.isOpaque && second?.text === '=') return this.command(command, words.slice(2));
    if (first.isOpaque) return 'possible';
    const name = nameOf(first.text);
    const rest = words.slice(1);
    if (name === this.program) return this.verbs(command, first, rest);
    if (this.wanted.length > 1 && name === `${this.program}-${this.wanted[1] ?? ''}`) return 'certain';
    if (wrapperOf(name)) return this.wrapped(command, name, rest);
    if (runnerOf(name)) return this.told(command, name, rest);
    if (isInert(name, verbIn(name, rest))) return 'no';
    return possibleIf(this.isNamedIn(command.text) || this.mayStart(command, rest));
  }

  /** Whether a program that nobody knows would run the one, if it runs what stands from some word on. */
  private mayStart(command: ShellCommand, words: readonly ShellWord[]): boolean {
    const opaque = words.findIndex(({ isOpaque }) => isOpaque);
    const verb = this.wanted[1];
    if (opaque !== -1 && verb !== undefined)
      if (words.slice(opaque).some(({ text }) => isVerb(this.program, verb, text))) return true;
    const starts = words.flatMap(({ text }, at) => (this.isStart(nameOf(text)) ? [at] : []));
    return starts.length > manyStarts || starts.some((at) => this.startsAt(command, words.slice(at)));
  }

  private isStart(name: string): boolean {
    return name === this.program || runnerOf(name) !== undefined;
  }

  private startsAt(command: ShellCommand, words: readonly ShellWord[]): boolean {
    const [first, ...rest] = words;
    if (!first) return false;
    const name = nameOf(first.text);
    if (name === this.program) return this.verbs(command, first, rest) !== 'no';
    return codeFor(runnerOf(name), rest) !== undefined && this.told(command, name, rest) !== 'no';
  }

  /** The program is the one; are its verbs? */
  private verbs(command: ShellCommand, first: ShellWord, rest: readonly ShellWord[]): Denial {
    const globals = globalsOf(this.program);
    const verbs = this.wanted.slice(1).filter((word) => !word.startsWith('-'));
    let isSure = !first.isPieced;
    let matched = 0;
    for (let at = 0; at < rest.length && matched < verbs.length; at++) {
      const word = rest[at];
      const verb = verbs[matched] ?? '';
      if (!word || word.isOpaque) return 'possible';
      const { text } = word;
      if (text.startsWith('-') || text.startsWith('+')) {
        if (globals?.includes(text)) at++;
      } else if (isVerb(this.program, verb, text)) {
        matched++;
        isSure &&= !word.isPieced;
      } else if (globals === undefined && rest[at - 1]?.text.startsWith('-')) {
        isSure = false; // it may be the value of that option
      } else return this.otherVerb(command, rest, text, verb);
    }
    if (matched < verbs.length) return 'no';
    return this.options(rest, isSure);
  }

  private otherVerb(command: ShellCommand, rest: readonly ShellWord[], text: string, verb: string): Denial {
    // npm takes the beginning of a verb for the verb.
    if (this.program === 'npm' && text.length > 1 && verb.startsWith(text)) return 'possible';
    const setsUp = rest.some((word) => /^(-c|--config-env|--exec-path)/.test(word.text));
    const isHarmless = isInert(this.program, text) && !(setsUp && rest[0]?.text.startsWith('-'));
    return possibleIf(!isHarmless && this.isNamedIn(command.text));
  }

  private options(rest: readonly ShellWord[], isSure: boolean): Denial {
    const options = this.wanted.slice(1).filter((word) => word.startsWith('-'));
    const found = options.map((option): Denial => {
      if (rest.some(({ text }) => text === option || text.startsWith(`${option}=`))) return 'certain';
      if (/^-\w+$/.test(option) && hasLetters(rest, option)) return 'certain';
      // Another spelling may mean the same, as `-f` and `+main` do for a push by force.
      return possibleIf(rest.some((word) => word.isOpaque || word.isPieced || /^[-+]/.test(word.text)));
    });
    if (found.includes('no')) return 'no';
    return isSure && !found.includes('possible') ? 'certain' : 'possible';
  }

  private wrapped(command: ShellCommand, name: string, rest: readonly ShellWord[]): Denial {
    const { valued = [], operands = 0 } = wrapperOf(name) ?? {};
    if (name === 'command' && /^-[vV]$/.test(rest[0]?.text ?? '')) return 'no';
    let at = 0;
    for (; at < rest.length; at++) {
      const text = rest[at]?.text ?? '';
      const isOwn = text === '' || text.startsWith('-') || (name === 'start' && text.startsWith('/'));
      if (!isOwn || rest[at]?.isOpaque) break;
      if (valued.includes(text)) at++;
    }
    const inner = rest.slice(at + operands);
    const found = this.command(command, inner);
    if (found !== 'no') return found;
    // xargs puts words from elsewhere behind the program.
    const isOpen = name === 'xargs' && nameOf(inner[0]?.text ?? '') === this.program && inner.length === 1;
    return possibleIf(isOpen || (!isInertLine(inner) && this.isNamedIn(command.text)));
  }

  /** What a shell or interpreter is told to run. */
  private told(command: ShellCommand, name: string, rest: readonly ShellWord[]): Denial {
    const kind = runnerOf(name);
    const named = possibleIf(this.isNamedIn(command.text));
    const code = codeFor(kind, rest);
    if (code === undefined) {
      // Without a file it runs what it reads.
      const isReading = kind !== 'eval' && kind !== 'cmd' && !rest.some(({ text }) => /^[^-]/.test(text));
      const isVersion = rest.length > 0 && rest.every(({ text }) => /^--?(v|version|h|help)$/i.test(text));
      const isEncoded = kind === 'powershell' && rest.some(({ text }) => /^-e(c|n)/i.test(text));
      return possibleIf(isEncoded || (isReading && !isVersion) || named === 'possible');
    }
    if (code.some((word) => word.isOpaque)) return 'possible';
    const text = code.map((word) => word.text).join(' ');
    this.looked += 10; // a whole line again
    if (kind === 'interpreter') return possibleIf(named === 'possible' || spawns.test(text));
    return strongest([this.line(text), named === 'possible' && !this.isRead(text) ? 'possible' : 'no']);
  }

  /** Whether the told text was read as commands that only speak of it. */
  private isRead(text: string): boolean {
    const { commands, isBroken } = shellCommands(text, this.style);
    return !isBroken && commands.every(({ words }) => isInertLine(words));
  }

  private isNamedIn(text: string): boolean {
    return isNamed([this.program, ...this.wanted.slice(1)], text);
  }
}
