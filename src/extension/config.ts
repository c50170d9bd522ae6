import * as vscode from 'vscode';
import { section } from './contributions';
import type { DisposableStore } from './disposables';
import { parseSettings, settingKeys, type SettingKey, type Settings } from './settings';

/** The settings as they are now, and a word of each change. */
export class Config {
  private readonly changes = new vscode.EventEmitter<readonly SettingKey[]>();
  readonly onDidChange = this.changes.event;

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
    const settings = parseSettings(
      (key) => raw.get(key),
      (key, problem) => this.log.warn(`The setting ${section}.${key} is not used: ${problem}`),
    );
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
}
