import { CopilotClient, CopilotError, findCli, type FoundCli, type Logger } from '../../sdk/index';
import type { CliFailure } from '../../protocol/toView';
import { addedEnvironment, isInherited } from './cliEnvironment';
import { DisposableStore } from '../base/disposables';
import { Emitter } from '../base/emitter';
import { describe } from '../base/describeError';
import type { Settings } from '../settings/settings';

export type ClientState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'restarting'; readonly attempt: number; readonly delayMs: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'not-found'; readonly configured: string | undefined }
  | { readonly kind: 'failed'; readonly reason: CliFailure; readonly path: string; readonly detail: string };

export interface ClientManagerOptions {
  readonly settings: () => Settings;
  /** Whether a CLI may run here at all; each start asks again. */
  readonly mayStart?: () => boolean;
  /** Working directory of the CLI: the first folder of the workspace. */
  readonly cwd: string;
  /** Roots whose `node_modules` may hold the CLI as a development dependency. */
  readonly searchFrom: readonly string[];
  readonly clientInfo: {
    readonly editorName: string;
    readonly editorVersion: string;
    readonly extensionName: string;
    readonly extensionVersion: string;
  };
  readonly logger: Logger;
}

/** One CLI process for this window: finds it, starts it, says how it is, ends it. */
export class ClientManager {
  private readonly changes: Emitter<ClientState>;
  readonly onDidChange;
  private current: ClientState = { kind: 'idle' };
  private client: CopilotClient | undefined;
  private connecting: Promise<CopilotClient | undefined> | undefined;
  private listeners = new DisposableStore();

  constructor(private readonly options: ClientManagerOptions) {
    this.changes = new Emitter((error) =>
      options.logger.error('A listener of the client manager failed', error),
    );
    this.onDidChange = this.changes.event;
  }

  get state(): ClientState {
    return this.current;
  }

  /** The client while it is connected. */
  get connected(): CopilotClient | undefined {
    return this.current.kind === 'ready' ? this.client : undefined;
  }

  /** Process id of the CLI, for tests and the log. */
  get pid(): number | undefined {
    return this.client?.pid;
  }

  find(): FoundCli | undefined {
    const settings = this.options.settings();
    try {
      return findCli({
        configured: settings['cli.path'],
        env: { ...process.env, ...this.added },
        searchFrom: this.options.searchFrom,
      });
    } catch (error) {
      this.options.logger.debug(describe(error));
      return undefined;
    }
  }

  /** Starts the CLI unless it runs. Undefined when it cannot; `state` says why. */
  connect(): Promise<CopilotClient | undefined> {
    if (this.connected) return Promise.resolve(this.connected);
    this.connecting ??= (this.current.kind === 'restarting' ? this.restarted() : this.start()).finally(
      () => (this.connecting = undefined),
    );
    return this.connecting;
  }

  async restart(): Promise<CopilotClient | undefined> {
    await this.end();
    return this.connect();
  }

  /** Ends the CLI and stays stopped until `connect` or `restart`. */
  async stop(): Promise<void> {
    await this.end();
    this.set({ kind: 'stopped' });
  }

  async dispose(): Promise<void> {
    this.changes.dispose();
    await this.end();
  }

  /** The client starts its CLI again by itself; there is only the end of it to wait for. */
  private restarted(): Promise<CopilotClient | undefined> {
    return new Promise((resolve) => {
      const listener = this.onDidChange((state) => {
        if (state.kind === 'restarting') return;
        listener.dispose();
        resolve(this.connected);
      });
    });
  }

  private async end(): Promise<void> {
    if (this.current.kind !== 'restarting') await this.connecting;
    const client = this.client;
    this.client = undefined;
    this.listeners.dispose();
    this.listeners = new DisposableStore();
    const problems = (await client?.stop()) ?? [];
    if (this.current.kind === 'restarting') this.set({ kind: 'idle' });
    for (const problem of problems) this.options.logger.warn(`Stopping the CLI: ${describe(problem)}`);
  }

  private async start(): Promise<CopilotClient | undefined> {
    const { settings, logger, mayStart = () => true } = this.options;
    if (!mayStart()) {
      logger.error('The CLI was not started: it takes a trusted folder on this machine.');
      return undefined;
    }
    const { 'cli.url': cliUrl, 'cli.path': configured } = settings();
    this.set({ kind: 'starting' });
    const found = cliUrl ? undefined : this.find();
    if (!cliUrl && !found) {
      this.set({ kind: 'not-found', configured: configured || process.env['COPILOT_CLI_PATH'] || undefined });
      return undefined;
    }
    const path = cliUrl || found?.path || '';
    try {
      const client = this.create(cliUrl, found);
      this.client = client;
      await client.start();
      logger.info(`Copilot CLI ${client.version ?? ''} runs (${path}, process ${client.pid ?? 'unknown'})`);
      this.set({ kind: 'ready', version: client.version ?? '' });
      this.listeners.addUndo(client.onState((change) => this.follow(change, path)));
      return client;
    } catch (error) {
      this.client = undefined;
      logger.error(`The Copilot CLI did not start: ${describe(error)}`);
      this.set({ kind: 'failed', reason: failureOf(error, Boolean(cliUrl)), path, detail: detailOf(error) });
      return undefined;
    }
  }

  private create(cliUrl: string, found: FoundCli | undefined): CopilotClient {
    const { settings, cwd, clientInfo, logger } = this.options;
    const { 'cli.logLevel': logLevel, 'cli.autoRestart': autoRestart } = settings();
    const where = found ? { cliPath: found.path, cwd, env: this.added, inheritEnv: isInherited } : { cliUrl };
    // A request stays open for as long as the person leaves it open; tools and hooks of ours ask too.
    const handlerLimits = { personMs: 0, workMs: 0 };
    return new CopilotClient({ ...where, logLevel, autoRestart, clientInfo, logger, handlerLimits });
  }

  /** What the person gives the CLI besides what it inherits. */
  get added(): Record<string, string> {
    return addedEnvironment(this.options.settings()['cli.environment'], process.env);
  }

  private follow(change: Parameters<Parameters<CopilotClient['onState']>[0]>[0], path: string): void {
    switch (change.state) {
      case 'connected':
        return this.set({ kind: 'ready', version: this.client?.version ?? '' });
      case 'restarting':
        return this.set({
          kind: 'restarting',
          attempt: change.restart?.attempt ?? 1,
          delayMs: change.restart?.delayMs ?? 0,
        });
      case 'error':
      case 'disconnected':
        return this.set({
          kind: 'failed',
          reason: this.options.settings()['cli.autoRestart'] ? 'crash-loop' : 'ended',
          path,
          detail: change.error ? detailOf(change.error) : '',
        });
      case 'connecting':
        return;
    }
  }

  private set(state: ClientState): void {
    this.current = state;
    this.changes.fire(state);
  }
}

function failureOf(error: unknown, overUrl: boolean): CliFailure {
  if (overUrl) return 'unreachable';
  const code = error instanceof CopilotError ? error.code : undefined;
  if (code === 'process-exited') return 'exited';
  if (code === 'protocol-mismatch' || code === 'timeout' || code === 'invalid-message') return 'protocol';
  return 'spawn';
}

/** A few lines for the person: the CLI's own last words, else the error's. */
function detailOf(error: unknown): string {
  const stderr = error instanceof CopilotError ? error.details?.stderr?.trim() : undefined;
  return (stderr || describe(error)).split('\n').slice(-4).join('\n');
}
