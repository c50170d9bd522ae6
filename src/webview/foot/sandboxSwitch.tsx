import type { SandboxInfo } from '../../protocol/foot';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { plural, t } from '../base/l10n';
import type { MenuEntry } from './menu';

/** The switch below the permission modes, and the way to what it stands for. */
export function sandboxEntries(
  sandbox: SandboxInfo,
  folder: string,
  choose: (isOn: boolean) => void,
  openSettings: () => void,
): readonly MenuEntry[] {
  const isOn = sandbox.state !== 'off';
  return [
    {
      id: 'sandbox',
      icon: 'vm',
      label: t('Run commands in a sandbox without asking'),
      note: sandboxNote(sandbox, folder),
      isOn,
      isDisabled: !isOn && sandbox.lack !== undefined,
      run: () => choose(!isOn),
    },
    {
      id: 'sandbox-settings',
      icon: 'settings-gear',
      label: t('Folders and hosts of the sandbox'),
      leadsOn: true,
      run: openSettings,
    },
  ];
}

/** What it means, or what is missing. */
export function sandboxNote({ state, lack, system, hosts }: SandboxInfo, folder: string): string {
  if (state === 'broken')
    return t('A command was not confined, so commands ask. Switch it off and on again.');
  if (lack) return lackWords(lack, system);
  return hosts.length === 0
    ? t('{0} is writable, the network is off.', folder)
    : plural(
        hosts.length,
        '{1} is writable, 1 host is reached: {2}.',
        '{1} is writable, {0} hosts are reached: {2}.',
        folder,
        hosts.join(', '),
      );
}

function lackWords(lack: NonNullable<SandboxInfo['lack']>, system: string): string {
  switch (lack) {
    case 'no-backend':
      return installWords(system);
    case 'no-hosts':
      return t('To let hosts through, install slirp4netns and iptables.');
    case 'old-cli':
      return t('The connected CLI has no sandbox. Update it.');
    case 'system':
      return t('Not available on this system.');
    case 'unconfirmed':
      return t('The CLI did not confirm it. Commands ask.');
  }
}

function installWords(system: string): string {
  switch (system) {
    case 'debian':
      return t('Install it first: {0}', 'sudo apt install bubblewrap');
    case 'fedora':
      return t('Install it first: {0}', 'sudo dnf install bubblewrap');
    case 'arch':
      return t('Install it first: {0}', 'sudo pacman -S bubblewrap');
    case 'linux':
      return t('Install the package {0} first.', 'bubblewrap');
    default:
      return t('Not available on this machine.');
  }
}

/** Word and icon in the foot while it is on, or was to be. */
export function SandboxWord() {
  const { store } = useChat();
  const { sandbox } = store.composer.value.foot ?? {};
  if (!sandbox || sandbox.state === 'off') return null;
  const isOn = sandbox.state === 'on';
  const note = sandboxNote(sandbox, store.session.value?.folder ?? '');
  const words = isOn ? t('Sandbox') : sandbox.state === 'starting' ? t('Sandbox starts') : t('No sandbox');
  return (
    <span class="sandbox" title={note} role="img" aria-label={`${words}. ${note}`}>
      <Icon name={isOn || sandbox.state === 'starting' ? 'vm' : 'warning'} />
      <span class="cut" aria-hidden="true">
        {words}
      </span>
    </span>
  );
}
