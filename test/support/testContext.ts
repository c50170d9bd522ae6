import * as path from 'node:path';
import type { Chat } from '../../src/extension/chat/chat';
import { ChatContext, selectionFact } from '../../src/extension/composer/composerContext';
import { ContextPicks } from '../../src/extension/composer/search/pickedContext';
import { ContextSearch } from '../../src/extension/composer/search/contextSearch';
import type { ContextSources } from '../../src/extension/composer/search/contextSources';
import { KeptFiles } from '../../src/extension/storage/pastedFiles';
import { isOpenFile } from '../../src/extension/rules/folderPlace';
import { LiveSelection } from '../../src/extension/composer/liveSelection';
import { toolsOf } from '../../src/extension/composer/search/sessionTools';
import { SlashCommands } from '../../src/extension/composer/commands/slashCommands';
import type { CopilotClient, Logger } from '../../src/sdk/index';

export interface TestContextOptions {
  readonly chat: Chat;
  readonly folder: string;
  readonly home: string;
  readonly memory: Map<string, unknown>;
  readonly sources: Partial<ContextSources>;
  readonly logger: Logger;
  readonly client: () => CopilotClient | undefined;
}

export const noEditor: ContextSources['editor'] = {
  selection: () => undefined,
  openEditors: () => [],
  problems: () => [],
};

/** The context of a window without an editor: what is not given is empty. */
export function testContext(options: TestContextOptions): ChatContext {
  const { chat, folder, home, memory, logger } = options;
  const sources: ContextSources = {
    files: () => Promise.resolve([]),
    symbols: () => Promise.resolve([]),
    terminalRuns: () => [],
    countChanges: () => Promise.resolve(0),
    readChanges: () => Promise.resolve(''),
    tools: () => toolsOf(chat.current, options.client(), []),
    editor: noEditor,
    ...options.sources,
  };
  const store = {
    get: (key: string) => memory.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
  };
  const commands = new SlashCommands({
    chat: () => chat,
    folders: [folder],
    editor: sources.editor,
    pick: (what) => void memory.set('picked', what),
    chooseMode: (mode) => Promise.resolve(void memory.set('mode', mode)),
    logger,
  });
  const search = new ContextSearch({
    sources,
    folder,
    emit: (fact) => chat.emit(fact),
    logger,
    commands: () => commands.list(),
  });
  const picks = new ContextPicks(sources, new KeptFiles(path.join(home, 'kept')), folder);
  const selection = new LiveSelection({
    editor: sources.editor,
    store,
    isOpenFile: (file) => isOpenFile(file, [folder]),
    changed: (selected) => chat.emit(selectionFact(selected)),
  });
  return new ChatContext({ chat, search, picks, selection, commands, logger });
}
