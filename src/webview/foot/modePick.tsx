import { agentModeWords, permissionModeWords, type ChoiceWords } from '../../protocol/choiceWords';
import type { AgentMode, PermissionLimit } from '../../protocol/foot';
import type { PermissionMode } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { t } from '../base/l10n';
import { MenuButton, type MenuEntry } from './menu';
import { sandboxEntries } from './sandboxSwitch';

const icons: Readonly<Record<AgentMode | PermissionMode, string>> = {
  interactive: 'comment-discussion',
  plan: 'checklist',
  autopilot: 'rocket',
  ask: 'shield',
  'allow-reads': 'shield',
  'allow-all': 'warning',
};

/** How the agent goes about the task. */
export function ModePick() {
  const { store, send } = useChat();
  const { foot } = store.composer.value;
  if (!foot) return null;
  const entries = entriesOf(agentModeWords, foot.mode, (mode) => send({ type: 'mode/choose', mode }));
  const missing = {
    id: 'missing',
    icon: 'info',
    label: t('Other modes are not offered'),
    note: t('The connected CLI {0} has none. Update it.', foot.cliVersion),
    isDisabled: true,
  };
  const offered = entries.filter((entry) => entry.isChecked);
  const label = t(agentModeWords[foot.mode].label);
  return (
    <MenuButton
      name={t('Mode: {0}', label)}
      menuLabel={t('Mode')}
      groups={[{ entries: foot.hasModes ? entries : [...offered, missing] }]}
    >
      <span class="cut">{label}</span>
      <Icon name="chevron-down" />
    </MenuButton>
  );
}

/** What the agent may do without asking. */
export function PermissionPick() {
  const { store, send } = useChat();
  const { permissionMode, foot } = store.composer.value;
  const limit = foot?.permissionLimit;
  const { label } = permissionModeWords[permissionMode];
  const name = t('Permissions: {0}', t(label));
  const choose = (mode: PermissionMode) => send({ type: 'permissionMode/choose', mode });
  const { sandbox } = store.composer.value.foot ?? {};
  const confined = sandbox
    ? sandboxEntries(
        sandbox,
        store.session.value?.folder ?? '',
        (isOn) => send({ type: 'sandbox/choose', isOn }),
        () => send({ type: 'sandbox/settings' }),
      )
    : [];
  return (
    <MenuButton
      name={name}
      menuLabel={t('Permissions')}
      isRisky={permissionMode === 'allow-all'}
      onOpen={() => sandbox && send({ type: 'sandbox/look' })}
      groups={[
        {
          label: t('What may the agent do without asking?'),
          entries: entriesOf(permissionModeWords, permissionMode, choose).map((entry) =>
            limit && isBeyond(entry.id, limit.most)
              ? { ...entry, isDisabled: true, note: whyNot(limit) }
              : entry,
          ),
        },
        ...(sandbox ? [{ entries: confined }] : []),
      ]}
    >
      <Icon name={icons[permissionMode]} />
      <span class="cut">{t(label)}</span>
    </MenuButton>
  );
}

/** The modes stand in the order of what they allow. */
function isBeyond(mode: string, most: PermissionMode): boolean {
  const modes = Object.keys(permissionModeWords);
  return modes.indexOf(mode) > modes.indexOf(most);
}

function whyNot({ by }: PermissionLimit): string {
  return by === 'organization'
    ? t('Set by your organization.')
    : t('Not offered: {0} says so.', 'flightdeck.permissionLimit');
}

function entriesOf<M extends AgentMode | PermissionMode>(
  words: Readonly<Record<M, ChoiceWords>>,
  present: M,
  choose: (mode: M) => void,
): readonly MenuEntry[] {
  // The keys of the table are the modes.
  return (Object.keys(words) as M[]).map((mode) => ({
    id: mode,
    icon: icons[mode],
    label: t(words[mode].label),
    note: t(words[mode].note),
    isChecked: mode === present,
    run: () => choose(mode),
  }));
}
