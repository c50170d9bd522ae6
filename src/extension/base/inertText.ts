/** Text from outside that an editor's surface draws as it is: no link, no icon, nothing hidden, one line. */
export type Inert = string & { readonly [inertMark]: true };
declare const inertMark: unique symbol;

export interface InertOptions {
  /** No more characters are shown. */
  readonly longest?: number;
  /** Labels draw `$(name)` as an icon; notifications do not. */
  readonly drawsIcons?: boolean;
}

const usualLength = 300;

/** Control, direction, format, tag and filling characters, those of icon fonts, and spaces that are none. */
const hidden =
  /(?<!\p{Extended_Pictographic})\ufe0f|(?<!\p{Extended_Pictographic}\ufe0f?)\u200d|[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u2800]|(?![\ufe0f\u200d])[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/** The text on one line; what could not be seen or would be a link or an icon is written out. */
export function inert(text: string, options: InertOptions = {}): Inert {
  const { longest = usualLength, drawsIcons = false } = options;
  const oneLine = text.trim().replaceAll(/\s*[\r\n]+\s*/g, ' ⏎ ');
  const shown = cut(withoutLinks(written(oneLine)), longest);
  return sealed(drawsIcons ? withoutIcons(shown) : shown);
}

/** The same for a label, which draws icons. */
export function inertLabel(text: string, longest?: number): Inert {
  return inert(text, { drawsIcons: true, ...(longest === undefined ? {} : { longest }) });
}

/** Each line for itself, all of them; for the details of a dialog. */
export function inertLines(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => withoutLinks(written(line.replaceAll('\t', '  '))))
    .join('\n');
}

/** A translated sentence of ours, with values from wherever. */
export function inertSentence(
  translate: (sentence: string, ...values: (string | number)[]) => string,
  sentence: string,
  values: readonly (string | number)[],
): Inert {
  const filled = values.map((value) => (typeof value === 'number' ? value : inert(value)));
  return sealed(withoutLinks(translate(sentence, ...filled)));
}

/** Whether all of it can be seen. */
export function hidesNothing(text: string): boolean {
  return written(text) === text;
}

/** Whether every surface draws the text just as it is. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text) && !/ {2}|\]\s*\(/.test(text);
}

/** Characters that cannot be seen, as `\u202E`. */
function written(text: string): string {
  return text.replaceAll(hidden, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}

/** The editor knows no escape for its links, so the form itself is broken. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}

function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
}

function sealed(text: string): Inert {
  return text as Inert; // the one place that says so, after all of the above
}
