import { fileURLToPath } from 'node:url';
import type { ToHost } from '../../protocol/toHost';
import type { Logger } from '../../sdk/index';
import type { FolderConsent } from '../consent/folderConsent';
import type { CodeUi } from '../code/codeUi';
import { loadPicture } from '../code/remotePictures';
import type { ComposerOptions } from '../composer/composerOptions';
import type { Usage } from '../composer/usage';
import type { ComposerContext } from '../composer/composerContext';
import { mayWish } from './restricted';
import type { UserActions } from '../chat/userActions';
import type { Chat } from '../chat/chat';
import type { Surface } from '../chat/surface';
import type { HostUi } from '../chat/ui';
import { carryOutOnQueue } from './queueHandlers';
import { installCommand, type Ground } from '../cli/readiness';
import { openPlan } from './openPlan';
import { allowHost } from '../session/sandboxHosts';
import { copyTurnLink, forkAfter } from '../chat/turnActions';
import { listPrompts, showTurns } from './turnHandlers';

export interface WishesOptions {
  readonly ground: () => Ground;
  readonly chat: Chat;
  /** The page that wishes. */
  readonly surface: Surface;
  readonly actions: UserActions;
  readonly ui: HostUi;
  readonly code: CodeUi;
  readonly foot: ComposerOptions;
  readonly usage: Usage;
  readonly context: ComposerContext;
  readonly consent?: FolderConsent;
  readonly lastSession: () => string | undefined;
  readonly unsaved: { save(): Promise<void> };
  /** Says whether the settings that the folder brings along count. */
  readonly answerFolder: (id: string, answer: 'use' | 'keep') => Promise<void>;
  readonly logger: Logger;
}

/** Carries out what the page wishes; each wish once, no replies. */
export function carryOut(wish: ToHost, options: WishesOptions): Promise<unknown> | void {
  const { surface, actions, ui, code, foot, usage, logger, context } = options;
  if (!mayWish(wish, options.ground()))
    return logger.error(`The page wished ${wish.type} where nothing is started or sent; nothing was done.`);
  const { current } = surface;
  switch (wish.type) {
    case 'view/ready':
      surface.emit({ type: 'state/reset', state: surface.state });
      return surface.ready();
    case 'prompt/submit':
      return submit(wish, options);
    case 'draft/changed':
      return surface.keepDraft(wish.text, wish.sessionId);
    case 'turn/stop':
      return current?.stop();
    case 'turns/older':
    case 'turns/newer':
    case 'turns/show':
      return showTurns(wish, surface);
    case 'turn/edit':
      return current?.edits.begin(wish.turnId);
    case 'turn/retry':
      return current?.edits.retry(wish.turnId);
    case 'turn/fork':
      return forkAfter(wish.turnId, surface);
    case 'turn/link':
      return copyTurnLink(wish.turnId, surface, ui);
    case 'edit/changed':
      return current?.edits.keep(wish.text);
    case 'edit/cancel':
      return current?.edits.cancel();
    case 'edit/send':
      return current?.edits.send(wish);
    case 'prompts/list':
      return listPrompts(wish.turnId, surface);
    case 'find/start':
      return current && surface.search.start(wish.id, wish.query, current);
    case 'find/stop':
      return surface.search.stop();
    case 'queue/remove':
    case 'queue/restore':
    case 'queue/forget':
    case 'queue/edit':
    case 'queue/update':
    case 'queue/edited':
    case 'queue/move':
    case 'queue/duplicate':
    case 'queue/sendNow':
    case 'queue/pause':
    case 'queue/resume':
      return current && carryOutOnQueue(wish, current);
    case 'permission/answer':
      return void current?.requests.answerPermission(wish.id, wish);
    case 'permission/allowScope':
      return void current?.requests.answerPermission(wish.id, { decision: 'allow-scope', scope: wish.scope });
    case 'permission/denyAlways':
      return void current?.requests.answerPermission(wish.id, {
        decision: 'deny-always',
        denial: wish.denial,
      });
    case 'permission/edit':
      return void current?.requests.answerPermission(wish.id, { decision: 'edit', command: wish.command });
    case 'permission/openDiff': {
      const request = current?.requests.find(wish.id);
      return request && current && ui.openProposedDiff(request, current.requests.over(wish.id));
    }
    case 'plan/comment':
      return current?.asks.commentPlan(wish.id, wish.comments);
    case 'plan/answer':
      return current?.plans.answer(wish.id, wish.answer);
    case 'plan/open':
      return openPlan(wish.id, options);
    case 'question/answer':
      return void current?.requests.answerQuestion(wish.id, {
        answer: wish.answer,
        wasFreeform: wish.isFreeform,
      });
    case 'form/answer':
      return void current?.requests.answerForm(wish.id, wish.content);
    case 'form/decline':
      return current?.requests.declineForm(wish.id);
    case 'choice/answer':
      return void current?.requests.answerChoice(wish.id, wish.choice);
    case 'question/decline':
      return current?.requests.declineQuestion(wish.id);
    case 'request/typed':
      return current?.asks.keepTyped(wish.id, wish.field, wish.value);
    case 'attachment/remove':
      return surface.removeAttachment(wish.id);
    case 'attachment/drop':
      return actions.attachPaths(wish.uris.flatMap(pathOf));
    case 'attachment/pick':
      return actions.pickFiles();
    case 'attachment/text':
      return context.pasteText(wish.text, wish.label);
    case 'attachment/image':
      return context.pasteImage(wish);
    case 'attachment/unfold':
      return context.unfold(wish.id);
    case 'context/search':
      return context.search(wish);
    case 'context/pick':
      return context.pick(wish);
    case 'selection/toggle':
      return context.toggleSelection();
    case 'link/open':
      return ui.openLink(wish.href);
    case 'file/open':
      return code.openPlace(wish);
    case 'picture/load':
      return showPicture(wish.href, options);
    case 'picture/find':
      return showFolderPicture(wish.path, options);
    case 'paths/check':
      return checkPaths(wish.paths, options);
    case 'symbol/open':
      return code.openSymbol(wish.name);
    case 'code/copy':
      return ui.copy(wish.text);
    case 'code/insert':
      return ui.insertAtCursor(wish.text);
    case 'code/newFile':
      return code.newFile(wish);
    case 'code/run':
      return code.runInTerminal(wish);
    case 'code/apply':
      return code.applyToFile(wish);
    case 'proposal/answer':
      return wish.answer === 'apply' ? code.applyProposal() : code.discardProposal();
    case 'folderSettings/answer':
      return options.answerFolder(wish.id, wish.answer);
    case 'consent/answer':
      return answerConsent(wish, options);
    case 'notice/act':
      return actions.carryOut(wish.action, wish.words);
    case 'setup/installCli':
      return ui.installCli(installCommand);
    case 'setup/chooseCli':
      return actions.chooseCli();
    case 'setup/manageTrust':
      return ui.manageTrust();
    case 'setup/openFolder':
      return ui.openFolder();
    case 'setup/restart':
      return actions.restart();
    case 'setup/signIn':
      return actions.signIn();
    case 'setup/useDemo':
      return actions.useDemo();
    case 'setup/useLocal':
      return actions.useLocal(wish.server);
    case 'setup/useOwnKey':
      return actions.useOwnKey();
    case 'session/new':
      return surface.newSession();
    case 'session/resumeLast':
      return surface.openSession(options.lastSession() ?? '');
    case 'view/focus':
      return; // the view has taken it
    case 'view/reveal':
      return ui.revealChat();
    case 'models/load':
      return foot.load();
    case 'model/choose':
      return foot.chooseModel(wish.source, wish.id);
    case 'effort/choose':
      return foot.chooseEffort(wish.effort);
    case 'mode/choose':
      return foot.chooseMode(wish.mode);
    case 'permissionMode/choose':
      return foot.choosePermissions(wish.mode);
    case 'sandbox/choose':
      return foot.chooseSandbox(wish.isOn);
    case 'sandbox/look':
      return foot.lookAtSandbox();
    case 'sandbox/settings':
      return ui.openSandboxSettings();
    case 'sandbox/allowHost':
      return current && allowHost(current, wish.id);
    case 'choices/makeDefault':
      return foot.makeDefault();
    case 'approvals/show':
      return ui.showApprovals(wish.decision);
    case 'unsaved/save':
      return options.unsaved.save();
    case 'usage/load':
      return usage.load();
    case 'context/compact':
      return usage.compact();
    case 'page/error':
      return logger.error(`The chat page failed: ${wish.message}`);
  }
}

type PromptWish = Extract<ToHost, { readonly type: 'prompt/submit' }>;

/** A prompt that comes while the chat is not ready waits for it, and goes back if it cannot be sent. */
async function submit(wish: PromptWish, { chat, surface, context }: WishesOptions): Promise<void> {
  const { text, sessionId, delivery, isText } = wish;
  surface.leaveCommand();
  await chat.checkConsent();
  await chat.reopened;
  const session = surface.seenAs(sessionId) ?? (await surface.ready());
  if (session && !isText && (await context.runCommand(session, text, delivery))) return;
  if (session) await session.sender.submit(text, delivery, isText ? { isText } : {});
  else surface.emit({ type: 'draft/restored', text });
}

type ConsentWish = Extract<ToHost, { readonly type: 'consent/answer' }>;

async function answerConsent(wish: ConsentWish, { chat, surface, consent }: WishesOptions): Promise<void> {
  const { kind, hash, answer } = wish;
  if (answer === 'allow') await consent?.allow(kind, hash);
  else if (surface.current) consent?.notNow(hash, surface.current.sessionId);
  await chat.checkConsent();
}

async function checkPaths(paths: readonly string[], { surface, code }: WishesOptions): Promise<void> {
  const known = await code.checkPaths(paths);
  const isKnown = (path: string) => known.has(path);
  const missing = paths.filter((path) => !isKnown(path));
  surface.emit({ type: 'paths/checked', known: paths.filter(isKnown), missing });
}

async function showPicture(href: string, { surface, logger }: WishesOptions): Promise<void> {
  const loaded = await loadPicture(href);
  if ('problem' in loaded) logger.warn(`The picture ${href} was not shown: ${loaded.problem}`);
  surface.emit({ type: 'picture/loaded', href, data: 'data' in loaded ? loaded.data : undefined });
}

async function showFolderPicture(path: string, { surface, code, logger }: WishesOptions): Promise<void> {
  const found = await code.findPicture(path);
  if ('problem' in found) logger.debug(`The picture ${path} is not shown: ${found.problem}`);
  surface.emit({ type: 'picture/loaded', href: path, data: 'data' in found ? found.data : undefined });
}

/** Path of a dropped file's address; other addresses have no file here. */
function pathOf(address: string): readonly string[] {
  try {
    const url = new URL(address);
    if (url.protocol === 'file:') return [fileURLToPath(url)];
    return url.protocol === 'vscode-remote:' ? [decodeURIComponent(url.pathname)] : [];
  } catch {
    return []; // not an address: a drop may carry any text
  }
}
