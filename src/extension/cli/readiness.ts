import type { LocalServer, Setup as SetupFact } from '../../protocol/toView';
import type { CopilotClient, Logger } from '../../sdk/index';
import type { ClientManager, ClientState } from './cliManager';
import { DisposableStore } from '../base/disposables';
import { Emitter } from '../base/emitter';
import { describe } from '../base/describeError';
import { noModel, type ModelChoice, type Models } from '../models/modelSource';

/** Whether the CLI may be started here at all. */
export type Ground =
  | { readonly kind: 'ok' }
  | { readonly kind: 'restricted' }
  | { readonly kind: 'virtual'; readonly scheme: string };

export interface SetupOptions {
  readonly ground: () => Ground;
  readonly manager: ClientManager;
  readonly models: Models;
  readonly findLocalServers: () => Promise<readonly LocalServer[]>;
  readonly logger: Logger;
}

/** Command that installs the CLI, shown and run when there is none. */
export const installCommand = 'npm install -g @github/copilot';
const lookAgainMs = 2000;

/** The way from an open chat to a CLI that runs with a model to talk to. */
export class Setup {
  private readonly changes: Emitter<SetupFact>;
  readonly onDidChange;
  private fact: SetupFact = { kind: 'starting' };
  private choice: ModelChoice = noModel;
  private isSigningIn = false;
  private isStoppedByPerson = false;
  private localServers: readonly LocalServer[] = [];
  private timer: NodeJS.Timeout | undefined;
  private isDisposed = false;
  private readonly store = new DisposableStore();

  constructor(private readonly options: SetupOptions) {
    this.changes = new Emitter((error) => options.logger.error('A listener of the setup failed', error));
    this.onDidChange = this.changes.event;
    this.store.add(options.manager.onDidChange((state) => this.follow(state)));
    this.store.addUndo(() => clearTimeout(this.timer));
  }

  get state(): SetupFact {
    return this.fact;
  }

  get model(): ModelChoice {
    return this.choice;
  }

  /** Does what is left to do. Gives the client when one can chat. */
  async prepare(): Promise<CopilotClient | undefined> {
    const ground = this.options.ground();
    if (ground.kind !== 'ok') return this.set(ground);
    if (this.isStoppedByPerson) return this.set({ kind: 'stopped' });
    const client = await this.options.manager.connect();
    if (!client) {
      this.lookAgain();
      return undefined;
    }
    this.choice = await this.options.models.resolve(client);
    if (this.options.manager.connected !== client) return undefined;
    const { withheldFrom } = this.choice;
    if (withheldFrom !== undefined)
      return this.set({ kind: 'cli-failed', reason: 'elsewhere', path: withheldFrom, detail: '' });
    if (this.choice.source === 'none') return this.offerModels();
    this.isSigningIn = false;
    this.set({ kind: 'ready' });
    return client;
  }

  async restart(): Promise<CopilotClient | undefined> {
    this.isStoppedByPerson = false;
    if (this.options.ground().kind === 'ok') await this.options.manager.restart();
    return this.prepare();
  }

  async stop(): Promise<void> {
    await this.options.manager.stop();
  }

  /** The login runs in a terminal; looks for its success until the card goes. */
  signingIn(isSigningIn: boolean): void {
    this.isSigningIn = isSigningIn;
    if (this.fact.kind === 'choose-model') void this.offerModels();
  }

  dispose(): void {
    this.isDisposed = true;
    this.store.dispose();
    this.changes.dispose();
  }

  private async offerModels(): Promise<undefined> {
    this.showModels();
    this.localServers = await this.options.findLocalServers();
    if (this.choice.source === 'none' && this.options.manager.state.kind === 'ready') this.showModels();
    this.lookAgain();
  }

  private showModels(): void {
    const { state } = this.options.manager;
    const fact: SetupFact = {
      kind: 'choose-model',
      cliVersion: state.kind === 'ready' ? state.version : '',
      localServers: this.localServers,
      signingIn: this.isSigningIn,
      ...(this.choice.isLoginUnknown ? { isLoginUnknown: true } : {}),
    };
    if (JSON.stringify(fact) !== JSON.stringify(this.fact)) this.set(fact);
  }

  /** A CLI that is installed, a login that is made, or a local server that is started meanwhile is noticed while the card waits. */
  private lookAgain(): void {
    clearTimeout(this.timer);
    const waits = this.fact.kind === 'cli-not-found' || this.fact.kind === 'choose-model';
    if (!waits || this.isDisposed) return;
    this.timer = setTimeout(() => {
      this.check().catch((error: unknown) => this.options.logger.warn(describe(error)));
    }, lookAgainMs);
  }

  private async check(): Promise<void> {
    if (this.fact.kind === 'cli-not-found' && !this.options.manager.find()) return this.lookAgain();
    if (this.fact.kind === 'choose-model' && !this.isSigningIn && !this.fact.isLoginUnknown)
      return this.offerModels();
    await this.prepare();
  }

  private follow(state: ClientState): void {
    switch (state.kind) {
      case 'idle':
        return;
      case 'starting':
        this.set({ kind: 'starting' });
        return;
      case 'ready':
        if (this.fact.kind !== 'restarting') return;
        if (this.choice.source === 'none') void this.offerModels();
        else this.set({ kind: 'ready' });
        return;
      case 'restarting':
        this.set({ kind: 'restarting', attempt: state.attempt, delayMs: state.delayMs });
        return;
      case 'stopped':
        this.isStoppedByPerson = true;
        this.set({ kind: 'stopped' });
        return;
      case 'not-found':
        this.set({ kind: 'cli-not-found', command: installCommand, configured: state.configured });
        return;
      case 'failed':
        this.set({ kind: 'cli-failed', reason: state.reason, path: state.path, detail: state.detail });
    }
  }

  private set(fact: SetupFact): undefined {
    this.fact = fact;
    this.changes.fire(fact);
  }
}
