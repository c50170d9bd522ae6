import { watchedByConsent } from '../consent/consentEvents';
import { mcpIdentity } from '../consent/mcpIdentity';
import { hookRecords } from '../consent/recordHooks';
import { homeOf } from '../models/modelHome';
import type { SandboxPlan } from '../sandbox/sandboxPlan';
import { OpenSessions } from '../session/openSessions';
import type { OpenSessionOptions } from '../session/openSessionOptions';
import { chosenConfig, sessionConfig } from '../session/sessionConfig';
import type { ChatStorage } from '../storage/sessionStorage';
import type { Window } from './window';
import type { WindowParts } from './windowParts';

/** The open sessions of a window, each with what it needs of the others. */
export function makeSessions(
  window: Window,
  parts: WindowParts,
  storage: ChatStorage,
  sandbox: SandboxPlan,
): OpenSessions {
  const { setup, consent } = window;
  const [folder = ''] = parts.folders;
  const live: OpenSessions = new OpenSessions({
    tools: window.tools,
    pageSize: parts.pageSize,
    config: () => consent.withConsented(sessionConfig(parts.settings(), setup.model, parts.folders)),
    prepare: () => consent.prepare(),
    chosen: (session) => ({
      ...chosenConfig(session.choices, setup.model),
      sandbox: session.sandbox.config,
    }),
    live: (sessionId) => ({
      folder,
      folders: parts.folders,
      folderName: parts.folderName,
      isScratch: parts.isScratch ?? false,
      title: window.index.titleOf(sessionId),
      storage,
      logger: parts.logger,
      permissionMode: () => parts.settings().permissions,
      permissionLimit: parts.permissionLimit,
      approvals: parts.approvals,
      sandbox,
      modelHome: () => homeOf(setup.model),
      mode: () => parts.settings().mode,
      implicit: () => window.selection.attachments,
      takesImages: () => window.pageOf(sessionId)?.foot.takesImages,
      editor: parts.editor,
      reviewsPages: () => parts.settings().reviewFetchedPages,
      openLink: (address) => parts.ui.openLink(address),
      mcpIdentity: (server) =>
        mcpIdentity(sessionId, server, {
          client: () => parts.manager.connected,
          givenTo: (id) => live.configOf(id)?.mcpServers,
          logger: parts.logger,
        }),
      command: (session, text, use) => window.resolveCommand(session, text, use),
      ...eventsOf(sessionId, window, parts),
    }),
  });
  return live;
}

type Told = 'emit' | 'changed' | 'hookCommands' | 'record' | 'observe';

/** Whom a session tells what. */
function eventsOf(sessionId: string, window: Window, parts: WindowParts): Pick<OpenSessionOptions, Told> {
  const { consent } = window;
  return {
    emit: (facts) => window.chat.emitFor(sessionId, facts),
    changed: () => window.chat.changed(),
    hookCommands: (event, names) => consent.hookCommands(event, names),
    record: hookRecords({
      sessionId,
      title: () => window.chat.session(sessionId)?.conversation.title ?? '',
      folder: parts.folders[0] ?? '',
      approvals: parts.approvals,
      hooksAt: (event, names) => consent.hooksAt(event, names),
    }),
    observe: (event) => {
      if (watchedByConsent.has(event.type)) void window.chat.checkConsent();
    },
  };
}
