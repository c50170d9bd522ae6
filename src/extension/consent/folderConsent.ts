import type { ConsentAsk, ConsentGroup, ConsentKind } from '../../protocol/consent';
import type { CopilotClient, Logger, ResumeSessionConfig } from '../../sdk/index';
import type { KeyValueStore } from '../base/keyValueStore';
import { Emitter } from '../base/emitter';
import { describe } from '../base/describeError';
import { ConsentedCopy } from './consentedCopy';
import { Consents } from './consents';
import { HooksNotHeld } from './hooksNotHeld';
import { hashOf, type ConsentItem } from './consentItems';
import { readFolder } from './readFolder';

export interface FolderConsentOptions {
  readonly folders: readonly string[];
  readonly folderName: string;
  readonly memory: KeyValueStore;
  /** A folder for private copies, outside of what the agent works in. */
  readonly place: string;
  readonly client: () => CopilotClient | undefined;
  /** The sessions that are open in this window. */
  readonly sessions: () => readonly string[];
  readonly logger: Logger;
}

/** By name, what the sessions run or leave out. */
type Running = Readonly<Record<'servers' | 'skills' | 'tools', readonly string[]>>;

/** What was read of one kind. */
interface Group {
  readonly items: readonly ConsentItem[];
  readonly hash: string;
}

export const kinds: readonly ConsentKind[] = ['hook', 'mcp-server', 'lsp-server', 'agent', 'skill'];

/** What the folder would run by itself, off until the person has seen it and said yes to exactly that content. */
export class FolderConsent {
  private readonly consents: Consents;
  private readonly copy: ConsentedCopy;
  private readonly changes: Emitter<void>;
  /** What is there, or what is allowed of it, has changed. */
  readonly onDidChange;
  private groups: ReadonlyMap<ConsentKind, Group> = new Map();
  /** Not now, by session: the hashes that it was said to. */
  private readonly put = new Map<string, Set<string>>();
  private checking: Promise<void> | undefined;
  private isStale = false;
  private isDisposed = false;
  private lastLook = '';

  constructor(private readonly options: FolderConsentOptions) {
    this.consents = new Consents(options.memory);
    this.copy = new ConsentedCopy(options.place);
    this.changes = new Emitter((error) => options.logger.error(describe(error)));
    this.onDidChange = this.changes.event;
    void this.copy.sweep();
  }

  /** Reads the folder again. What is not as it was allowed is off when this resolves. */
  check(): Promise<void> {
    if (this.isDisposed) return Promise.resolve();
    this.isStale = true;
    this.checking ??= this.checkAll().finally(() => (this.checking = undefined));
    return this.checking;
  }

  /** As `check`, before a session is opened; rejects when the CLI would run hooks of the folder all the same. */
  async prepare(): Promise<void> {
    await this.check();
    const client = this.options.client();
    const hasHooks = (this.groups.get('hook')?.items.length ?? 0) > 0;
    if (client && hasHooks && !(await this.canHold(client))) throw new HooksNotHeld();
  }

  /** The configuration of a session, with what is allowed and nothing else of the folder. */
  withConsented(config: ResumeSessionConfig): ResumeSessionConfig {
    const servers = this.allowed('mcp-server').flatMap(({ payload }) =>
      payload?.kind === 'mcp-server' ? [{ ...payload.config, name: payload.name }] : [],
    );
    const { agentsPlace, hooksPlace } = this.copy;
    const skills = (config.skillDirectories ?? []).filter((place) => !this.hidesSkill(place));
    return {
      ...config,
      ...(config.skillDirectories ? { skillDirectories: skills } : {}),
      ...(servers.length > 0 ? { mcpServers: servers } : {}),
      disabledSkills: this.skillsOff,
      ...(this.toolsOff.length > 0
        ? { excludedTools: [...(config.excludedTools ?? []), ...this.toolsOff] }
        : {}),
      extraParams: {
        ...config.extraParams,
        enableConfigDiscovery: false,
        // Said aloud, the line before would switch off the CLI's own skills too.
        enableSkills: true,
        enableFileHooks: false,
        pluginDirectories: [hooksPlace, ...(agentsPlace ? [agentsPlace] : [])],
      },
    };
  }

  /** What is to be asked in this session. */
  askFor(sessionId: string): ConsentAsk | undefined {
    const put = this.put.get(sessionId);
    const groups = kinds.flatMap((kind): readonly ConsentGroup[] => {
      const group = this.groups.get(kind);
      if (!group || group.items.length === 0 || this.isAllowed(kind) || put?.has(group.hash)) return [];
      const isChanged = this.consents.hashFor(kind) !== undefined;
      return [{ kind, hash: group.hash, isChanged, rows: group.items.map(rowOf) }];
    });
    return groups.length > 0 ? { folder: this.options.folderName, groups } : undefined;
  }

  /** Yes to what was shown: if something else is there by now, it is asked again. */
  async allow(kind: ConsentKind, hash: string): Promise<void> {
    if (this.groups.get(kind)?.hash !== hash) return;
    this.consents.allow(kind, hash);
    await this.check();
  }

  notNow(hash: string, sessionId: string): void {
    this.put.set(sessionId, (this.put.get(sessionId) ?? new Set()).add(hash));
    this.changes.fire();
  }

  /** The hooks of the folder that run at this event for tools of these names, as they were allowed. */
  hooksAt(event: string, tools: readonly string[]): readonly ConsentItem[] {
    return this.allowed('hook').filter(
      ({ name, matcher, payload }) =>
        payload && eventName(name) === eventName(event) && isMatched(matcher, tools),
    );
  }

  hookCommands(event: string, tools: readonly string[]): readonly string[] {
    return this.hooksAt(event, tools).map(({ text }) => text);
  }

  async dispose(): Promise<void> {
    this.isDisposed = true;
    this.changes.dispose();
    await this.checking?.catch(() => undefined); // it writes the copy
    await this.copy.remove();
  }

  /** The versions that load no hooks of a folder when told so are those that know this method. */
  private async canHold(client: CopilotClient): Promise<boolean> {
    try {
      await client.request('sessions.reloadPluginHooks', { sessionId: 'none' });
      return true;
    } catch (error) {
      this.options.logger.warn(`The CLI cannot be told of changed hooks: ${describe(error)}`);
      return false;
    }
  }

  private async checkAll(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      try {
        await this.checkOnce();
      } catch (error) {
        this.options.logger.error(`What the folder runs could not be read: ${describe(error)}`);
        this.groups = new Map();
        await this.hold();
      }
    }
  }

  private async checkOnce(): Promise<void> {
    const before = { servers: this.serverNames, skills: this.skillsOff, tools: this.toolsOff };
    const content = await readFolder(this.options.folders);
    this.groups = new Map(
      kinds.map((kind) => {
        const items = content.filter((item) => item.kind === kind);
        return [kind, { items, hash: hashOf(items) }];
      }),
    );
    await this.hold();
    await this.switchOff(before);
    this.tell();
  }

  /** Ends in the sessions that run what they were opened with and is no longer allowed. */
  private async switchOff({ servers, skills, tools }: Running): Promise<void> {
    const gone = servers.filter((name) => !this.serverNames.includes(name));
    for (const serverName of gone) await this.onSessions('session.mcp.disable', { serverName });
    const off = this.skillsOff.filter((name) => !skills.includes(name));
    for (const name of off) await this.onSessions('session.skills.disable', { name });
    const excludedTools = this.toolsOff;
    if (excludedTools.length > tools.length)
      await this.onSessions('session.options.update', { excludedTools, toolFilterPrecedence: 'excluded' });
  }

  /** The private copy holds what is allowed, and so do the sessions that run. */
  private async hold(): Promise<void> {
    await this.copy.writeAgents(this.allowed('agent'), this.groups.get('agent')?.hash ?? '');
    if (await this.copy.writeHooks(this.allowed('hook'))) await this.onSessions('sessions.reloadPluginHooks');
  }

  private async onSessions(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const client = this.options.client();
    if (!client) return;
    for (const sessionId of this.options.sessions()) {
      try {
        await client.request(method, { sessionId, ...params });
      } catch (error) {
        this.options.logger.warn(`${method} failed in ${sessionId}: ${describe(error)}`);
      }
    }
  }

  private tell(): void {
    const look = JSON.stringify(kinds.map((kind) => [this.groups.get(kind)?.hash, this.isAllowed(kind)]));
    if (look === this.lastLook) return;
    this.lastLook = look;
    this.changes.fire();
  }

  private isAllowed(kind: ConsentKind): boolean {
    const group = this.groups.get(kind);
    // Of these the CLI takes all or none.
    if (kind === 'lsp-server' && group?.items.some(({ problem }) => problem)) return false;
    return group !== undefined && this.consents.hashFor(kind) === group.hash;
  }

  private allowed(kind: ConsentKind): readonly ConsentItem[] {
    return this.isAllowed(kind) ? (this.groups.get(kind)?.items ?? []) : [];
  }

  private get serverNames(): readonly string[] {
    return this.allowed('mcp-server').map(({ name }) => name);
  }

  /** The CLI starts a language server of the folder without a question, at the first call of this tool. */
  private get toolsOff(): readonly string[] {
    const hasServers = (this.groups.get('lsp-server')?.items.length ?? 0) > 0;
    return hasServers && this.allowed('lsp-server').length === 0 ? ['lsp'] : [];
  }

  /** By each name that the CLI may know a skill under. */
  private get skillsOff(): readonly string[] {
    if (this.isAllowed('skill')) return [];
    const items = this.groups.get('skill')?.items ?? [];
    return items.flatMap(({ name, payload }) => (payload?.kind === 'skill' ? payload.names : [name]));
  }

  /** A skill that cannot be read may have any name: then none of its place is offered. */
  private hidesSkill(place: string): boolean {
    const items = this.groups.get('skill')?.items ?? [];
    return items.some(({ problem, path }) => problem !== undefined && path.startsWith(place));
  }
}

function rowOf({
  name,
  text,
  file,
  path,
  matcher,
  cwd,
  env,
  problem,
}: ConsentItem): ConsentGroup['rows'][number] {
  return {
    name,
    text,
    file,
    path,
    ...(matcher === undefined ? {} : { matcher }),
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** As far as a matcher can be read; one that is no pattern may fit anything. */
function isMatched(matcher: string | undefined, tools: readonly string[]): boolean {
  if (matcher === undefined || matcher === '' || matcher === '*' || tools.length === 0) return true;
  try {
    const pattern = new RegExp(`^(?:${matcher})$`, 'i');
    return tools.some((tool) => pattern.test(tool));
  } catch {
    return true;
  }
}

/** The settings of Claude write `PreToolUse`, and have names of their own for two events. */
export function eventName(event: string): string {
  const name = event.charAt(0).toLowerCase() + event.slice(1);
  if (name === 'userPromptSubmit') return 'userPromptSubmitted';
  return name === 'stop' ? 'agentStop' : name;
}
