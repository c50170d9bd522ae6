import * as path from 'node:path';
import * as vscode from 'vscode';
import { pickRow, showInfo, showProgress } from '../base/editorMessages';
import { inert } from '../base/inertText';
import { t } from '../base/l10n';
import { bestSymbols, symbolQuery, type SymbolQuery } from './symbolNames';

const codeFiles = '**/*.{ts,tsx,js,jsx,py,go,rs,java,kt,cs,c,cc,cpp,h,rb,php,swift,scala,dart,lua}';
const mostLanguages = 6;
const mostQuestions = 12;
const pauseMs = 500;

/** Leads to where a symbol is defined; says so when no language knows it. */
export async function openSymbol(name: string): Promise<void> {
  const query = symbolQuery(name);
  const known = bestSymbols(query, await symbolsNamed(query.name));
  const found = known.length > 0 ? known : await askAgain(query);
  const symbol = found.length > 1 ? await pick(name, found) : found[0];
  if (symbol) {
    const { uri, range } = symbol.location;
    await vscode.window.showTextDocument(uri, {
      selection: new vscode.Range(range.start, range.start),
      preview: true,
    });
  }
  if (found.length > 0) return;
  const search = t('Search in files');
  const answer = await showInfo(t('No symbol {0} is known here.', name), search);
  if (answer === search)
    await vscode.commands.executeCommand('workbench.action.findInFiles', {
      query: query.name,
      triggerSearch: true,
    });
}

async function symbolsNamed(name: string): Promise<readonly vscode.SymbolInformation[]> {
  const found = await vscode.commands.executeCommand<vscode.SymbolInformation[] | undefined>(
    'vscode.executeWorkspaceSymbolProvider',
    name,
  );
  return found ?? [];
}

/** A language that has just been opened may know nothing for the first seconds. */
async function askAgain(query: SymbolQuery): Promise<readonly vscode.SymbolInformation[]> {
  return showProgress(t('Looking for {0}', query.name), async () => {
    await wakeLanguages();
    for (let asked = 0; asked < mostQuestions; asked += 1) {
      const found = bestSymbols(query, await symbolsNamed(query.name));
      if (found.length > 0) return found;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return [];
  });
}

/**
 * Most languages learn of their symbols with the first file that is open, and while an agent works there
 * may be none. Opens a file of each of the folder's languages where no editor sees it.
 */
async function wakeLanguages(): Promise<void> {
  const files = await vscode.workspace.findFiles(codeFiles, '**/{node_modules,.git,dist,out}/**', 200);
  const byEnding = new Map(files.map((file) => [path.extname(file.path), file]));
  const opened = [...byEnding.values()].slice(0, mostLanguages).map(async (file) => {
    try {
      await vscode.workspace.openTextDocument(file);
    } catch {
      // too large, or gone since: another may do
    }
  });
  await Promise.all(opened);
}

async function pick(
  name: string,
  found: readonly vscode.SymbolInformation[],
): Promise<vscode.SymbolInformation | undefined> {
  const rows = found.map((symbol) => ({
    label: symbol.name,
    description: `${vscode.workspace.asRelativePath(symbol.location.uri)}:${symbol.location.range.start.line + 1}`,
    value: symbol,
  }));
  return pickRow(rows, { title: inert(name) });
}
