import { ownCommand } from '../state/popupRows';
import { t } from '../base/l10n';

const commands = ['new', 'clear', 'btw', 'model', 'permissions', 'attach'];

/** What a message may begin with, and what follows of it. */
export function HelpList() {
  const signs: readonly (readonly [string, string])[] = [
    ['@', t('Adds files, symbols, problems, terminal output and more')],
    ['#', t('Names a tool for the agent to use')],
    ['/', t('Lists all commands: these, those of the Copilot CLI, prompt files and skills')],
    ...commands.map((command) => [`/${command}`, ownCommand(command)] as const),
  ];
  return (
    <dl class="signs">
      {signs.map(([sign, words]) => (
        <div key={sign}>
          <dt class="mono">{sign}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
