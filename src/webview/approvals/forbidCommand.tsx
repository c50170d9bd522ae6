import { useState } from 'preact/hooks';
import { t } from '../base/l10n';
import type { Send } from './approvalsPage';

/** Forbids commands by the program and its verb, also where everything is allowed. */
export function ForbidCommand({ send }: { send: Send }) {
  const [command, setCommand] = useState('');
  const [until, setUntil] = useState<'folder' | 'everywhere'>('folder');
  const isForbiddable = /^[A-Za-z0-9_./-]+( [a-z][a-z0-9:-]*)?$/.test(command.trim());
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isForbiddable) return;
    send({ type: 'approvals/forbid', command: command.trim(), until });
    setCommand('');
  };
  return (
    <form class="forbid" onSubmit={submit}>
      <label for="forbid-command">{t('Never run')}</label>
      <input
        id="forbid-command"
        type="text"
        class="mono"
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        aria-describedby="forbid-help"
        value={command}
        onInput={(event) => setCommand(event.currentTarget.value)}
      />
      <select
        aria-label={t('Where')}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value === 'everywhere' ? 'everywhere' : 'folder')}
      >
        <option value="folder">{t('in this folder')}</option>
        <option value="everywhere">{t('in every folder')}</option>
      </select>
      <button type="submit" class="btn" disabled={!isForbiddable}>
        {t('Add rule')}
      </button>
      <small id="forbid-help" class="quiet">
        {t(
          'A program and, if you like, its verb. It wins over every other rule and over “Allow everything”.',
        )}
      </small>
    </form>
  );
}
