import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CopilotClient } from '../../sdk/index';
import type { Chat } from '../chat/chat';
import type { KeyValueStore } from '../base/keyValueStore';
import type { DisposableStore } from '../base/disposables';
import type { EditorFacade } from '../base/editorApi';
import { describe } from '../base/describeError';
import { commandName } from '../settings/contributions';
import { placeFor } from '../storage/fileStore';
import { ChatContext, selectionFact } from '../composer/composerContext';
import { ContextPicks } from '../composer/search/pickedContext';
import { ContextSearch } from '../composer/search/contextSearch';
import type { NamedTool } from '../composer/search/contextSources';
import { editorSources } from '../composer/search/editorSources';
import { isOpenFile } from '../rules/folderPlace';
import { KeptFiles } from '../storage/pastedFiles';
import { LiveProblems } from '../editor/liveProblems';
import { LiveSelection } from '../composer/liveSelection';
import { SlashCommands, type SlashCommandsOptions } from '../composer/commands/slashCommands';
import { toolsOf } from '../composer/search/sessionTools';
import { TerminalRuns } from '../composer/search/terminalRuns';

export interface MakeContextOptions {
  readonly context: vscode.ExtensionContext;
  readonly editor: EditorFacade;
  readonly memory: KeyValueStore;
  readonly folders: readonly string[];
  readonly chat: () => Chat;
  readonly client: () => CopilotClient | undefined;
  readonly ownTools: readonly NamedTool[];
  readonly chooseMode: SlashCommandsOptions['chooseMode'];
  readonly log: vscode.LogOutputChannel;
}

/** The parts that give the agent context, wired to the editor. */
export function makeContext(options: MakeContextOptions, store: DisposableStore) {
  const { context, editor, folders, chat, log } = options;
  const [folder = ''] = folders;
  const terminals = store.add(new TerminalRuns());
  const tools = () => toolsOf(chat().current, options.client(), options.ownTools);
  const sources = editorSources({ editor, folders, terminals: () => terminals.all, tools });
  const kept = keptFiles(context, folder, log);
  const selection = new LiveSelection({
    editor,
    store: options.memory,
    isOpenFile: (file) => isOpenFile(file, folders),
    changed: (selected) => chat().emit(selectionFact(selected)),
  });
  const problems = new LiveProblems(editor, (found) =>
    chat().emit({ type: 'problems/changed', problems: found }),
  );
  followEditor(selection, problems, store);
  const { chooseMode } = options;
  const pick = async (what: keyof typeof pickers) => {
    await vscode.commands.executeCommand(commandName(pickers[what]));
  };
  const commands = new SlashCommands({ chat, folders, editor, pick, chooseMode, logger: log });
  return {
    selection,
    problems,
    connect: () => {
      const emit: Chat['emit'] = (fact) => chat().emit(fact);
      const search = new ContextSearch({
        sources,
        folder,
        emit,
        logger: log,
        commands: () => commands.list(),
      });
      const picks = new ContextPicks(sources, kept, folder);
      return new ChatContext({ chat: chat(), search, picks, selection, commands, logger: log });
    },
  };
}

/** The same lists as from the palette. */
const pickers = { permissions: 'selectPermissionMode', files: 'attachFile' } as const;

/** Beside the drafts and queues that name them. */
function keptFiles(
  context: vscode.ExtensionContext,
  folder: string,
  log: vscode.LogOutputChannel,
): KeptFiles {
  const kept = new KeptFiles(path.join(placeFor(context.globalStorageUri.fsPath, folder), 'attachments'));
  kept.prune().catch((error: unknown) => log.warn(describe(error)));
  return kept;
}

function followEditor(selection: LiveSelection, problems: LiveProblems, store: DisposableStore): void {
  // A selection that is being drawn with the mouse changes at each move.
  const selectionSoon = soon(() => selection.refresh(), 50, store);
  const problemsSoon = soon(() => problems.refresh(), 200, store);
  store.add(vscode.window.onDidChangeTextEditorSelection(selectionSoon));
  store.add(vscode.window.onDidChangeActiveTextEditor(selectionSoon));
  store.add(vscode.window.onDidChangeActiveTextEditor(problemsSoon));
  store.add(vscode.languages.onDidChangeDiagnostics(problemsSoon));
}

/** Joins calls that come one after the other. */
function soon(act: () => void, afterMs: number, store: DisposableStore): () => void {
  let timer: NodeJS.Timeout | undefined;
  store.addUndo(() => clearTimeout(timer));
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, afterMs);
  };
}
