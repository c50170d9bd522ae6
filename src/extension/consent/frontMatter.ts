/** The head of a Markdown file between two lines of dashes; undefined when there is none or it does not end. */
export function frontMatter(text: string): string | undefined {
  const head = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*$/m.exec(text);
  return head?.index === 0 ? head[1] : undefined;
}

/** Names of its fields; undefined when a line of it is none that we know. */
export function fieldNames(head: string): readonly string[] | undefined {
  const names: string[] = [];
  for (const line of head.split(/\r?\n/)) {
    if (/^(?:\s.*|#.*|- .*)?$/.test(line)) continue; // more of the field before, or nothing
    const name = /^([A-Za-z][\w-]*)[ \t]*:(?:\s|$)/.exec(line)?.[1];
    if (name === undefined) return undefined;
    names.push(name);
  }
  return names;
}

export function fieldOf(head: string, name: string): string | undefined {
  const value = new RegExp(`^${name}[ \\t]*:[ \\t]*(.+)$`, 'm').exec(head)?.[1]?.trim();
  return value?.replace(/^(["'])(.*)\1$/, '$2') || undefined;
}

const wordsOnly: ReadonlySet<string> = new Set([
  'name',
  'description',
  'license',
  'metadata',
  'version',
  'author',
  'compatibility',
  'argument-hint',
  'user-invocable',
  'disable-model-invocation',
]);

/** Whether a skill is more than words for the model; a field that we do not know may be anything. */
export function bringsTools(text: string): boolean {
  if (!/^\uFEFF?---/.test(text)) return false;
  const names = fieldNames(frontMatter(text) ?? '?');
  return names === undefined || names.some((name) => !wordsOnly.has(name));
}
