import type { PermissionMode } from '../../protocol/toView';
import { useChat } from '../context';
import { Icon } from '../controls';
import { wholeNumber } from '../format';
import { key, t } from '../l10n';

/** The editor's own list opens; here stands only what is chosen. */
export function ModelPick() {
  const { store, send } = useChat();
  const { model, modelSource } = store.composer.value;
  const label = model || t('Choose a model');
  const isDemo = modelSource === 'demo';
  return (
    <button
      class="pick"
      type="button"
      aria-haspopup="dialog"
      aria-label={t('Model: {0}', label)}
      title={isDemo ? t('A script on this machine, not an AI.') : t('Model: {0}', label)}
      onClick={() => send({ type: 'model/pick' })}
    >
      {isDemo && <Icon name="beaker" />}
      <span class="cut">{label}</span>
      <Icon name="chevron-down" />
    </button>
  );
}

const modes: Readonly<Record<PermissionMode, { readonly icon: string; readonly words: string }>> = {
  ask: { icon: 'shield', words: key('Ask every time') },
  'allow-reads': { icon: 'shield', words: key('Ask before changes') },
  'allow-all': { icon: 'warning', words: key('Allow everything') },
};

export function ModePick() {
  const { store, send } = useChat();
  const { icon, words } = modes[store.composer.value.permissionMode];
  return (
    <button
      class="pick"
      type="button"
      aria-haspopup="dialog"
      aria-label={t('Permissions: {0}', t(words))}
      title={t('Permissions: {0}', t(words))}
      onClick={() => send({ type: 'permissionMode/pick' })}
    >
      <Icon name={icon} />
      <span class="cut">{t(words)}</span>
    </button>
  );
}

const circumference = 2 * Math.PI * 6;

/** How much of the model's context the session takes. */
export function ContextRing() {
  const { store } = useChat();
  const usage = store.usage.value;
  if (!usage || usage.limitTokens <= 0) return null;
  const share = Math.min(1, usage.usedTokens / usage.limitTokens);
  const percent = Math.round(share * 100);
  const words = t(
    'Context: {0}% used, {1} of {2} tokens',
    percent,
    wholeNumber(usage.usedTokens),
    wholeNumber(usage.limitTokens),
  );
  return (
    <span class="pick ctx" role="img" aria-label={words} title={words}>
      <svg class="ring" viewBox="0 0 16 16" aria-hidden="true">
        <circle class="t" cx="8" cy="8" r="6" />
        <circle
          class="v"
          cx="8"
          cy="8"
          r="6"
          stroke-dasharray={`${share * circumference} ${circumference}`}
        />
      </svg>
      <span class="num">{percent}%</span>
    </span>
  );
}
