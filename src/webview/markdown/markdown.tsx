import { Component, type ComponentChild } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { drawBlock } from './block';
import { headingLevels, MarkdownBlocks, type Block } from './blocks';
import { CodeBlock } from './codeBlock';

/** An answer of ordinary length has no stretches: its blocks stand directly in it. */
const plainBlocks = 16;
const stretchBlocks = 12;

/** The one renderer of model text: markdown tokens become elements, nothing becomes HTML. */
export function Markdown({ text, isOpen = false }: { text: string; isOpen?: boolean }) {
  const [splitter] = useState(() => new MarkdownBlocks());
  const blocks = useMemo(() => splitter.update(text, isOpen), [splitter, text, isOpen]);
  const levels = headingLevels(blocks);
  const stretches = stretchStarts(blocks.length);
  return (
    <div class={isOpen ? 'md is-open' : 'md'}>
      {drawRange(blocks, levels, 0, plainBlocks)}
      {stretches.map((start) => (
        <Stretch key={`from ${start}`} blocks={blocks} levels={levels} start={start} />
      ))}
    </div>
  );
}

interface StretchProps {
  readonly blocks: readonly Block[];
  readonly levels: readonly number[];
  readonly start: number;
}

/**
 * A part of a long answer. The browser leaves out those far away, and they are not compared again while their
 * blocks stay the same, so that a piece of text costs the same after ten pages as on the first.
 */
class Stretch extends Component<StretchProps> {
  override shouldComponentUpdate({ blocks, levels, start }: StretchProps): boolean {
    const old = this.props;
    for (let at = start; at < start + stretchBlocks; at++) {
      if (blocks[at] !== old.blocks[at] || levels[at] !== old.levels[at]) return true;
    }
    return false;
  }

  override render({ blocks, levels, start }: StretchProps) {
    return <div class="stretch">{drawRange(blocks, levels, start, start + stretchBlocks)}</div>;
  }
}

function stretchStarts(count: number): readonly number[] {
  const length = Math.max(0, Math.ceil((count - plainBlocks) / stretchBlocks));
  return Array.from({ length }, (_, index) => plainBlocks + index * stretchBlocks);
}

function drawRange(
  blocks: readonly Block[],
  levels: readonly number[],
  start: number,
  end: number,
): ComponentChild[] {
  return blocks
    .slice(start, end)
    .map((block, index) => <BlockView key={index} block={block} level={levels[start + index] ?? 0} />);
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
