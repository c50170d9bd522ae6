import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { ContextUsage } from '../../protocol/toView';
import { useChat } from '../state/context';
import { wholeNumber } from '../base/format';
import { t } from '../base/l10n';
import { ContextPanel } from './contextPanel';
import { usePopup } from './popup';

const circumference = 2 * Math.PI * 6;

/** How much of the model's context the session takes; opens to what takes it and what it cost. */
export function ContextRing() {
  const { store, send } = useChat();
  const popup = usePopup<HTMLElement>();
  const usage = store.usage.value;
  const share = usage && usage.limitTokens > 0 ? Math.min(1, usage.usedTokens / usage.limitTokens) : 0;
  const percent = Math.round(share * 100);
  const words = usage ? usageWords(usage, percent) : t('Context and cost');
  const open = () => {
    send({ type: 'usage/load' });
    popup.open();
  };
  useEffect(
    () => store.onNudge((nudge) => nudge.type === 'foot/open' && nudge.what === 'context' && open()),
    [store],
  );
  useLayoutEffect(() => {
    if (popup.isOpen) popup.panel.current?.focus();
  }, [popup.isOpen]);
  if (!usage && store.turns.value.length === 0 && !popup.isOpen) return null;
  return (
    <>
      <button
        ref={popup.trigger}
        class="pick ctx"
        type="button"
        aria-haspopup="dialog"
        aria-expanded={popup.isOpen}
        aria-label={words}
        title={words}
        onClick={() => (popup.isOpen ? popup.close() : open())}
      >
        <Ring share={share} />
        {usage && <span class="num">{percent}%</span>}
      </button>
      {popup.isOpen && <ContextPanel popup={popup} />}
    </>
  );
}

function Ring({ share }: { share: number }) {
  return (
    <svg class="ring" viewBox="0 0 16 16" aria-hidden="true">
      <circle class="t" cx="8" cy="8" r="6" />
      <circle class="v" cx="8" cy="8" r="6" stroke-dasharray={`${share * circumference} ${circumference}`} />
    </svg>
  );
}

function usageWords({ usedTokens, limitTokens }: ContextUsage, percent: number): string {
  return t(
    'Context: {0}% used, {1} of {2} tokens',
    percent,
    wholeNumber(usedTokens),
    wholeNumber(limitTokens),
  );
}
