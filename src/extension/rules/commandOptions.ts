/** What the value of an option may be, by the name that the table of commands gives it. */
const kinds: readonly (readonly [string, RegExp])[] = [
  ['<number>', /^\+?\d{1,9}$/],
  ['<letters>', /^[A-Za-z]{1,20}$/],
  ['<name>', /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/],
  ['<text>', /^[A-Za-z0-9_][A-Za-z0-9_.:/+, -]*$/],
  // PowerShell cuts a word that begins with a dash at a dot or colon.
  ['<word>', /^\w[\w/-]*$/],
  ['<revision>', /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/],
  ['<lines>', /^\d{1,9}(,\+?\d{1,9})?$/],
  ['<duration>', /^\d{1,6}(ms|s|m|h)$/],
];

/** How many words from this one on are an option of the list, spelled exactly so; 0 for what is not on it. */
export function optionLength(list: string, words: readonly string[], at: number): number {
  const [word = '', value = ''] = words.slice(at, at + 2);
  const specs = list.trim().split(/\s+(?=-)/);
  for (const spec of specs) {
    const [form = '', separate] = spec.split(' ');
    if (separate === undefined ? isForm(form, word) : word === form && isValue(separate, value))
      return separate === undefined ? 1 : 2;
  }
  return 0;
}

function isForm(form: string, word: string): boolean {
  const letters = /^-\{(.+)\}$/.exec(form)?.[1];
  if (letters !== undefined)
    return /^-[A-Za-z0-9]+$/.test(word) && [...word.slice(1)].every((letter) => letters.includes(letter));
  const value = /^(-[^<]*[^<]|-|--[a-z-]+=)(<[a-z]+>)$/.exec(form);
  if (value)
    return word.startsWith(value[1] ?? '') && isValue(value[2] ?? '', word.slice((value[1] ?? '').length));
  const choices = /^(--[a-z-]+=)(.+\|.+)$/.exec(form);
  if (choices) return (choices[2] ?? '').split('|').some((choice) => word === `${choices[1] ?? ''}${choice}`);
  return form !== '' && word === form;
}

function isValue(kind: string, value: string): boolean {
  return kinds.some(([name, allowed]) => name === kind && allowed.test(value));
}
