import {
  agentModeWords,
  effortLabel,
  permissionModeWords,
  type ChoiceWords,
} from '../../protocol/choiceWords';
import type { AgentMode } from '../../protocol/foot';
import type { PermissionMode } from '../../protocol/toView';
import { pickRow } from '../base/editorMessages';
import type { Inert } from '../base/inertText';
import { t } from '../base/l10n';
import type { ComposerOptions } from '../composer/composerOptions';
import { limitedMode } from '../models/permissionLimit';

/** The composer's foot from the palette: the same choices as its menus. */
export async function pickEffort(foot: ComposerOptions): Promise<void> {
  const efforts = foot.composer.foot?.efforts;
  if (!efforts || efforts.kind === 'none') return;
  const rows = ['', ...efforts.efforts].map((value) => ({
    value,
    label: t(effortLabel(value)),
    ...marked(foot.effort === value),
  }));
  const picked = await pickRow(rows, { title: t('Reasoning effort') });
  if (picked !== undefined) await foot.chooseEffort(picked);
}

export async function pickMode(foot: ComposerOptions): Promise<void> {
  const present = foot.composer.foot?.mode;
  const mode = await pickOne<AgentMode>(agentModeWords, present, t('Mode'));
  if (mode) await foot.chooseMode(mode);
}

export function pickPermissionMode(
  present: PermissionMode,
  most: PermissionMode = 'allow-all',
): Promise<PermissionMode | undefined> {
  const title = t('What may the agent do without asking?');
  const allowed = Object.entries(permissionModeWords).filter(
    ([mode]) => limitedMode(mode as PermissionMode, most) === mode,
  );
  return pickOne(Object.fromEntries(allowed) as typeof permissionModeWords, present, title);
}

async function pickOne<T extends string>(
  words: Readonly<Record<T, ChoiceWords>>,
  present: T | undefined,
  title: Inert,
): Promise<T | undefined> {
  const rows = (Object.keys(words) as T[]).map((value) => ({
    value,
    label: t(words[value].label),
    detail: t(words[value].note),
    ...marked(value === present),
  }));
  return pickRow(rows, { title });
}

function marked(isPresent: boolean): { readonly description: string } {
  return { description: isPresent ? t('in use') : '' };
}
