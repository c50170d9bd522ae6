import * as vscode from 'vscode';
import { bestSymbols, symbolQuery } from './symbolNames';

/** Leads to where a symbol is defined; says so when no language knows it. */
export async function openSymbol(name: string): Promise<void> {
  const { t } = vscode.l10n;
  const query = symbolQuery(name);
  const all =
    (await vscode.commands.executeCommand<vscode.SymbolInformation[] | undefined>(
      'vscode.executeWorkspaceSymbolProvider',
      query.name,
    )) ?? [];
  const found = bestSymbols(query, all);
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
  const answer = await vscode.window.showInformationMessage(t('No symbol {0} is known here.', name), search);
  if (answer === search)
    await vscode.commands.executeCommand('workbench.action.findInFiles', {
      query: query.name,
      triggerSearch: true,
    });
}

async function pick(
  name: string,
  found: readonly vscode.SymbolInformation[],
): Promise<vscode.SymbolInformation | undefined> {
  const rows = found.map((symbol) => ({
    label: symbol.name,
    description: `${vscode.workspace.asRelativePath(symbol.location.uri)}:${symbol.location.range.start.line + 1}`,
    symbol,
  }));
  return (await vscode.window.showQuickPick(rows, { title: name }))?.symbol;
}
