import * as vscode from 'vscode';
import type { ConversationState } from '../transcript/turns/transcriptOptions';
import { commandName } from '../settings/contributions';
import { inert, inertLabel } from '../base/inertText';
import { ageOf, type SessionRow } from './sessionRows';

/** The session list as a tree; it decides nothing. */
export class SessionTree implements vscode.TreeDataProvider<SessionRow> {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;

  private drawn = '';
  /** Rows that are drawn as others than before, by how often. */
  private readonly renewed = new Map<string, number>();

  constructor(private readonly rows: () => readonly SessionRow[]) {}

  /** Draws the rows anew if they look different: a row that is redrawn under the pointer swallows the click. */
  refresh(): void {
    const looks = this.rows().map((row) => [
      row.sessionId,
      row.title,
      row.state,
      row.isShown,
      ageText(row.modifiedAt),
    ]);
    const drawn = JSON.stringify(looks);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.changes.fire();
  }

  /** Draws the row as another one, which is not selected: the editor has no word for taking a selection back. */
  renew({ sessionId }: SessionRow): void {
    this.renewed.set(sessionId, (this.renewed.get(sessionId) ?? 0) + 1);
    this.changes.fire();
  }

  getParent(): undefined {
    return undefined;
  }

  getChildren(parent?: SessionRow): SessionRow[] {
    return parent ? [] : [...this.rows()];
  }

  getTreeItem(row: SessionRow): vscode.TreeItem {
    const title = inert(row.title);
    const item = new vscode.TreeItem(inertLabel(row.title));
    const state = stateWord(row.state);
    const age = ageText(row.modifiedAt);
    item.id = `${row.sessionId} ${this.renewed.get(row.sessionId) ?? 0}`;
    item.description = row.state === 'idle' ? age : `${state} · ${age}`;
    item.tooltip = new vscode.MarkdownString().appendText(`${title}\n\n${state} · ${age}`);
    item.iconPath = iconOf(row.state);
    item.contextValue = row.isShown ? 'session.shown' : 'session';
    item.accessibilityInformation = { label: `${title}, ${state}, ${age}` };
    item.command = {
      command: commandName('openSession'),
      title: vscode.l10n.t('Open session'),
      arguments: [row.sessionId],
    };
    return item;
  }

  dispose(): void {
    this.changes.dispose();
  }
}

function iconOf(state: ConversationState): vscode.ThemeIcon {
  switch (state) {
    case 'working':
      return new vscode.ThemeIcon('loading~spin');
    case 'waiting':
      return new vscode.ThemeIcon('bell-dot', new vscode.ThemeColor('list.warningForeground'));
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'idle':
      return new vscode.ThemeIcon('comment');
  }
}

function stateWord(state: ConversationState): string {
  switch (state) {
    case 'working':
      return vscode.l10n.t('working');
    case 'waiting':
      return vscode.l10n.t('waiting for you');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'idle':
      return vscode.l10n.t('idle');
  }
}

function ageText(modifiedAt: number): string {
  const age = ageOf(modifiedAt, Date.now());
  switch (age.unit) {
    case 'now':
      return vscode.l10n.t('now');
    case 'minutes':
      return vscode.l10n.t('{0} min', age.count);
    case 'hours':
      return vscode.l10n.t('{0} h', age.count);
    case 'days':
      return vscode.l10n.t('{0} d', age.count);
    case 'weeks':
      return vscode.l10n.t('{0} wk', age.count);
  }
}
