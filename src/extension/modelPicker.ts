import * as vscode from 'vscode';
import type { ModelEntry, ModelGroup, ModelMenu } from '../protocol/foot';
import type { Actions } from './chat/actions';
import type { Foot } from './models/foot';
import { tokensShort } from './models/tokens';

export interface ModelPickerOptions {
  readonly actions: Actions;
  readonly foot: Foot;
}

interface Choice extends vscode.QuickPickItem {
  readonly run?: () => Promise<void> | void;
}

/** Copilot's models, the own ones, and the ways to another: one list, filled as the answers come. */
export async function pickModel(options: ModelPickerOptions): Promise<void> {
  const { t } = vscode.l10n;
  const picker = vscode.window.createQuickPick<Choice>();
  picker.title = t('Model');
  picker.placeholder = t('Choose what answers in this session');
  picker.matchOnDescription = true;
  picker.busy = true;
  picker.items = otherWays(options);
  const picked = new Promise<Choice | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0]));
    picker.onDidHide(() => resolve(undefined));
  });
  picker.show();
  const listed = options.foot.load().then((menu) => {
    picker.items = choicesOf(menu, options);
    picker.busy = false;
  });
  const choice = await picked;
  picker.dispose();
  await choice?.run?.();
  await listed;
}

function choicesOf(menu: ModelMenu, options: ModelPickerOptions): readonly Choice[] {
  return [...menu.groups.flatMap((group) => groupChoices(group, options)), ...otherWays(options)];
}

function groupChoices(group: ModelGroup, { foot, actions }: ModelPickerOptions): readonly Choice[] {
  const { t } = vscode.l10n;
  const isHere = foot.composer.modelSource === group.source;
  if (group.source === 'demo' || (!isHere && !foot.canChangeSource)) return [];
  const auto: readonly ModelEntry[] =
    group.source === 'github' && group.models.length > 0 ? [{ id: '', name: t('Auto') }] : [];
  const rows = [...auto, ...group.models].filter((model) => !model.isForbidden);
  const separator = { label: headOf(group), kind: vscode.QuickPickItemKind.Separator };
  if (group.problem?.kind === 'signed-out')
    return [separator, { label: `$(github) ${t('Sign in to GitHub…')}`, run: () => actions.signIn() }];
  if (rows.length === 0) return [];
  return [
    separator,
    ...rows.map((model) => ({
      label: isHere && model.id === foot.modelId ? `$(check) ${model.name}` : model.name,
      description: limitsOf(model),
      run: () => foot.chooseModel(group.source, model.id),
    })),
  ];
}

function headOf(group: ModelGroup): string {
  return group.source === 'github' ? 'GitHub Copilot' : group.name || vscode.l10n.t('Own model');
}

function limitsOf(model: ModelEntry): string {
  const { t } = vscode.l10n;
  const parts = [
    model.id === '' ? t('Copilot chooses') : undefined,
    model.contextTokens && t('{0} context', tokensShort(model.contextTokens)),
    model.hasVision && t('images'),
    model.multiplier === undefined ? undefined : t('{0}× cost', model.multiplier),
  ];
  return parts.filter(Boolean).join(' · ');
}

function otherWays({ actions }: ModelPickerOptions): readonly Choice[] {
  const { t } = vscode.l10n;
  return [
    { label: t('Without a login'), kind: vscode.QuickPickItemKind.Separator },
    { label: `$(add) ${t('Use your own key or a local model…')}`, run: () => actions.useOwnKey() },
    { label: `$(key) ${t('Change the key…')}`, run: () => actions.changeKey() },
    {
      label: `$(beaker) ${t('Demo model')}`,
      description: t('A script on this machine, not an AI'),
      run: () => actions.useDemo(),
    },
  ];
}
