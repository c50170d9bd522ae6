import { stripVTControlCharacters } from 'node:util';

/** Output of a command as it reads in the end: without colours, and progress lines as they were last drawn. */
export function terminalText(output: string): string {
  const text = stripVTControlCharacters(output);
  return text.includes('\r') ? text.split('\n').map(lastDrawn).join('\n') : text;
}

/** A carriage return starts the line over. One at the end belongs to the line break, or waits for what comes. */
function lastDrawn(line: string): string {
  const drawn = line.replace(/\r+$/, '');
  return drawn.slice(drawn.lastIndexOf('\r') + 1);
}
