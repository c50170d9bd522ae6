import { useLayoutEffect, useRef } from 'preact/hooks';
import { drawVisible } from '../text/visible';
import { drawOutput, lastLines } from './output';

/** Five lines are in sight; the rest of a long output waits until the step is done. */
const liveLines = 200;

/** Output that still grows: a well of fixed height that keeps to its end. */
export function LiveWell({ output, label }: { output: string; label: string }) {
  const well = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  const text = lastLines(output, liveLines);
  useLayoutEffect(() => {
    if (well.current && isAtEnd.current) well.current.scrollTop = well.current.scrollHeight;
  }, [text]);
  const watch = () => {
    const element = well.current;
    if (element) isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 4;
  };
  return (
    <pre ref={well} class="well live" tabIndex={0} role="group" aria-label={label} onScroll={watch}>
      {drawOutput(text)}
    </pre>
  );
}

interface WellProps {
  readonly text: string;
  readonly label: string;
  /** What was asked of the tool, where every character counts; else what it printed. */
  readonly isInput?: boolean;
}

export function Well({ text, label, isInput }: WellProps) {
  return (
    <pre class={isInput ? 'well wrap' : 'well'} tabIndex={0} role="group" aria-label={label}>
      {isInput ? drawVisible(text, 'code') : drawOutput(text)}
    </pre>
  );
}
