import { Component, type ComponentChild } from 'preact';
import { useMemo } from 'preact/hooks';
import { orElse } from '../base/orElse';
import { useChat } from '../state/context';
import type { Block } from '../state/drawn';
import { drawVisible } from '../text/visible';
import { drawBlock } from './block';
import { CodeBlock } from './codeBlock';

/** An answer of ordinary length has no stretches: its blocks stand directly in it. */
const plainBlocks = 16;
const stretchBlocks = 12;
/** Stretches that are compared together. */
const chapterBlocks = 16 * stretchBlocks;

/** The one renderer of model text: markdown tokens become elements, nothing becomes HTML. */
export function Markdown({ text, isOpen = false }: { text: string; isOpen?: boolean }) {
  const reader = useChat().markdown.value.value;
  const splitter = useMemo(() => reader?.makeSplitter(), [reader]);
  const blocks = useMemo(() => splitter?.update(text, isOpen), [splitter, text, isOpen]);
  const className = isOpen ? 'md is-open' : 'md';
  if (!blocks)
    return (
      <div class={className}>
        <p class="raw" dir="auto">
          {drawVisible(text, 'prose')}
        </p>
      </div>
    );
  return (
    <div class={className}>
      <Plain blocks={blocks} start={0} end={plainBlocks} />
      {starts(plainBlocks, blocks.length, chapterBlocks).map((start) => (
        <Chapter key={start} blocks={blocks} start={start} end={start + chapterBlocks} />
      ))}
    </div>
  );
}

interface RangeProps {
  readonly blocks: readonly Block[];
  readonly start: number;
  readonly end: number;
}

/** Part of an answer that is not compared again while its blocks stay the same: a piece of text costs as much after ten pages as on the first. */
abstract class BlockRange extends Component<RangeProps> {
  override shouldComponentUpdate({ blocks, start, end }: RangeProps): boolean {
    const old = this.props.blocks;
    for (let at = start; at < end; at++) if (blocks[at] !== old[at]) return true;
    return false;
  }
}

class Plain extends BlockRange {
  override render({ blocks, start, end }: RangeProps) {
    return <>{drawRange(blocks, start, end)}</>;
  }
}

class Chapter extends BlockRange {
  override render({ blocks, start, end }: RangeProps) {
    return (
      <>
        {starts(start, Math.min(blocks.length, end), stretchBlocks).map((at) => (
          <Stretch key={at} blocks={blocks} start={at} end={at + stretchBlocks} />
        ))}
      </>
    );
  }
}

/** The browser leaves out those that are far away. */
class Stretch extends BlockRange {
  override render({ blocks, start, end }: RangeProps) {
    return <div class="stretch">{drawRange(blocks, start, end)}</div>;
  }
}

function starts(from: number, end: number, step: number): readonly number[] {
  const length = Math.max(0, Math.ceil((end - from) / step));
  return Array.from({ length }, (_, index) => from + index * step);
}

/** What was made of a block. As the same again it is not even compared. */
const drawn = new WeakMap<Block, ComponentChild | ComponentChild[]>();

function drawRange(blocks: readonly Block[], start: number, end: number): ComponentChild[] {
  return blocks.slice(start, end).flatMap((block, index) => {
    if (block.kind === 'open-code')
      return <CodeBlock key={index} code={block.code} info={block.info} isOpen />;
    const known =
      drawn.get(block) ??
      orElse(
        () => drawBlock(block.token, block.level, index),
        () => <p class="raw">{block.raw}</p>,
      );
    drawn.set(block, known);
    return known;
  });
}
