import { useEffect, useState } from 'preact/hooks';
import { useChat } from './context';
import { IconButton } from './controls';
import { t } from './l10n';

const confirmationMs = 1500;

interface ConfirmedButtonProps {
  readonly icon: string;
  readonly label: string;
  /** Said in place of the label once it has happened. */
  readonly done: string;
  readonly onClick: () => void;
}

/** A button that shows for a moment that it did what it says. */
export function ConfirmedButton({ icon, label, done, onClick }: ConfirmedButtonProps) {
  const [isDone, setIsDone] = useState(false);
  useEffect(() => {
    if (!isDone) return undefined;
    const timer = setTimeout(() => setIsDone(false), confirmationMs);
    return () => clearTimeout(timer);
  }, [isDone]);
  const act = () => {
    onClick();
    setIsDone(true);
  };
  return <IconButton icon={isDone ? 'check' : icon} label={isDone ? done : label} onClick={act} />;
}

export function CopyButton({ label, text }: { label: string; text: string }) {
  const { send } = useChat();
  const copy = () => send({ type: 'code/copy', text });
  return <ConfirmedButton icon="copy" label={label} done={t('Copied')} onClick={copy} />;
}
