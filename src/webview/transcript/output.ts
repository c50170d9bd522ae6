import type { ComponentChild } from 'preact';
import { h } from 'preact';

/** The end of a long output, where the news is. */
export function lastLines(output: string, count: number): string {
  let at = output.length;
  for (let left = count; left > 0 && at > 0; left--) at = output.lastIndexOf('\n', at - 1);
  return at > 0 ? output.slice(at + 1) : output;
}

const words = new Map([
  [1, 'bold'],
  [2, 'dim'],
  [3, 'italic'],
  [4, 'underline'],
]);

/** Output with the colours that are left in it, as `ESC [ numbers m`. */
export function drawOutput(output: string): ComponentChild {
  if (!output.includes('\u001b')) return output;
  const drawn: ComponentChild[] = [];
  let style = '';
  // The text and the numbers by turns; a code that was cut in two says nothing.

  output.split(/\u001b(?:\[([0-9;]*)m)?/).forEach((part = '', at) => {
    if (at % 2 === 1) style = classesOf(part);
    else if (part !== '') drawn.push(style === '' ? part : h('span', { key: at, class: style }, part));
  });
  return drawn;
}

function classesOf(numbers: string): string {
  const codes = numbers.split(';').map(Number);
  const hasGround = codes.some((code) => (code >= 40 && code < 50) || code >= 100);
  return codes
    .flatMap((code) => {
      const word = words.get(code);
      if (word !== undefined) return [`out-${word}`];
      const isGround = (code >= 40 && code < 50) || code >= 100;
      // Black and white of a terminal cannot be read on every page, nor what was chosen for another ground.
      const isGrey = [30, 37, 97].includes(code);
      return isGround || (code >= 30 && !hasGround && !isGrey) ? [`out-${code}`] : [];
    })
    .join(' ');
}
