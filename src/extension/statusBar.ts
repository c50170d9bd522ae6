import * as vscode from 'vscode';
import { commandName } from './contributions';
import { looksOf, type StatusFacts } from './statusLooks';

/** One item: an icon and a word for how the CLI is. */
export class StatusBar {
  private readonly item = vscode.window.createStatusBarItem(
    'flightdeck.status',
    vscode.StatusBarAlignment.Left,
    0,
  );

  constructor() {
    this.item.name = vscode.l10n.t('Flight Deck');
    this.item.command = commandName('focusChat');
    this.show({ client: { kind: 'idle' }, isWorking: false, waiting: 0 });
    this.item.show();
  }

  show(facts: StatusFacts): void {
    const { text, tooltip, color } = looksOf(facts, vscode.l10n.t);
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: `Flight Deck: ${tooltip}` };
    this.item.backgroundColor = color && new vscode.ThemeColor(`statusBarItem.${color}Background`);
  }

  dispose(): void {
    this.item.dispose();
  }
}
