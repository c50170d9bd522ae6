import * as vscode from 'vscode';
import { agentModeWords, effortLabel, permissionModeWords, type ChoiceWords } from '../protocol/choiceWords';
import type { AgentMode } from '../protocol/foot';
import type { PermissionMode } from '../protocol/toView';
import type { Foot } from './models/foot';
import { limitedMode } from './models/permissionLimit';

/** The composer's foot from the palette: the same choices as its menus. */
export async function pickEffort(foot: Foot): Promise<void> {
  const efforts = foot.composer.foot?.efforts;
  if (!efforts || efforts.kind === 'none') return;
  const rows = ['', ...efforts.efforts].map((value) => ({
    value,
    label: vscode.l10n.t(effortLabel(value)),
    ...marked(foot.effort === value),
  }));
  const picked = await vscode.window.showQuickPick(rows, { title: vscode.l10n.t('Reasoning effort') });
  if (picked) await foot.chooseEffort(picked.value);
}

export async function pickMode(foot: Foot): Promise<void> {
  const present = foot.composer.foot?.mode;
  const mode = await pickOne<AgentMode>(agentModeWords, present, vscode.l10n.t('Mode'));
  if (mode) await foot.chooseMode(mode);
}

export function pickPermissionMode(
  present: PermissionMode,
  most: PermissionMode = 'allow-all',
): Promise<PermissionMode | undefined> {
  const title = vscode.l10n.t('What may the agent do without asking?');
  const allowed = Object.entries(permissionModeWords).filter(
    ([mode]) => limitedMode(mode as PermissionMode, most) === mode,
  );
  return pickOne(Object.fromEntries(allowed) as typeof permissionModeWords, present, title);
}

async function pickOne<T extends string>(
  words: Readonly<Record<T, ChoiceWords>>,
  present: T | undefined,
  title: string,
): Promise<T | undefined> {
  const { t } = vscode.l10n;
  const rows = (Object.keys(words) as T[]).map((value) => ({
    value,
    label: t(words[value].label),
    detail: t(words[value].note),
    ...marked(value === present),
  }));
  return (await vscode.window.showQuickPick(rows, { title }))?.value;
}

function marked(isPresent: boolean): { readonly description: string } {
  return { description: isPresent ? vscode.l10n.t('in use') : '' };
}
