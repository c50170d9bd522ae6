import * as vscode from 'vscode';
import type { AgentMode } from '../protocol/foot';
import type { Foot } from './models/foot';

interface Choice extends vscode.QuickPickItem {
  readonly value: string;
}

/** The composer's foot from the palette: the same choices as its menus. */
export async function pickEffort(foot: Foot): Promise<void> {
  const { t } = vscode.l10n;
  const efforts = foot.composer.foot?.efforts;
  if (!efforts || efforts.kind === 'none') return;
  const choices: readonly Choice[] = [
    { value: '', label: t('The model’s own'), ...marked(foot.effort === '') },
    ...efforts.efforts.map((value) => ({
      value,
      label: effortLabel(value),
      ...marked(foot.effort === value),
    })),
  ];
  const picked = await vscode.window.showQuickPick(choices, { title: t('Reasoning effort') });
  if (picked) await foot.chooseEffort(picked.value);
}

export async function pickMode(foot: Foot): Promise<void> {
  const { t } = vscode.l10n;
  const present = foot.composer.foot?.mode;
  const choices: readonly (vscode.QuickPickItem & { readonly value: AgentMode })[] = [
    {
      value: 'interactive',
      label: t('Agent'),
      detail: t('Works on the task and asks when something is unclear.'),
    },
    {
      value: 'plan',
      label: t('Plan'),
      detail: t('Writes a plan first and changes nothing until you agree.'),
    },
    {
      value: 'autopilot',
      label: t('Autopilot'),
      detail: t('Goes on by itself until the task is done. Permissions are asked as before.'),
    },
  ];
  const rows = choices.map((choice) => ({ ...choice, ...marked(choice.value === present) }));
  const picked = await vscode.window.showQuickPick(rows, { title: t('Mode') });
  if (picked) await foot.chooseMode(picked.value);
}

function marked(isPresent: boolean): { readonly description: string } {
  return { description: isPresent ? vscode.l10n.t('in use') : '' };
}

function effortLabel(effort: string): string {
  const { t } = vscode.l10n;
  switch (effort) {
    case 'none':
      return t('None');
    case 'minimal':
      return t('Minimal');
    case 'low':
      return t('Low');
    case 'medium':
      return t('Medium');
    case 'high':
      return t('High');
    case 'xhigh':
      return t('Very high');
    default:
      return effort;
  }
}
