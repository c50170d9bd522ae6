import { useMemo, useState } from 'preact/hooks';
import { drawBlock } from './block';
import { headingLevels, MarkdownBlocks, type Block } from './blocks';
import { CodeBlock } from './codeBlock';

/** The one renderer of model text: markdown tokens become elements, nothing becomes HTML. */
export function Markdown({ text, isOpen = false }: { text: string; isOpen?: boolean }) {
  const [splitter] = useState(() => new MarkdownBlocks());
  const blocks = useMemo(() => splitter.update(text, isOpen), [splitter, text, isOpen]);
  const levels = headingLevels(blocks);
  return (
    <div class={isOpen ? 'md is-open' : 'md'}>
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} level={levels[index] ?? 0} />
      ))}
    </div>
  );
}

/** A frozen block keeps its object, so its elements are not even compared again. */
function BlockView({ block, level }: { block: Block; level: number }) {
  const drawn = useMemo(() => {
    if (block.kind === 'token' && block.token.type !== 'code') return drawBlock(block.token, level);
    return undefined;
  }, [block, level]);
  if (block.kind === 'open-code') return <CodeBlock code={block.code} info={block.info} isOpen />;
  if (block.token.type === 'code') {
    return <CodeBlock code={String(block.token.text)} info={String(block.token.lang ?? '')} />;
  }
  return <>{drawn}</>;
}
