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

/** A frozen block keeps its object and so its elements, which are not even compared again. */
function BlockView({ block, level }: { block: Block; level: number }) {
  const drawn = useMemo(
    () => (block.kind === 'token' ? drawBlock(block.token, level) : undefined),
    [block, level],
  );
  if (block.kind === 'open-code') return <CodeBlock code={block.code} info={block.info} isOpen />;
  return drawn;
}
