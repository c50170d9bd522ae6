import type { EditorFacade } from '../../src/extension/base/editorApi';
import type { HostUi } from '../../src/extension/chat/ui';
import type { CodeUi } from '../../src/extension/code/codeUi';
import type { ContextSources } from '../../src/extension/composer/search/contextSources';
import type { WindowParts } from '../../src/extension/window/windowParts';
import type { WindowOptions } from './chatWindow';

export const noEditor: EditorFacade = {
  selection: () => undefined,
  openEditors: () => [],
  show: () => Promise.resolve(),
  problems: () => [],
  unsaved: () => [],
  savesByItself: false,
  save: () => Promise.resolve(true),
};

type Doubles = Pick<
  WindowParts,
  | 'ground'
  | 'findLocalServers'
  | 'editor'
  | 'sources'
  | 'ui'
  | 'code'
  | 'pick'
  | 'tokens'
  | 'proposal'
  | 'folderSettings'
  | 'answerFolder'
>;

/** What a window without an editor gets in its place: what is not given is empty. */
export function windowDoubles(options: WindowOptions, memory: Map<string, unknown>): Doubles {
  const editor = { ...noEditor, ...options.sources?.editor };
  return {
    ground: () => options.ground ?? { kind: 'ok' },
    findLocalServers: () => Promise.resolve([]),
    editor,
    sources: (tools) => ({ ...emptySources, editor, tools, ...options.sources }),
    ui: new Proxy({} as HostUi, {
      get: (_, name) => options.ui?.[name as keyof HostUi] ?? (() => Promise.resolve(undefined)),
    }),
    code: new Proxy({} as CodeUi, { get: () => () => Promise.resolve(new Set()) }),
    pick: (what) => void memory.set('picked', what),
    tokens: () => ({ keyword: '', string: '', number: '', comment: '', function: '', type: '' }),
    proposal: () => undefined,
    folderSettings: () => undefined,
    answerFolder: () => Promise.resolve(),
  };
}

const emptySources: Omit<ContextSources, 'editor' | 'tools'> = {
  files: () => Promise.resolve([]),
  symbols: () => Promise.resolve([]),
  terminalRuns: () => [],
  namedFile: () => Promise.resolve(undefined),
  countChanges: () => Promise.resolve(0),
  readChanges: () => Promise.resolve(''),
};
