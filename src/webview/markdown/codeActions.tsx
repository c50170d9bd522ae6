import { useChat } from '../state/context';
import { CopyButton } from '../ui/copyButton';
import { IconButton } from '../ui/controls';
import { t } from '../base/l10n';
import { isShell, type CodeInfo } from './codeInfo';

interface CodeActionsProps {
  readonly code: string;
  readonly info: CodeInfo;
  /** Still growing: half of it must not get into a file or a terminal. */
  readonly isOpen: boolean;
}

/** What one can do with a block of code, besides copying it. */
export function CodeActions({ code, info, isOpen }: CodeActionsProps) {
  const { send } = useChat();
  const { language, file } = info;
  return (
    <>
      <CopyButton label={t('Copy code')} text={code} />
      {isShell(language) &&
        IconButton({
          icon: 'terminal',
          label: t('Put into the terminal'),
          disabled: isOpen,
          onClick: () => send({ type: 'code/run', text: code, language }),
        })}
      {IconButton({
        icon: 'insert',
        label: t('Insert at cursor'),
        disabled: isOpen,
        onClick: () => send({ type: 'code/insert', text: code }),
      })}
      {IconButton({
        icon: 'new-file',
        label: t('New file with this code'),
        disabled: isOpen,
        onClick: () => send({ type: 'code/newFile', text: code, language }),
      })}
      {!isShell(language) &&
        IconButton({
          icon: 'diff',
          label: file ? t('Apply to {0}, with a preview', file) : t('Apply to the open file, with a preview'),
          disabled: isOpen,
          onClick: () => send({ type: 'code/apply', text: code, language, path: file }),
        })}
    </>
  );
}
