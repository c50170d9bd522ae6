import type { FolderSetting, FolderSettings } from '../../protocol/folderSettings';
import { hostOf } from './address';
import type { FolderOffer } from './settingSources';
import type { SettingKey } from './settings';

/** The offer of a folder as it is shown, every character of it. */
export function folderSettings({ id, values }: FolderOffer): FolderSettings {
  return { id, entries: [...values].flatMap(([key, value]) => entryOf(key, value)) };
}

function entryOf(key: SettingKey, value: unknown): readonly FolderSetting[] {
  switch (key) {
    case 'provider': {
      const baseUrl = fieldOf(value, 'baseUrl');
      const address = typeof baseUrl === 'string' ? { address: visible(hostOf(baseUrl)) } : {};
      return [{ key, text: inFull(value), ...address }];
    }
    case 'systemMessage': {
      const content = fieldOf(value, 'content');
      const text = typeof content === 'string' ? visible(content) : inFull(value);
      return [{ key, text, replaces: fieldOf(value, 'mode') === 'replace' }];
    }
    case 'modelSource':
    case 'model':
    case 'reasoningEffort':
      return [{ key, text: typeof value === 'string' ? visible(value) : inFull(value) }];
    default:
      return [];
  }
}

function fieldOf(value: unknown, name: string): unknown {
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return fields.find(([key]) => key === name)?.[1];
}

function inFull(value: unknown): string {
  return visible(JSON.stringify(value, undefined, 2) ?? '');
}

/** Nothing in it is hidden or turns the order round: what has no look of its own is written as its number. */
export function visible(text: string): string {
  return text.replace(
    /[^\P{C}\n]|[\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
