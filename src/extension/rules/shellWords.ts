/** Characters that mean the same to sh, bash, zsh, fish, PowerShell and cmd.exe outside quotes. */
const plain = /[A-Za-z0-9_./:=+-]/;
/** What may stand between double quotes there: nothing that is replaced, nor a wildcard that a program expands. */
const plainInDouble = /[A-Za-z0-9_./:=+, -]/;

/**
 * The words of a command line that is one simple command and is read alike by every shell: no second command, no
 * redirection, nothing replaced. Undefined for every other line; in doubt a line is not simple.
 */
export function simpleWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  for (let rest = line.replace(/^ +|[ \n]+$/g, ''); rest !== '';) {
    const word = rest.startsWith('"') ? quotedWord(rest) : bareWord(rest);
    if (word === undefined) return undefined;
    words.push(word.text);
    const after = rest.slice(word.length);
    if (after !== '' && !after.startsWith(' ')) return undefined;
    rest = after.replace(/^ +/, '');
  }
  // PowerShell takes a quoted word for a text, not a program, and `A=b command` changes what the command does.
  const first = words[0];
  return first !== undefined && !line.trimStart().startsWith('"') && !first.includes('=') ? words : undefined;
}

interface Word {
  readonly text: string;
  readonly length: number;
}

/** A whole word in quotes; only half a word in them, an empty one or an option is read in different ways. */
function quotedWord(rest: string): Word | undefined {
  const end = rest.indexOf('"', 1);
  const text = rest.slice(1, end);
  const isSafe = end > 1 && !/^[-=]|^ | $/.test(text) && [...text].every((char) => plainInDouble.test(char));
  return isSafe ? { text, length: end + 1 } : undefined;
}

function bareWord(rest: string): Word | undefined {
  const [text = ''] = /^[^ ]+/.exec(rest) ?? [];
  // zsh replaces `=name`; `~` is what it is only behind a letter or digit, as in HEAD~2.
  const isSafe =
    !text.startsWith('=') &&
    [...text.replace(/(?<=[A-Za-z0-9])~(?=\d|$|\.)/g, '')].every((char) => plain.test(char));
  return isSafe && text !== '' ? { text, length: text.length } : undefined;
}
