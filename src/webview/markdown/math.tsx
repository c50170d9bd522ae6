import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { useChat } from '../state/context';
import { t } from '../base/l10n';

/** A formula; its source stands there until the script that draws it has come. */
export function Formula({ tex, isDisplay }: { tex: string; isDisplay: boolean }) {
  const { math } = useChat();
  useEffect(() => math.load(), [math]);
  const draw = math.value.value;
  const drawn = useMemo(() => draw?.(tex, isDisplay), [draw, tex, isDisplay]);
  if (!drawn) return <Source tex={tex} isDisplay={isDisplay} />;
  if ('problem' in drawn) return <Source tex={tex} isDisplay={isDisplay} problem={drawn.problem} />;
  return <Mounted element={drawn.element} isDisplay={isDisplay} />;
}

function Mounted({ element, isDisplay }: { element: Element; isDisplay: boolean }) {
  const holder = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => holder.current?.replaceChildren(element), [element]);
  if (!isDisplay) return <span class="math" ref={holder} />;
  return <span class="math display" ref={holder} tabIndex={0} role="group" aria-label={t('Formula')} />;
}

function Source({ tex, isDisplay, problem }: { tex: string; isDisplay: boolean; problem?: string }) {
  return (
    <span class={isDisplay ? 'math-source display' : 'math-source'}>
      <code dir="ltr">{tex}</code>
      {problem && (
        <span class="math-problem" title={problem}>
          {t('This formula cannot be drawn.')}
        </span>
      )}
    </span>
  );
}
