/** What a block of shell code comes to in a terminal: its commands, one a line. */
export function shellLines(code: string): readonly string[] {
  const lines = code
    .replace(/\r\n?/g, '\n')
    .split('\n')
    // A terminal would obey control characters: end the line, interrupt, move the cursor.
    .map((line) =>
      line
        .replaceAll('\t', '  ')
        .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
        .trimEnd(),
    );
  const isPrompt = /^\s*(?:\$|PS[^>]*>|>) /;
  const hasPrompts = /^\s*(?:\$|PS[^>]*>) /.test(lines.find((line) => line.trim()) ?? '');
  // With prompts shown, every other line is what a command printed.
  const commands = hasPrompts
    ? lines.filter((line) => isPrompt.test(line)).map((line) => line.replace(isPrompt, ''))
    : lines;
  return commands.filter((line, index) => line.trim() !== '' || isInside(commands, index));
}

/** Empty lines may matter between others, as in a here-document. */
function isInside(lines: readonly string[], index: number): boolean {
  return lines.slice(0, index).some((line) => line.trim()) && lines.slice(index).some((line) => line.trim());
}
