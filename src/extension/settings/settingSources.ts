import { createHash } from 'node:crypto';
import { owners } from './settingOwners';
import { settingKeys, type SettingKey } from './settings';

/** What the editor knows of one setting, by where it stands. */
export interface Inspected {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/** What a folder sets and the person must agree to first. */
export interface FolderOffer {
  /** Changes with any of the values. */
  readonly id: string;
  readonly values: ReadonlyMap<SettingKey, unknown>;
}

export interface Sources {
  /** What counts. */
  readonly value: (key: SettingKey) => unknown;
  /** Settings of the folder that it may not set at all. */
  readonly ignored: readonly SettingKey[];
  readonly offer: FolderOffer | undefined;
  /** Settings that come from the folder. */
  readonly fromFolder: ReadonlySet<SettingKey>;
  /** Settings that a policy of the editor decides. */
  readonly forced: ReadonlySet<SettingKey>;
}

/** Which value of each setting counts; `isAgreed` says whether the person took this offer of the folder. */
export function readSources(
  inspect: (key: SettingKey) => Inspected | undefined,
  effective: (key: SettingKey) => unknown,
  isAgreed: (offer: FolderOffer) => boolean,
): Sources {
  const all = new Map(settingKeys.map((key) => [key, inspect(key)] as const));
  const set = settingKeys.filter((key) => ofFolder(all.get(key)) !== undefined);
  const offer = offerOf(
    set.filter((key) => owners[key] === 'folder-if-agreed').map((key) => [key, ofFolder(all.get(key))]),
  );
  const isTaken = offer !== undefined && isAgreed(offer);
  const fromFolder = new Set(
    set.filter((key) => owners[key] === 'folder' || (isTaken && offer.values.has(key))),
  );
  const forced = new Set(settingKeys.filter((key) => isForced(key, all.get(key), effective(key))));
  return {
    value: (key) => {
      const known = all.get(key);
      if (forced.has(key)) return effective(key);
      return fromFolder.has(key) ? ofFolder(known) : (known?.globalValue ?? known?.defaultValue);
    },
    ignored: set.filter((key) => owners[key] === 'person' || owners[key] === 'machine'),
    offer,
    fromFolder,
    forced,
  };
}

/**
 * A policy wins over everything, but the editor does not tell an extension of it: it shows only as a value that
 * stands nowhere. Values with fields are mixed from several places, so they tell nothing.
 */
function isForced(key: SettingKey, known: Inspected | undefined, value: unknown): boolean {
  if (owners[key] !== 'person' || known === undefined || value === undefined) return false;
  if (typeof value === 'object') return false;
  const { defaultValue, globalValue, workspaceValue, workspaceFolderValue } = known;
  return ![globalValue ?? defaultValue, workspaceValue, workspaceFolderValue].includes(value);
}

export function offerOf(values: readonly (readonly [SettingKey, unknown])[]): FolderOffer | undefined {
  if (values.length === 0) return undefined;
  const id = createHash('sha256').update(canonical(values)).digest('hex');
  return { id, values: new Map(values) };
}

function ofFolder(known: Inspected | undefined): unknown {
  return known?.workspaceFolderValue ?? known?.workspaceValue;
}

/** The same text for the same value, in whichever order its fields come. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`;
}
