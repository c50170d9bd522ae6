import * as vscode from 'vscode';
import { section } from './contributions';
import type { DisposableStore } from './disposables';
import { parseSettings, settingKeys, type SettingKey, type Settings } from './settings';
import { whenChanged } from './whenChanged';

/** The settings as they are now, and a word of each change. */
export class Config {
  private readonly changes = new vscode.EventEmitter<readonly SettingKey[]>();
  readonly onDidChange = this.changes.event;
  private readonly tellBad = whenChanged((bad: readonly (readonly [SettingKey, string])[]) => {
    for (const [key, problem] of bad) void this.warn(`${section}.${key}`, problem);
  });

  constructor(
    private readonly log: vscode.LogOutputChannel,
    owner: DisposableStore,
  ) {
    owner.add(this.changes);
    owner.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        const keys = settingKeys.filter((key) => event.affectsConfiguration(`${section}.${key}`));
        if (keys.length > 0) this.changes.fire(keys);
      }),
    );
  }

  read(): Settings {
    const raw = vscode.workspace.getConfiguration(section);
    const bad: (readonly [SettingKey, string])[] = [];
    const settings = parseSettings(
      (key) => raw.get(key),
      (key, problem) => bad.push([key, problem]),
    );
    this.tellBad(bad);
    const preselected = process.env['FLIGHTDECK_MODEL_SOURCE'];
    return preselected === 'demo' && settings.modelSource === 'auto'
      ? { ...settings, modelSource: 'demo' }
      : settings;
  }

  async write<K extends SettingKey>(key: K, value: Settings[K]): Promise<void> {
    const { Global, Workspace } = vscode.ConfigurationTarget;
    const configuration = vscode.workspace.getConfiguration(section);
    // What the folder sets wins over what the person sets, so it is changed there.
    const isOfFolder = configuration.inspect(key)?.workspaceValue !== undefined;
    await configuration.update(key, value, isOfFolder ? Workspace : Global);
  }

  /** A setting with a value of the wrong kind counts as not set. */
  private async warn(setting: string, problem: string): Promise<void> {
    this.log.warn(`The setting ${setting} is not used: ${problem}`);
    const open = vscode.l10n.t('Open settings');
    const sentence = vscode.l10n.t('The setting {0} is not used: {1}', setting, problem);
    const answer = await vscode.window.showWarningMessage(sentence, open);
    if (answer === open) await vscode.commands.executeCommand('workbench.action.openSettings', setting);
  }
}
