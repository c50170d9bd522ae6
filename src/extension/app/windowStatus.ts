import * as vscode from 'vscode';
import type { Request } from '../../protocol/toView';
import type { Chat } from '../chat/chat';
import type { ChatView } from '../view/chatView';
import type { OpenSession } from '../session/openSession';
import type { ClientManager } from '../cli/cliManager';
import { section, type ContextKeys } from '../settings/contributions';
import type { EditorUi } from './vscodeUi';
import { t } from '../base/l10n';
import { requestKeys } from './requestContextKeys';
import type { Settings } from '../settings/settings';
import { StatusBar } from './statusBar';
import type { Page } from '../window/page';

export interface StatusOptions {
  readonly chat: Chat;
  readonly page: Page;
  readonly view: ChatView;
  readonly manager: ClientManager;
  readonly ui: EditorUi;
  readonly hasSessions: () => boolean;
  readonly notifications: () => Settings['notifications'];
}

/** What tells outside the page how things are: status bar, badge, context keys, notifications. */
export class WindowStatus {
  private readonly bar = new StatusBar();
  private readonly keys: Partial<Record<keyof ContextKeys, boolean>> = {};
  private readonly announced = new Set<string>();
  private readonly atWork = new Set<OpenSession>();

  constructor(private readonly options: StatusOptions) {}

  dispose(): void {
    this.bar.dispose();
  }

  refresh(): void {
    const { chat, page, view, manager } = this.options;
    const open = chat.open;
    const requests = open.flatMap((session) => session.conversation.waiting);
    const waiting = requests.length;
    this.bar.show({ client: manager.state, isWorking: open.some((session) => session.isBusy), waiting });
    const words = waiting === 1 ? t('1 request waits for you') : t('{0} requests wait for you', waiting);
    view.setBadge(waiting, words);
    page.foot.prepare();
    this.setKeys(requests);
    this.announce();
  }

  setKey(key: keyof ContextKeys, value: boolean): void {
    if (this.keys[key] === value) return;
    this.keys[key] = value;
    void vscode.commands.executeCommand('setContext', `${section}.${key}`, value);
  }

  private setKeys(requests: readonly Request[]): void {
    const { page, manager, hasSessions } = this.options;
    const { surface, foot, usage } = page;
    this.setKey('canChat', surface.canChat);
    this.setKey('isWorking', surface.isWorking);
    const { hasRequest, takesReason, hasCommandRequest } = requestKeys(requests);
    this.setKey('hasRequest', hasRequest);
    this.setKey('takesReason', takesReason);
    this.setKey('hasCommandRequest', hasCommandRequest);
    this.setKey('hasTurns', surface.current?.conversation.hasMessages ?? false);
    this.setKey('hasSessions', hasSessions());
    this.setKey('hasEfforts', surface.canChat && foot.hasEfforts);
    this.setKey('hasModes', surface.canChat && foot.hasModes);
    this.setKey('canCompact', surface.canChat && usage.canCompact);
    this.setKey('cliRunning', manager.pid !== undefined);
    this.setKey('cliFound', manager.state.kind !== 'not-found');
  }

  /** Each request is announced once, and only while the chat cannot be seen; so is the end of a turn. */
  private announce(): void {
    const { chat, ui, notifications } = this.options;
    const wanted = notifications();
    const waiting = new Set(chat.open.flatMap((session) => session.conversation.waiting.map(({ id }) => id)));
    for (const id of this.announced) if (!waiting.has(id)) this.announced.delete(id);
    for (const session of this.atWork) if (!chat.open.includes(session)) this.atWork.delete(session);
    for (const session of chat.open) {
      const { title, waiting, state } = session.conversation;
      const show = () => this.show(session);
      for (const request of waiting) {
        if (this.announced.has(request.id)) continue;
        this.announced.add(request.id);
        if (wanted === 'off' || this.isSeen(session)) continue;
        ui.announceRequest(request, title, show, (word) => session.asks.answerFromNotice(request.id, word));
      }
      if (!this.hasEnded(session) || wanted !== 'everything' || this.isSeen(session)) continue;
      ui.announceEnd(title, state === 'failed' ? 'failed' : 'done', show);
    }
  }

  private isSeen(session: OpenSession): boolean {
    const { page, view } = this.options;
    return view.isVisible && vscode.window.state.focused && page.surface.current === session;
  }

  /** Once for all that it was at work with, and not when the person has stopped it. */
  private hasEnded(session: OpenSession): boolean {
    const { conversation, outbox, isBusy } = session;
    const goesOn = conversation.state !== 'failed' && outbox.waiting.due() !== undefined;
    if (isBusy) this.atWork.add(session);
    return !isBusy && !goesOn && this.atWork.delete(session) && !conversation.isStopped;
  }

  private async show(session: OpenSession): Promise<void> {
    const { page, view } = this.options;
    await view.reveal();
    if (page.surface.current !== session) await page.surface.openSession(session.sessionId);
  }
}
