import type { ComponentChildren } from 'preact';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { keyLabels } from '../ui/keys';
import { t } from '../base/l10n';

interface AnswerProps {
  /** The key that does the same. */
  readonly keyName?: keyof ReturnType<typeof keyLabels>;
  /** Another one that does it from anywhere, where the first is only heard on the card. */
  readonly anywhere?: 'allow';
  readonly rank?: 'main' | 'quiet';
  readonly disabled?: boolean;
  /** The end of what is asked was not seen yet: it leads there first. */
  readonly waits?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

/** Still in the order of Tab, with its reason. */
export const waitingState = { 'aria-disabled': true, 'aria-describedby': 'allow-waits' } as const;

/** A button of a card's foot, with its key. */
export function Answer({ keyName, anywhere, rank, disabled, waits, onClick, children }: AnswerProps) {
  const { platform } = useChat();
  const keys = keyLabels(platform);
  const title =
    keyName && anywhere ? t('{0} here, {1} from anywhere', keys[keyName], keys[anywhere]) : undefined;
  return (
    <button
      class={rank ? `btn ${rank}` : 'btn'}
      type="button"
      title={title}
      disabled={disabled}
      {...(waits ? waitingState : {})}
      onClick={onClick}
    >
      {children} {keyName && <kbd>{keys[keyName]}</kbd>}
    </button>
  );
}

/** The second half of a split button: opens further answers within the card. */
export function MoreAnswers({ label, rank }: { label: string; rank?: 'main' | undefined }) {
  const { dock } = useChat();
  const isOpen = dock.mode.value === 'scopes';
  return (
    <button
      class={rank ? `btn ${rank}` : 'btn'}
      type="button"
      title={label}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={() => (dock.mode.value = isOpen ? 'plain' : 'scopes')}
    >
      <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} />
    </button>
  );
}
