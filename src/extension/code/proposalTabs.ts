import * as vscode from 'vscode';

export const proposalScheme = 'flightdeck-code';

/** Address of the preview that a tab shows. */
export function previewOf({ input }: vscode.Tab): vscode.Uri | undefined {
  const isPreview = input instanceof vscode.TabInputTextDiff && input.modified.scheme === proposalScheme;
  return isPreview ? input.modified : undefined;
}

export function inFront(): vscode.Uri | undefined {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  return activeTab && previewOf(activeTab);
}

export function isShown(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some((tab) => previewOf(tab)?.toString() === uri.toString());
}

export function closePreview(uri: vscode.Uri): Promise<void> {
  return closePreviews((one) => one.toString() === uri.toString());
}

export async function closePreviews(isMeant: (uri: vscode.Uri) => boolean): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const own = tabs.filter((tab) => {
    const uri = previewOf(tab);
    return uri !== undefined && isMeant(uri);
  });
  if (own.length > 0) await vscode.window.tabGroups.close(own, true);
}
