import * as vscode from 'vscode';
import type { Actions } from './chat/actions';
import type { CopilotClient, Logger, ModelInfo } from '../sdk/index';
import { describe } from './errors';
import type { SettingKey, Settings } from './settings';

export interface ModelPickerOptions {
  readonly actions: Actions;
  readonly settings: () => Settings;
  readonly write: <K extends SettingKey>(key: K, value: Settings[K]) => Promise<void>;
  readonly client: () => CopilotClient | undefined;
  readonly logger: Logger;
}

interface Choice extends vscode.QuickPickItem {
  readonly run?: () => Promise<void> | void;
}

/** Copilot's models, the own ones, and the ways to another: one list. */
export async function pickModel(options: ModelPickerOptions): Promise<void> {
  const { t } = vscode.l10n;
  const choices = [...githubChoices(await githubModels(options), options), ...ownChoices(options)];
  const picked = await vscode.window.showQuickPick(choices, {
    title: t('Model'),
    placeHolder: t('Choose what answers in this window'),
    matchOnDescription: true,
  });
  await picked?.run?.();
}

async function githubModels({ client, logger }: ModelPickerOptions): Promise<readonly ModelInfo[]> {
  try {
    return (await client()?.listModels()) ?? [];
  } catch (error) {
    logger.debug(`No Copilot models: ${describe(error)}`);
    return [];
  }
}

function githubChoices(models: readonly ModelInfo[], options: ModelPickerOptions): readonly Choice[] {
  const { t } = vscode.l10n;
  const use = async (id: string) => {
    await options.write('model', id);
    await options.write('modelSource', 'github');
  };
  if (models.length === 0) {
    return [{ label: `$(github) ${t('Sign in to GitHub…')}`, run: () => options.actions.signIn() }];
  }
  return [
    { label: 'GitHub Copilot', kind: vscode.QuickPickItemKind.Separator },
    { label: t('Auto'), description: t('Copilot chooses'), run: () => use('') },
    ...models.map((model) => ({ label: model.name, description: model.id, run: () => use(model.id) })),
  ];
}

function ownChoices({ actions, settings, write }: ModelPickerOptions): readonly Choice[] {
  const { t } = vscode.l10n;
  const { provider } = settings();
  const own: readonly Choice[] = provider.baseUrl
    ? [
        {
          label: `$(server-process) ${provider.model ?? t('Own model')}`,
          description: provider.name ?? provider.baseUrl,
          run: async () => {
            await write('model', '');
            await write('modelSource', 'own');
          },
        },
        { label: `$(key) ${t('Change the key…')}`, run: () => actions.changeKey() },
      ]
    : [];
  return [
    { label: t('Without a login'), kind: vscode.QuickPickItemKind.Separator },
    ...own,
    { label: `$(add) ${t('Use your own key or a local model…')}`, run: () => actions.useOwnKey() },
    {
      label: `$(beaker) ${t('Demo model')}`,
      description: t('A script on this machine, not an AI'),
      run: () => actions.useDemo(),
    },
  ];
}
