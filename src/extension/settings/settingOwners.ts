import type { SettingKey } from './settings';

/**
 * Who may set what. A folder is opened before it is read: what decides what is allowed, what is announced, which
 * program runs, and where anything goes is never its own to say.
 */
export type Owner =
  /** The person alone, in the user settings. */
  | 'person'
  /** The person alone, and each machine has its own: paths, addresses, variables. */
  | 'machine'
  /** The folder too, once the person has seen the value and agreed to it. */
  | 'folder-if-agreed'
  /** The folder too: it changes nothing but how something is drawn. */
  | 'folder';

export const owners: Readonly<Record<SettingKey, Owner>> = {
  'cli.path': 'machine',
  'cli.url': 'machine',
  'cli.environment': 'machine',
  'cli.logLevel': 'machine',
  'cli.autoRestart': 'machine',
  modelSource: 'folder-if-agreed',
  model: 'folder-if-agreed',
  provider: 'folder-if-agreed',
  systemMessage: 'folder-if-agreed',
  // It is paid by the person.
  reasoningEffort: 'folder-if-agreed',
  permissions: 'person',
  permissionLimit: 'person',
  'sandbox.enabled': 'person',
  'sandbox.allowedHosts': 'person',
  'sandbox.writablePaths': 'person',
  'sandbox.readOnlyPaths': 'person',
  mode: 'person',
  reviewFetchedPages: 'person',
  announcements: 'person',
  notifications: 'person',
  'composer.sendKey': 'person',
  'composer.whileBusy': 'person',
  streaming: 'folder',
};

/**
 * The scope that the manifest gives such a setting, so that the editor itself refuses the others. The provider is an
 * address besides, of which each machine has its own.
 */
export const scopes: Readonly<Record<Owner, string | undefined>> = {
  person: 'application',
  machine: 'machine',
  'folder-if-agreed': undefined,
  folder: undefined,
};
