/** A word of a command line, as far as it can be read without a shell. */
export interface ShellWord {
  readonly text: string;
  /** A part of it is only known when the shell has replaced it. */
  readonly isOpaque: boolean;
  /** It is put together from quoted and bare parts or has escapes. */
  readonly isPieced: boolean;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** All of its text, with what stands in quotes and behind redirections. */
  readonly text: string;
  /** It may be no command at all: it stands in a comment, or in the text that another command reads. */
  readonly isUnsure: boolean;
}

/** In `windows` a backslash is a letter, and `^` and the backtick take the meaning of what follows. */
export type ShellStyle = 'posix' | 'windows';

export interface ShellReading {
  readonly commands: readonly ShellCommand[];
  /** A quote or bracket has no end, so that all of it may mean something else. */
  readonly isBroken: boolean;
}

/** Every simple command of a line, also those in brackets, in `$(…)` and between backticks. */
export function shellCommands(text: string, style: ShellStyle): ShellReading {
  return new Reader(text, style, 0).read();
}

/** No person nests deeper; what stands there is not looked at. */
const deepest = 20;

class Reader {
  private readonly commands: ShellCommand[] = [];
  private words: ShellWord[] = [];
  private at = 0;
  private start = 0;
  private word: string | undefined;
  private pieces = 0;
  private isOpaque = false;
  private isBare = false;
  private isTarget = false;
  private braces = 0;
  private isComment = false;
  private awaitsText = false;
  private isText = false;
  private isBroken = false;

  constructor(
    private readonly text: string,
    private readonly style: ShellStyle,
    private readonly depth: number,
  ) {}

  read(): ShellReading {
    while (this.at < this.text.length) this.step(this.text.charAt(this.at));
    this.endCommand();
    return { commands: this.commands, isBroken: this.isBroken };
  }

  private step(char: string): void {
    if (char === '\n' || char === '\r') return this.endLine();
    if (/\s/.test(char)) return this.endWord(1);
    if (char === "'") return this.take(this.quoted("'"));
    if (char === '"') return this.take(this.quoted('"'));
    if (this.isEscape(char)) return this.escape();
    if (char === '`' || char === '$') return this.replaced(char);
    if (char === '<' || char === '>' || (char === '&' && this.text.charAt(this.at + 1) === '>'))
      return this.redirect();
    if (';&|()'.includes(char)) return this.endCommand(1);
    if (char === '{' || char === '}') return this.brace(char);
    if (char === '#' && this.word === undefined) this.isComment = true;
    this.add(char);
  }

  /** Letters that mean themselves are one piece as long as nothing else comes between. */
  private add(char: string): void {
    if (!this.isBare) this.pieces++;
    this.isBare = true;
    this.word = `${this.word ?? ''}${char}`;
    this.at++;
  }

  private take(part: string): void {
    this.pieces++;
    this.isBare = false;
    this.word = `${this.word ?? ''}${part}`;
  }

  private isEscape(char: string): boolean {
    return this.style === 'posix' ? char === '\\' : char === '^' || char === '`';
  }

  private escape(): void {
    const next = this.text.charAt(this.at + 1);
    this.at += 2;
    if (next === '\n' || next === '') return;
    this.take(next);
    this.pieces++;
  }

  /** The content of a quote, without it; what is replaced in it is read on its own. */
  private quoted(quote: string): string {
    let part = '';
    for (this.at++; this.at < this.text.length; this.at++) {
      const char = this.text.charAt(this.at);
      if (char === quote) {
        this.at++;
        return part;
      }
      if (quote === '"' && this.isEscape(char)) {
        this.pieces++;
        this.at++;
        part += this.text.charAt(this.at);
      } else if (quote === '"' && (char === '`' || char === '$')) {
        this.inner(char);
        this.at--;
      } else part += char;
    }
    this.isBroken = true;
    return part;
  }

  private replaced(char: string): void {
    if (char === '$' && /['"]/.test(this.text.charAt(this.at + 1))) {
      this.at++;
      this.isOpaque = true;
      return this.take(this.quoted(this.text.charAt(this.at)));
    }
    this.take('');
    this.inner(char);
  }

  /** Passes over `$(…)`, `…` between backticks, `${…}` and `$name`, and reads the commands in them. */
  private inner(char: string): void {
    const next = this.text.charAt(this.at + 1);
    if (char === '`') this.nested(this.at + 1, this.text.indexOf('`', this.at + 1));
    else if (next === '(') this.nested(this.at + 2, closing(this.text, this.at + 1, '(', ')'));
    else if (next === '{') this.nested(this.at + 2, closing(this.text, this.at + 1, '{', '}'));
    else {
      const [name = ''] =
        /^\$([A-Za-z_]\w*|[0-9@*#?!$-])?/.exec(this.text.slice(this.at, this.at + 200)) ?? [];
      this.isOpaque ||= name.length > 1;
      this.at += Math.max(1, name.length);
      if (name.length < 2) this.word = `${this.word ?? ''}$`;
    }
  }

  private nested(from: number, to: number): void {
    this.isOpaque = true;
    this.isBroken ||= to === -1;
    const end = to === -1 ? this.text.length : to;
    const inner = this.depth < deepest ? this.readInner(from, end) : unread;
    this.isBroken ||= inner.isBroken;
    this.commands.push(...inner.commands.map((one) => ({ ...one, isUnsure: one.isUnsure || this.isUnsure })));
    this.at = end + 1;
  }

  private readInner(from: number, to: number): ShellReading {
    return new Reader(this.text.slice(from, to), this.style, this.depth + 1).read();
  }

  private redirect(): void {
    const [sign = ''] = /^&?[<>]+[&|-]?/.exec(this.text.slice(this.at, this.at + 8)) ?? [];
    if (/^\d+$/.test(this.word ?? '')) this.word = undefined;
    this.endWord();
    if (sign.startsWith('<<') && sign !== '<<<') this.awaitsText = true;
    this.at += Math.max(1, sign.length);
    // `<(…)` and `>(…)` are commands themselves; a bracket ends the command before.
    this.isTarget = this.text.charAt(this.at) !== '(';
  }

  private brace(char: string): void {
    if (this.word !== undefined && char === '{') this.braces++;
    else if (this.braces > 0) this.braces--;
    else return this.endCommand(1);
    this.add(char);
  }

  private endLine(): void {
    this.endCommand(1);
    this.isComment = false;
    this.isText ||= this.awaitsText;
  }

  private get isUnsure(): boolean {
    return this.isComment || this.isText;
  }

  private endWord(length = 0): void {
    if (this.word !== undefined && !this.isTarget) {
      const isJoined = this.pieces > 1 && this.word.includes('+');
      const isReplaced = this.style === 'windows' && /%[^%\s]+%|![^!\s]+!/.test(this.word);
      this.words.push({
        text: this.word,
        isOpaque: this.isOpaque || isJoined || isReplaced,
        isPieced: this.pieces > 1,
      });
    }
    if (this.word !== undefined) this.isTarget = false;
    this.word = undefined;
    this.pieces = 0;
    this.braces = 0;
    this.isOpaque = false;
    this.isBare = false;
    this.at += length;
  }

  private endCommand(length = 0): void {
    this.endWord();
    const text = this.text.slice(this.start, this.at);
    const unsure = this.isUnsure && !(this.isComment && this.words.some(({ text }) => text.startsWith('#')));
    if (this.words.length > 0) this.commands.push({ words: this.words, text, isUnsure: unsure });
    this.words = [];
    this.isTarget = false;
    this.at += length;
    this.start = this.at;
  }
}

const unread: ShellReading = {
  commands: [{ words: [{ text: '', isOpaque: true, isPieced: false }], text: '', isUnsure: true }],
  isBroken: true,
};

/** Where the bracket at `from` ends, with those in between in pairs and those in quotes passed over. */
function closing(text: string, from: number, open: string, close: string): number {
  let depth = 0;
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote) quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === open) depth++;
    else if (char === close && --depth === 0) return at;
  }
  return -1;
}
