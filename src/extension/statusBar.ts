import * as vscode from 'vscode';
import type { ClientState } from './clientManager';
import { commandName } from './contributions';

export interface StatusFacts {
  readonly client: ClientState;
  readonly isWorking: boolean;
  /** How many requests wait for the person, in all open sessions. */
  readonly waiting: number;
}

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
    const { text, tooltip, color } = looksOf(facts);
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: `Flight Deck: ${tooltip}` };
    this.item.backgroundColor = color && new vscode.ThemeColor(`statusBarItem.${color}Background`);
  }

  dispose(): void {
    this.item.dispose();
  }
}

interface Looks {
  readonly text: string;
  readonly tooltip: string;
  readonly color?: 'warning' | 'error';
}

function looksOf({ client, isWorking, waiting }: StatusFacts): Looks {
  const { t } = vscode.l10n;
  switch (client.kind) {
    case 'idle':
      return {
        text: '$(copilot) Copilot CLI',
        tooltip: t('The Copilot CLI starts when the chat is opened.'),
      };
    case 'starting':
      return { text: `$(loading~spin) ${t('Starting')}`, tooltip: t('The Copilot CLI is starting.') };
    case 'ready':
      return waiting > 0 ? waitingLooks(waiting) : readyLooks(client.version, isWorking);
    case 'restarting':
      return {
        text: `$(sync) ${t('Restarting')}`,
        tooltip: t('The Copilot CLI ended. Attempt {0} to start it again.', client.attempt),
      };
    case 'stopped':
      return { text: `$(circle-slash) ${t('Stopped')}`, tooltip: t('The Copilot CLI was stopped.') };
    case 'not-found':
      return {
        text: `$(error) ${t('CLI not found')}`,
        tooltip: t('The Copilot CLI was not found.'),
        color: 'error',
      };
    case 'failed':
      return {
        text: `$(error) ${t('Failed')}`,
        tooltip: client.detail || t('The Copilot CLI failed.'),
        color: 'error',
      };
  }
}

function readyLooks(version: string, isWorking: boolean): Looks {
  const { t } = vscode.l10n;
  return isWorking
    ? { text: `$(loading~spin) ${t('Working')}`, tooltip: t('The agent is working.') }
    : { text: `$(copilot) ${t('Ready')}`, tooltip: t('Copilot CLI {0} is ready.', version) };
}

function waitingLooks(waiting: number): Looks {
  const { t } = vscode.l10n;
  const text = waiting === 1 ? t('1 request') : t('{0} requests', waiting);
  return { text: `$(bell-dot) ${text}`, tooltip: t('The agent waits for your answer.'), color: 'warning' };
}
