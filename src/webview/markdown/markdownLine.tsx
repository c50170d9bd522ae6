import { markdownReader } from '../state/drawn';
import { VisibleText } from '../text/visible';
import { drawInline } from './inline';

/** A text as a heading of one paragraph and what comes after it; no heading where it begins with anything else. */
export function headed(text: string): { readonly heading: string; readonly rest: string } {
  const tokens = read(text);
  if (!tokens) return { heading: text, rest: '' };
  const [first, ...others] = tokens;
  const rest = others.map(({ raw }) => raw).join('\n\n');
  if (first?.type === 'paragraph') return { heading: first.raw, rest };
  if (first?.type === 'heading' && 'text' in first) return { heading: String(first.text), rest };
  return { heading: '', rest: text };
}

/** Markdown in one line, for a name or an answer to choose; nothing in it leads anywhere. */
export function MarkdownLine({ text }: { text: string }) {
  const [only, more] = read(text) ?? [];
  if (more || only?.type !== 'paragraph' || !('tokens' in only))
    return <VisibleText text={text} kind="prose" />;
  return (
    <bdi class="vis" dir="auto">
      {drawInline(only.tokens, true)}
    </bdi>
  );
}

function read(text: string) {
  const tokens = markdownReader.value?.lex(text.trim());
  return tokens?.filter(({ type }) => type !== 'space' && type !== 'def');
}
