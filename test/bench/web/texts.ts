const section = (index: number): string => `## Part ${index}

The function \`total${index}\` adds the price of **each line** and never rounds; see [the notes](https://example.com/${index}).

- first point of part ${index}
- second point, with \`code\` and *stress*
- third point

| name | value |
| --- | --- |
| rate | ${index} |
| limit | ${index * 3} |

\`\`\`ts
export function total${index}(lines: readonly Line[]): number {
  // whole cents only
  return lines.reduce((sum, line) => sum + line.price * ${index}, 0);
}
\`\`\`

`;

/** An answer of headings, lists, tables and short code. */
export function longAnswer(length: number): string {
  let text = '';
  for (let index = 1; text.length < length; index++) text += section(index);
  return text.slice(0, length);
}

/** An answer that is one block of code. */
export function longCode(length: number): string {
  let text = '```ts\n';
  for (let index = 1; text.length < length; index++)
    text += `const value${index} = compute(${index}, 'text ${index}'); // line ${index}\n`;
  return `${text}\`\`\`\n`;
}
