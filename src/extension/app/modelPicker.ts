import type { ModelEntry, ModelGroup, ModelMenu } from '../../protocol/foot';
import type { UserActions } from '../chat/userActions';
import { GrowingList, type Divider, type Row } from '../base/editorMessages';
import { t } from '../base/l10n';
import type { ComposerOptions } from '../composer/composerOptions';
import { tokensShort } from '../base/formatTokens';

export interface ModelPickerOptions {
  readonly actions: UserActions;
  readonly foot: ComposerOptions;
}

type Choice = Row<() => Promise<void> | void> | Divider;

/** Copilot's models, the own ones, and the ways to another: one list, filled as the answers come. */
export async function pickModel(options: ModelPickerOptions): Promise<void> {
  const title = t('Model');
  const placeholder = t('Choose what answers in this session');
  const list = new GrowingList<() => Promise<void> | void>({ title, placeholder });
  list.show(otherWays(options), false);
  const listed = options.foot.load().then((menu) => list.show(choicesOf(menu, options), true));
  const run = await list.picked;
  list.dispose();
  await run?.();
  await listed;
}

function choicesOf(menu: ModelMenu, options: ModelPickerOptions): readonly Choice[] {
  return [...menu.groups.flatMap((group) => groupChoices(group, options)), ...otherWays(options)];
}

function groupChoices(group: ModelGroup, { foot, actions }: ModelPickerOptions): readonly Choice[] {
  const isHere = foot.composer.modelSource === group.source;
  if (group.source === 'demo' || (!isHere && !foot.canChangeSource)) return [];
  const auto: readonly ModelEntry[] =
    group.source === 'github' && group.models.length > 0 ? [{ id: '', name: t('Auto') }] : [];
  const rows = [...auto, ...group.models].filter((model) => !model.isForbidden);
  const separator = { divider: headOf(group) };
  if (group.problem?.kind === 'signed-out')
    return [separator, { icon: 'github', label: t('Sign in to GitHub…'), value: () => actions.signIn() }];
  if (rows.length === 0) return [];
  return [
    separator,
    ...rows.map((model) => ({
      ...(isHere && model.id === foot.modelId ? { icon: 'check' } : {}),
      label: model.name,
      description: limitsOf(model),
      value: () => foot.chooseModel(group.source, model.id),
    })),
  ];
}

function headOf(group: ModelGroup): string {
  return group.source === 'github' ? 'GitHub Copilot' : group.name || t('Own model');
}

function limitsOf(model: ModelEntry): string {
  const parts = [
    model.id === '' ? t('Copilot chooses') : undefined,
    model.contextTokens && t('{0} context', tokensShort(model.contextTokens)),
    model.hasVision && t('images'),
    model.multiplier === undefined ? undefined : t('{0}× cost', model.multiplier),
  ];
  return parts.filter(Boolean).join(' · ');
}

function otherWays({ actions }: ModelPickerOptions): readonly Choice[] {
  return [
    { divider: t('Without a login') },
    { icon: 'add', label: t('Use your own key or a local model…'), value: () => actions.useOwnKey() },
    { icon: 'key', label: t('Change the key…'), value: () => actions.changeKey() },
    {
      icon: 'beaker',
      label: t('Demo model'),
      description: t('A script on this machine, not an AI'),
      value: () => actions.useDemo(),
    },
  ];
}
