import { homeOf } from '../models/modelHome';
import type {
  AgentMode,
  EffortOffer,
  FootInfo,
  ModelEntry,
  ModelMenu,
  ModelSourceKind,
  PermissionLimit,
  SandboxInfo,
} from '../../protocol/foot';
import type { ComposerInfo, PermissionMode, ToView } from '../../protocol/toView';
import type { CopilotClient, Logger } from '../../sdk/index';
import type { OpenSession } from '../session/openSession';
import { describe } from '../base/describeError';
import type { SettingKey, Settings } from '../settings/settings';
import type { SandboxPlan } from '../sandbox/sandboxPlan';
import { addressOf } from '../settings/address';
import { gatherModels } from '../models/modelList';
import type { ModelChoice, Models } from '../models/modelSource';
import { limitedMode } from '../models/permissionLimit';

/** What OpenAI and its followers take; a model of an own provider may know fewer. */
const usualEfforts = ['minimal', 'low', 'medium', 'high'] as const;

export interface FootOptions {
  readonly shown: () => OpenSession | undefined;
  readonly choice: () => ModelChoice;
  readonly models: Pick<Models, 'keyFor'>;
  readonly settings: () => Settings;
  readonly permissionLimit?: () => PermissionLimit;
  readonly write: <K extends SettingKey>(key: K, value: Settings[K]) => Promise<void>;
  readonly client: () => CopilotClient | undefined;
  readonly cliVersion: () => string;
  readonly sandbox: Pick<SandboxPlan, 'hosts' | 'system' | 'isWanted'>;
  readonly emit: (fact: ToView) => void;
  /** What the foot shows may have changed. */
  readonly changed: () => void;
  readonly logger: Logger;
}

/** The composer's foot: what is chosen in the shown session, what could be, and the way from one to the other. */
export class ComposerOptions {
  private menu: ModelMenu = { isLoading: false, groups: [] };
  private loading: Promise<ModelMenu> | undefined;

  constructor(private readonly options: FootOptions) {}

  /** What the composer shows; the parts that follow the session instead of the settings. */
  get composer(): ComposerInfo {
    const { choice, settings, shown } = this.options;
    const { label, source, keyChangedAt } = choice();
    const own = this.chosenModel;
    return {
      model: own === undefined ? label : this.nameOf(own, label),
      modelSource: source,
      ...(keyChangedAt !== undefined && { keyChangedAt }),
      permissionMode: shown()?.choices.permissionMode(settings().permissions) ?? this.unopenedMode,
      foot: this.info,
    };
  }

  private get info(): FootInfo {
    const { shown, settings, cliVersion } = this.options;
    const choices = shown()?.choices;
    return {
      modelId: this.modelId,
      effort: this.effort,
      efforts: this.efforts,
      ...(this.takesImages === undefined ? {} : { takesImages: this.takesImages }),
      mode: choices?.mode ?? 'interactive',
      hasModes: this.hasModes,
      sandbox: this.sandbox,
      cliVersion: cliVersion(),
      ...(this.limit.most === 'allow-all' ? {} : { permissionLimit: this.limit }),
      announcements: settings().announcements,
    };
  }

  /** The most that may be allowed in the shown session, or in one that is to come. */
  get limit(): PermissionLimit {
    const { permissionLimit, settings, shown } = this.options;
    const ofSettings = permissionLimit?.() ?? ({ most: settings().permissionLimit, by: 'setting' } as const);
    return shown()?.choices.limit ?? ofSettings;
  }

  private get sandbox(): SandboxInfo {
    const session = this.options.shown();
    const { hosts, system, isWanted } = this.options.sandbox;
    const state = session?.sandbox.state ?? { kind: isWanted() ? 'starting' : 'off' };
    const lack = state.kind === 'unavailable' ? state.why : session?.sandbox.lack?.why;
    return {
      state: state.kind,
      ...(lack && { lack }),
      system,
      hosts: hosts(session?.choices.value.sandboxHosts ?? []),
    };
  }

  private get unopenedMode(): PermissionMode {
    return limitedMode(this.options.settings().permissions, this.limit.most);
  }

  get modelId(): string {
    return this.chosenModel ?? this.options.choice().model ?? '';
  }

  get effort(): string {
    const { shown, settings } = this.options;
    return shown()?.choices.value.effort ?? settings().reasoningEffort;
  }

  get hasEfforts(): boolean {
    return this.efforts.kind !== 'none';
  }

  /** As far as the list of models says; a provider's list is read when the menu is opened. */
  get takesImages(): boolean | undefined {
    const { source } = this.options.choice();
    return source === 'none' ? undefined : this.entryOf(source, this.modelId)?.hasVision;
  }

  get hasModes(): boolean {
    return this.options.shown()?.choices.hasModes !== false;
  }

  get canChangeSource(): boolean {
    return this.options.shown()?.isBusy !== true;
  }

  /** Which efforts a Copilot model takes stands only in the list. */
  prepare(): void {
    const isNeeded = this.options.choice().source === 'github' && this.menu.groups.length === 0;
    if (isNeeded && this.options.client()) void this.load();
  }

  /** Asks GitHub and the provider which models there are; the page hears of each step. */
  async load(): Promise<ModelMenu> {
    this.tell({ ...this.menu, isLoading: true });
    this.loading ??= this.gather().finally(() => (this.loading = undefined));
    const menu = await this.loading;
    this.tell(menu);
    this.options.changed();
    return menu;
  }

  async chooseModel(source: ModelSourceKind, id: string): Promise<void> {
    const { choice, shown, write } = this.options;
    const session = shown();
    if (source !== choice().source) return this.changeSource(source, id);
    const home = homeOf(choice());
    const entry = this.entryOf(source, id);
    const effort = entry?.efforts && !entry.efforts.includes(this.effort) ? '' : this.effort;
    if (!session) return write('model', id);
    await this.switchTo(session, id, effort);
    session.choices.set({ home, model: id, ...(effort === this.effort ? {} : { effort }) });
  }

  async chooseEffort(effort: string): Promise<void> {
    const session = this.options.shown();
    if (!session) return this.options.write('reasoningEffort', effort);
    await this.switchTo(session, this.modelId, effort);
    session.choices.set({ effort });
  }

  async chooseMode(mode: AgentMode): Promise<void> {
    const session = this.options.shown();
    if (!session) return this.options.write('mode', mode);
    await (await session.opened)?.rpc.mode.set({ mode });
    session.choices.set({ mode });
    if (mode === 'autopilot') await this.offerSandbox(session);
  }

  async choosePermissions(mode: PermissionMode): Promise<void> {
    if (limitedMode(mode, this.limit.most) !== mode) return;
    const session = this.options.shown();
    if (!session) return this.options.write('permissions', mode);
    session.choices.set({ permissions: mode });
    if (mode === 'allow-all') await this.offerSandbox(session);
  }

  /** Asks what the machine can confine, for the menu that is open. */
  async lookAtSandbox(): Promise<void> {
    await this.options.shown()?.sandbox.look();
  }

  /** Confines the commands of the session, or no longer. What the machine lacks is not switched on. */
  async chooseSandbox(isOn: boolean): Promise<void> {
    const session = this.options.shown();
    if (!session) return this.options.write('sandbox.enabled', isOn);
    if (isOn) {
      await session.sandbox.look();
      if (session.sandbox.lack) return;
    }
    session.choices.set({ sandbox: isOn });
    await session.sandbox.follow();
    if (isOn && session.banner?.code === 'sandbox-offer') session.setBanner(undefined);
  }

  /** The safe way to the same: commands run without a question, but confined. */
  private async offerSandbox(session: OpenSession): Promise<void> {
    if (session.sandbox.state.kind !== 'off') return;
    await session.sandbox.look();
    if (session.sandbox.lack || session.banner) return;
    session.setBanner({ code: 'sandbox-offer', severity: 'info', actions: ['use-sandbox', 'dismiss'] });
  }

  /** New sessions begin with what is chosen in this one. */
  async makeDefault(): Promise<void> {
    const { write, settings, shown } = this.options;
    const now = settings();
    const { permissionMode } = this.composer;
    if (this.chosenModel !== undefined && this.chosenModel !== now.model)
      await write('model', this.chosenModel);
    if (this.effort !== now.reasoningEffort) await write('reasoningEffort', this.effort);
    const mode = shown()?.choices.mode ?? now.mode;
    if (mode !== now.mode) await write('mode', mode);
    if (permissionMode !== now.permissions) await write('permissions', permissionMode);
    const sandbox = shown()?.choices.value.sandbox ?? now['sandbox.enabled'];
    if (sandbox !== now['sandbox.enabled']) await write('sandbox.enabled', sandbox);
  }

  private get chosenModel(): string | undefined {
    if (this.options.choice().source === 'demo') return undefined;
    return this.options.shown()?.choices.modelAt(homeOf(this.options.choice()));
  }

  private get efforts(): EffortOffer {
    const { source } = this.options.choice();
    if (source === 'demo') return { kind: 'none', why: 'demo' };
    const entry = source === 'none' ? undefined : this.entryOf(source, this.modelId);
    if (entry?.efforts) {
      const { efforts, standardEffort: standard } = entry;
      return efforts.length > 0 ? { kind: 'offered', efforts, standard } : { kind: 'none', why: 'model' };
    }
    if (source === 'github') return { kind: 'none', why: 'auto' };
    return { kind: 'unknown', efforts: usualEfforts };
  }

  /** Another source is another way to the model: the session is opened anew, with all that was said in it. */
  private async changeSource(source: ModelSourceKind, id: string): Promise<void> {
    const { shown, settings, write, logger } = this.options;
    if (!this.canChangeSource) return logger.info('The source of answers is not changed while a turn runs.');
    const { baseUrl = '' } = settings().provider;
    const home = source === 'own' ? (addressOf(baseUrl) ?? baseUrl) : source;
    shown()?.choices.set({ home, model: id || undefined, effort: undefined });
    await write('modelSource', source);
    // The name of a model there means nothing here.
    if (settings().model) await write('model', '');
  }

  private async switchTo(session: OpenSession, model: string, effort: string): Promise<void> {
    // The CLI's own word for "GitHub chooses".
    const wanted = model || 'auto';
    // One that is not named stays as it was; the empty one goes back to the model's own (measured on 1.0.102).
    const isReset = effort === '' && this.effort !== '';
    await (await session.opened)?.setModel(wanted, effort || isReset ? { reasoningEffort: effort } : {});
  }

  private entryOf(source: ModelSourceKind, id: string): ModelEntry | undefined {
    const group = this.menu.groups.find((one) => one.source === source);
    return group?.models.find((model) => model.id === id);
  }

  private nameOf(id: string, label: string): string {
    const { source } = this.options.choice();
    if (source === 'github' && id === '') return 'Auto';
    const name = source === 'none' ? id : (this.entryOf(source, id)?.name ?? id);
    const provider = source === 'own' ? this.options.settings().provider.name : undefined;
    return (provider ? `${name} · ${provider}` : name) || label;
  }

  private async gather(): Promise<ModelMenu> {
    const { client, settings, models, logger } = this.options;
    try {
      const groups = await gatherModels({ client: client(), settings: settings(), models, logger });
      return { isLoading: false, groups };
    } catch (error) {
      logger.warn(`The models could not be listed: ${describe(error)}`);
      return { ...this.menu, isLoading: false };
    }
  }

  private tell(menu: ModelMenu): void {
    this.menu = menu;
    this.options.emit({ type: 'models/changed', menu });
  }
}
