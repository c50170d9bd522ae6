/** Parts of a picture that we draw ourselves, in the colours that all diagrams of the page have. */

/** What is drawn: its SVG and what a screen reader says of it. */
export interface OwnDrawing {
  readonly svg: string;
  readonly words: string;
}

export const textSize = 13;
export const smallSize = 11;

export function svgOf(width: number, height: number, parts: readonly string[]): string {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const size = `viewBox="0 0 ${w} ${h}" width="${w}" height="${h}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${parts.join('')}</svg>`;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

export function element(name: string, attributes: Attributes, content = ''): string {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? short(value) : escaped(value)}"`],
  );
  return `<${name}${pairs.join('')}>${content}</${name}>`;
}

export function textAt(x: number, y: number, words: string, more: Attributes = {}): string {
  const look = { fill: 'var(--_text)', 'font-size': textSize, 'dominant-baseline': 'central' };
  return element('text', { x, y, ...look, ...more }, escaped(words));
}

/** Nobody can measure text before it is drawn; these are the widths of an average face. */
export function widthOf(words: string, size = textSize): number {
  let units = 0;
  for (const one of words) units += (one.codePointAt(0) ?? 0) >= 0x1100 ? 1 : 0.56;
  return units * size;
}

/** Breaks a text into lines of so many characters, at blanks. */
export function wrapped(words: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
}
