import * as path from 'node:path';
import * as vscode from 'vscode';
import type { EditorFacade } from '../../base/editorApi';
import { rangeOf } from '../../editor/editor';
import type { ContextSources, FoundSymbol, NamedTool, TerminalRun } from './contextSources';
import { excludedTest, excludePattern, ignoredTest } from './excludes';
import type { ListedFile } from './fileIndex';
import { countChanges, ignoredByGit, readChanges } from './git';
import { namedFile } from './namedFile';

const mostFiles = 100_000;
const symbolLimitMs = 3000;

export interface EditorSourcesOptions {
  readonly editor: EditorFacade;
  readonly folders: readonly string[];
  readonly terminals: () => readonly TerminalRun[];
  readonly tools: () => Promise<readonly NamedTool[]>;
}

/** Context as the editor and git have it. */
export function editorSources({ editor, folders, terminals, tools }: EditorSourcesOptions): ContextSources {
  const [folder = ''] = folders;
  return {
    editor,
    tools,
    terminalRuns: terminals,
    files: async () => (await Promise.all(folders.map((one) => listFiles(one, folders)))).flat(),
    namedFile: (query) => namedFile(query, folders),
    symbols: findSymbols,
    countChanges: (signal) => countChanges(folder, folders, signal),
    readChanges: () => readChanges(folder, folders),
  };
}

/** As the editor's own search of files: without what the settings exclude and what git ignores. */
async function listFiles(folder: string, folders: readonly string[]): Promise<readonly ListedFile[]> {
  const isOneOfMany = folders.length > 1;
  const uri = vscode.Uri.file(folder);
  const setting = (section: string, name: string) =>
    vscode.workspace.getConfiguration(section, uri).get<Record<string, unknown>>(name, {});
  const isIgnoreUsed = vscode.workspace.getConfiguration('search', uri).get('useIgnoreFiles', true);
  const ignored = isIgnoreUsed ? await ignoredByGit(folder, folders) : [];
  const excludes = [setting('files', 'exclude'), setting('search', 'exclude')];
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(uri, '**/*'),
    excludePattern(excludes, ignored),
    mostFiles,
  );
  const isIgnored = ignoredTest(ignored);
  const isExcluded = excludedTest(excludes);
  return found.flatMap(({ fsPath }) => {
    const relative = path.relative(folder, fsPath).split(path.sep).join('/');
    if (isIgnored(relative) || isExcluded(relative)) return [];
    return [{ path: isOneOfMany ? `${path.basename(folder)}/${relative}` : relative, file: fsPath }];
  });
}

/** Of the whole workspace, as far as its languages tell, and of the file that is open. */
async function findSymbols(query: string): Promise<readonly FoundSymbol[]> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const [everywhere, here] = await Promise.all([
    ask<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', query),
    uri
      ? ask<(vscode.DocumentSymbol | vscode.SymbolInformation)[]>('vscode.executeDocumentSymbolProvider', uri)
      : [],
  ]);
  const local = uri ? flatten(here, uri) : [];
  const named = new Set(local.map(({ name, path }) => `${path}\n${name}`));
  const rest = everywhere
    .filter(({ location }) => location.uri.scheme === 'file')
    .map(({ name, location }) => ({ name, path: location.uri.fsPath, range: rangeOf(location.range) }));
  return [...local, ...rest.filter(({ name, path }) => !named.has(`${path}\n${name}`))];
}

/** A language that does not answer in time has no symbols. */
async function ask<T extends readonly unknown[]>(command: string, about: unknown): Promise<T | readonly []> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), symbolLimitMs));
  return (await Promise.race([vscode.commands.executeCommand<T | undefined>(command, about), late])) ?? [];
}

function flatten(
  symbols: readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[],
  uri: vscode.Uri,
): FoundSymbol[] {
  return symbols.flatMap((symbol) => {
    const range = 'location' in symbol ? symbol.location.range : symbol.range;
    const own = { name: symbol.name, path: uri.fsPath, range: rangeOf(range) };
    return [own, ...('children' in symbol ? flatten(symbol.children, uri) : [])];
  });
}
