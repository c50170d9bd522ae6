import type * as vscode from 'vscode';
import type { Chat } from './chat/chat';
import type { ChatView } from './chat/chatView';
import { openTurn } from './chat/turnActions';
import { readTurnLink } from './chat/turnLinks';
import { showInfo } from './editorMessages';
import { t } from './l10n';
import type { SessionRow } from './sessions/sessionList';
import type { SessionStore } from './sessions/sessionStore';

export interface LinkOptions {
  readonly chat: Chat;
  readonly view: ChatView;
  readonly sessions: SessionStore;
  readonly rows: () => readonly SessionRow[];
  readonly log: vscode.LogOutputChannel;
}

/** Shows the turn that a link of ours leads to. */
export async function followLink(uri: vscode.Uri, options: LinkOptions): Promise<void> {
  const { chat, view, sessions, rows, log } = options;
  const address = readTurnLink(uri);
  if (!address) return log.warn(`The link leads to no turn: ${uri.path}`);
  await view.reveal();
  await chat.ready();
  await sessions.refresh();
  if (rows().some((row) => row.sessionId === address.sessionId)) return openTurn(address, chat);
  void showInfo(
    t('The session of this link is not in this folder. Open its folder and follow the link again.'),
  );
}
