import { useEffect, useRef, useState } from 'preact/hooks';
import { useChat, type Chat } from '../state/context';
import { t } from '../base/l10n';
import { PromptList } from './promptList';

/** A rail for two prompts would only repeat what is in sight. */
const fewest = 3;
const mostTicks = 24;

/** A line for each prompt near the one that is read; opens the list of all prompts. */
export function Rail() {
  const chat = useChat();
  const { range } = chat.store;
  const [isOpen, setIsOpen] = useState(false);
  const nav = useRef<HTMLElement>(null);
  const count = (range.before.value ?? 0) + range.turns.value.length + range.after.value;
  useEffect(() => setIsOpen(false), [chat.store.resets.value]);
  if (count < fewest) return null;
  const close = (givesFocusBack: boolean) => {
    setIsOpen(false);
    if (givesFocusBack) nav.current?.querySelector('button')?.focus();
  };
  return (
    <nav ref={nav} class="rail" aria-label={t('Prompts')}>
      <button
        type="button"
        title={t('Prompts')}
        aria-label={t('Prompts')}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {ticks(chat).map((isHere, index) => (
          <i key={index} class={isHere ? 'here' : undefined} />
        ))}
      </button>
      {isOpen && <PromptList close={close} />}
    </nav>
  );
}

/** True for the turn that is read; the others are its neighbours, as far as there is room. */
function ticks({ store, window }: Chat): readonly boolean[] {
  const { turns, after } = store.range;
  const before = store.range.before.value ?? 0;
  const total = before + turns.value.length + after.value;
  const at =
    before +
    Math.max(
      turns.value.findIndex(({ id }) => id === window.visible.value),
      0,
    );
  const shown = Math.min(total, mostTicks);
  const start = Math.min(Math.max(at - Math.floor(shown / 2), 0), total - shown);
  return Array.from({ length: shown }, (_, index) => start + index === at);
}
