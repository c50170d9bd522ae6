import * as vscode from 'vscode';
import { commandName } from '../settings/contributions';
import { inert } from '../base/inertText';
import { t } from '../base/l10n';
import { looksOf, type StatusFacts } from './statusBarText';

/** One item: an icon and a word for how the CLI is. */
export class StatusBar {
  private readonly item = vscode.window.createStatusBarItem(
    'flightdeck.status',
    vscode.StatusBarAlignment.Left,
    0,
  );

  constructor() {
    this.item.name = t('Flight Deck');
    this.item.command = commandName('focusChat');
    this.show({ client: { kind: 'idle' }, isWorking: false, waiting: 0 });
    this.item.show();
  }

  show(facts: StatusFacts): void {
    const { text, tooltip, color } = looksOf(facts, t);
    this.item.text = text;
    const words = inert(tooltip);
    this.item.tooltip = words;
    this.item.accessibilityInformation = { label: `Flight Deck: ${words}` };
    this.item.backgroundColor = color && new vscode.ThemeColor(`statusBarItem.${color}Background`);
  }

  dispose(): void {
    this.item.dispose();
  }
}
