import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { PermissionLimit } from '../../protocol/foot';
import { section } from './contributions';
import type { DisposableStore } from '../base/disposables';
import { showWarning } from '../base/editorMessages';
import type { FolderConsent } from './folderSettingConsent';
import { t } from '../base/l10n';
import { owners, type Owner } from './settingOwners';
import { parseSettings, settingKeys, type SettingKey, type Settings } from './settings';
import { offerOf, readSources, type FolderOffer, type Sources } from './settingSources';
import { whenChanged } from '../base/onlyWhenChanged';

const scopesOfFolder: ReadonlySet<Owner> = new Set<Owner>(['folder', 'folder-if-agreed']);

/** The settings as they are now, and a word of each change. */
export class Config {
  private readonly changes = new vscode.EventEmitter<readonly SettingKey[]>();
  readonly onDidChange = this.changes.event;
  /** Settings of the folder of which it was said that they are not used. */
  private readonly ignored = new Set<SettingKey>();
  /** As all know them: since they were first read, or since the last word of a change. */
  private told: Settings | undefined;
  private readonly tellBad = whenChanged((bad: readonly (readonly [SettingKey, string])[]) => {
    for (const [key, problem] of bad) void this.warn(`${section}.${key}`, problem);
  });

  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly consent: FolderConsent,
    owner: DisposableStore,
  ) {
    owner.add(this.changes);
    owner.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        const keys = settingKeys.filter((key) => event.affectsConfiguration(`${section}.${key}`));
        if (keys.length > 0) this.tellChanged(keys);
      }),
    );
  }

  /**
   * When a folder becomes trusted, the editor says of all settings that it held back that they may have changed. Only
   * those that did are told; what a folder offers is looked at anew in any case.
   */
  private tellChanged(keys: readonly SettingKey[]): void {
    const before = this.told;
    const now = this.read();
    this.told = now;
    const changed = keys.filter(
      (key) => owners[key] === 'folder-if-agreed' || !isDeepStrictEqual(before?.[key], now[key]),
    );
    if (changed.length > 0) this.changes.fire(changed);
  }

  read(): Settings {
    const { value, ignored } = this.sources();
    const bad: (readonly [SettingKey, string])[] = [];
    const settings = parseSettings(value, (key, problem) => bad.push([key, problem]));
    this.tellBad(bad);
    this.tellIgnored(ignored);
    const preselected = process.env['FLIGHTDECK_MODEL_SOURCE'];
    const isDemo = preselected === 'demo' && settings.modelSource === 'auto';
    const read: Settings = isDemo ? { ...settings, modelSource: 'demo' } : settings;
    this.told ??= read;
    return read;
  }

  /** The most that any session may allow, and whether a policy of the editor says so. */
  get permissionLimit(): PermissionLimit {
    const isForced = this.sources().forced.has('permissionLimit');
    return { most: this.read().permissionLimit, by: isForced ? 'organization' : 'setting' };
  }

  /** What the folder sets and the person has not answered yet. */
  get offer(): FolderOffer | undefined {
    const { offer } = this.sources();
    return offer && this.consent.answerTo(offer) === undefined ? offer : undefined;
  }

  /** `id` says which values the person has seen; an answer to others is none. */
  async answerOffer(id: string, answer: 'use' | 'keep'): Promise<void> {
    const { offer } = this;
    if (offer?.id !== id) return;
    await this.consent.answer(offer, answer);
    this.changes.fire([...offer.values.keys()]);
  }

  /** The settings of the folder wait for an answer again. False when it has none. */
  async reviewOffer(): Promise<boolean> {
    const { offer } = this.sources();
    if (!offer) return false;
    await this.consent.forget();
    this.changes.fire([...offer.values.keys()]);
    return true;
  }

  async write<K extends SettingKey>(key: K, value: Settings[K]): Promise<void> {
    const { Global, Workspace } = vscode.ConfigurationTarget;
    const { fromFolder, offer } = this.sources();
    // What counts is the folder's, so it is changed there; a change of one's own needs no other word.
    const isOfFolder = fromFolder.has(key);
    if (isOfFolder && offer?.values.has(key)) {
      const changed = offerOf([...offer.values].map(([one, old]) => [one, one === key ? value : old]));
      if (changed) await this.consent.answer(changed, 'use');
    }
    await vscode.workspace.getConfiguration(section).update(key, value, isOfFolder ? Workspace : Global);
  }

  /** Says which settings that stand in the folder's files are not used. */
  tellOfFiles(names: readonly string[]): void {
    this.tellIgnored(
      settingKeys.filter((key) => names.includes(`${section}.${key}`) && !scopesOfFolder.has(owners[key])),
    );
  }

  private sources(): Sources {
    const raw = vscode.workspace.getConfiguration(section);
    return readSources(
      (key) => raw.inspect(key),
      (key) => raw.get(key),
      (offer) => this.consent.isAgreed(offer),
    );
  }

  /** Each once, and all together in one warning. */
  private tellIgnored(keys: readonly SettingKey[]): void {
    const fresh = keys.filter((key) => !this.ignored.has(key));
    if (fresh.length === 0) return;
    const wordsOf = (names: string) =>
      t('The folder sets {0}, which only you can set. It is not used.', names);
    for (const key of fresh) {
      this.ignored.add(key);
      this.log.warn(wordsOf(`${section}.${key}`));
    }
    const names = fresh.map((key) => `${section}.${key}`).join(', ');
    void showWarning(wordsOf(names));
  }

  /** A setting with a value of the wrong kind counts as not set. */
  private async warn(setting: string, problem: string): Promise<void> {
    this.log.warn(`The setting ${setting} is not used: ${problem}`);
    const open = t('Open settings');
    const sentence = t('The setting {0} is not used: {1}', setting, problem);
    const answer = await showWarning(sentence, open);
    if (answer === open) await vscode.commands.executeCommand('workbench.action.openSettings', setting);
  }
}
