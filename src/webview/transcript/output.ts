const escapeSequence = new RegExp(
  '\\u001b(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)|[@-Z\\\\-_])',
  'g',
);

/** Terminal output as it would read at its end: no colour codes, overwritten lines gone. */
export function plainOutput(output: string): string {
  const bare = output.includes('\u001b') ? output.replace(escapeSequence, '') : output;
  if (!bare.includes('\r')) return bare;
  return bare
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\r', line.length - 2) + 1).replace(/\r$/, ''))
    .join('\n');
}

/** The end of a long output, where the news is. */
export function lastLines(output: string, count: number): string {
  let at = output.length;
  for (let left = count; left > 0 && at > 0; left--) at = output.lastIndexOf('\n', at - 1);
  return at > 0 ? output.slice(at + 1) : output;
}
