import type { Chat } from '../chat/chat';
import type { LiveSessionOptions } from '../session/openSessionOptions';
import type { Setup } from '../cli/readiness';
import type { ChatStorage } from '../storage/sessionStorage';
import type { Config } from '../settings/config';
import { watchedByConsent } from '../consent/consentEvents';
import type { FolderConsent } from '../consent/folderConsent';
import { hookRecords } from '../consent/recordHooks';
import type { LiveSelection } from '../composer/liveSelection';
import type { Approvals } from '../permissions/approvals';
import type { SandboxPlan } from '../sandbox/sandboxPlan';
import type { Logger, Tool } from '../../sdk/index';
import type { ClientManager } from '../cli/cliManager';
import { mcpIdentity } from '../consent/mcpIdentity';
import type { Workspace } from '../editor/workspace';
import { LiveSessions } from '../session/openSessions';
import { chosenConfig, sessionConfig } from '../session/sessionConfig';
import type { SessionStore } from '../sessionList/sessionIndex';

export interface SessionsOptions {
  readonly config: Config;
  readonly workspace: Workspace;
  readonly setup: Setup;
  readonly storage: ChatStorage;
  readonly sessions: SessionStore;
  readonly approvals: Approvals;
  readonly consent: FolderConsent;
  readonly manager: ClientManager;
  readonly sandbox: SandboxPlan;
  readonly tools: readonly Tool[];
  readonly selection: LiveSelection;
  readonly chat: () => Chat;
  readonly command: LiveSessionOptions['command'];
  readonly takesImages: LiveSessionOptions['takesImages'];
  readonly openLink: (address: string) => Promise<boolean>;
  readonly logger: Logger;
}

/** The open sessions of this window, each with what it needs of the others. */
export function makeSessions(options: SessionsOptions): LiveSessions {
  const { config, workspace, setup, sessions, selection, chat, tools, consent } = options;
  const live: LiveSessions = new LiveSessions({
    tools,
    config: () => consent.withConsented(sessionConfig(config.read(), setup.model, workspace.folders)),
    prepare: () => consent.prepare(),
    chosen: (session) => ({
      ...chosenConfig(session.choices, setup.model),
      sandbox: session.sandbox.config,
    }),
    live: (sessionId) => ({
      folder: workspace.folders[0] ?? '',
      folders: workspace.folders,
      folderName: workspace.name,
      title: sessions.titleOf(sessionId),
      storage: options.storage,
      logger: options.logger,
      permissionMode: () => config.read().permissions,
      permissionLimit: () => config.permissionLimit,
      approvals: options.approvals,
      sandbox: options.sandbox,
      mode: () => config.read().mode,
      implicit: () => selection.attachments,
      command: options.command,
      takesImages: options.takesImages,
      mcpIdentity: (server) =>
        mcpIdentity(sessionId, server, {
          client: () => options.manager.connected,
          givenTo: (id) => live.configOf(id)?.mcpServers,
          logger: options.logger,
        }),
      reviewsPages: () => config.read().reviewFetchedPages,
      openLink: options.openLink,
      emit: (facts) => chat().emitFor(sessionId, facts),
      changed: () => chat().changed(),
      hookCommands: (event, names) => consent.hookCommands(event, names),
      record: hookRecords({
        sessionId,
        title: () => chat().seenAs(sessionId)?.conversation.title ?? '',
        folder: workspace.folders[0] ?? '',
        approvals: options.approvals,
        hooksAt: (event, names) => consent.hooksAt(event, names),
      }),
      observe: (event) => {
        if (watchedByConsent.has(event.type)) void chat().checkConsent();
      },
    }),
  });
  return live;
}
