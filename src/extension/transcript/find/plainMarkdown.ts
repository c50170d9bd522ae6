const fence = /^ {0,3}(`{3,}|~{3,})[^\n]*$/;

/** The words of a markdown text as they are read: marks go, code stays as it is written. */
export function plainMarkdown(text: string): string {
  let open: string | undefined;
  const lines: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const mark = fence.exec(line)?.[1];
    if (open !== undefined && mark?.startsWith(open) && line.trim() === mark) open = undefined;
    else if (open === undefined && mark !== undefined) open = mark;
    else lines.push(open === undefined ? plainLine(line) : line);
  }
  return lines.join('\n');
}

function plainLine(line: string): string {
  const words = line
    .replace(/^\s{0,3}(?:>\s?)*(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,9}[.)]\s+)?/, '')
    .replace(/^\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?$/, '');
  // Code in a line keeps its signs, everything else loses them.
  return words
    .split(/(`+[^`]+`+)/)
    .map((part, index) => (index % 2 ? part.replace(/^`+ ?| ?`+$/g, '') : plainInline(part)))
    .join('');
}

function plainInline(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/!?\[([^\]]*)\]\[[^\]]*\]/g, '$1')
    .replace(/(\*{1,3}|~~)(?=\S)(.*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])(_{1,3})(?=\S)(.*?\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\\([\\`*_{}[\]()#+\-.!|~>])/g, '$1')
    .replace(/\s*\|\s*/g, (bar) => (text.trimStart().startsWith('|') ? '\t' : bar));
}
