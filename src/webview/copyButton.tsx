import { useEffect, useState } from 'preact/hooks';
import { useChat } from './context';
import { IconButton } from './controls';
import { t } from './l10n';

const confirmationMs = 1500;

/** Copies a text and shows for a moment that it did. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const { send } = useChat();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), confirmationMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => {
    send({ type: 'code/copy', text });
    setIsCopied(true);
  };
  return (
    <IconButton icon={isCopied ? 'check' : 'copy'} label={isCopied ? t('Copied') : label} onClick={copy} />
  );
}
