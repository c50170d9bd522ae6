import { useRef, useState } from 'preact/hooks';
import { useChat } from '../state/context';
import { IconButton } from './controls';
import { t } from '../base/l10n';

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
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const act = () => {
    onClick();
    setIsDone(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIsDone(false), confirmationMs);
  };
  return IconButton({ icon: isDone ? 'check' : icon, label: isDone ? done : label, onClick: act });
}

export function CopyButton({ label, text }: { label: string; text: string }) {
  const { send } = useChat();
  const copy = () => send({ type: 'code/copy', text });
  return ConfirmedButton({ icon: 'copy', label, done: t('Copied'), onClick: copy });
}
