import type {
  CopilotSession,
  Logger,
  PermissionRequest,
  SandboxConfig,
  SandboxSupport,
  SessionEvent,
} from '../../sdk/index';
import { CopilotError } from '../../sdk/index';
import { fieldsOf, textOf, wordsOf } from '../base/fields';
import { describe } from '../base/describeError';
import { leavesSandbox, type SandboxLack, type SandboxState } from './confinement';

type Lack = Extract<SandboxState, { readonly kind: 'unavailable' }>;

export interface SessionSandboxOptions {
  /** Whether the person wants commands confined in this session. */
  readonly isWanted: () => boolean;
  /** What it is to be like now. */
  readonly policy: () => SandboxConfig;
  /** What the CLI's machine can confine; rejected where the CLI cannot tell. */
  readonly support: () => Promise<SandboxSupport>;
  readonly platform?: NodeJS.Platform;
  readonly changed: () => void;
  /** A command that was allowed because it would be confined was not. */
  readonly broken: () => void;
  readonly logger: Logger;
}

/** The sandbox of one session: wanted, confirmed by the CLI, and held to its word. */
export class SessionSandbox {
  private now: SandboxState = { kind: 'off' };
  private lacking: Lack | undefined;
  private handle: CopilotSession | undefined;
  private work: Promise<void> = Promise.resolve();
  /** The session was opened with it, or got it since. */
  private wasOn = false;
  /** The policy that the CLI has taken. */
  private agreed = '';
  /** Calls that were allowed because they are confined. */
  private readonly confined = new Set<string>();

  constructor(private readonly options: SessionSandboxOptions) {}

  get state(): SandboxState {
    return this.now;
  }

  /** What is missing to switch it on, as far as it was asked. */
  get lack(): Lack | undefined {
    return this.lacking;
  }

  /** What the session is opened with; the CLI fails each command that it cannot confine. */
  get config(): SandboxConfig | undefined {
    return this.options.isWanted() ? this.options.policy() : undefined;
  }

  /** Resolves when what is wanted is confirmed, with all that must be protected by now, or known to be impossible. */
  ready(): Promise<void> {
    if (this.now.kind === 'on' && JSON.stringify(this.options.policy()) !== this.agreed) return this.follow();
    return this.work;
  }

  /** Looks what the machine can confine, before anybody wants it. */
  async look(): Promise<void> {
    this.lacking = await this.findLack();
    this.options.changed();
  }

  /** The session is open. Nothing counts as confined before the CLI has said so. */
  attach(handle: CopilotSession): Promise<void> {
    this.handle = handle;
    return this.follow();
  }

  /** The wish, its folders or its hosts have changed, or the CLI has come back. */
  follow(): Promise<void> {
    const { handle } = this;
    if (!handle) return this.work;
    this.set(this.options.isWanted() ? { kind: 'starting' } : { kind: 'off' });
    this.work = this.work.then(() => this.agree(handle));
    return this.work;
  }

  receive(event: SessionEvent): void {
    if (event.type === 'session.disconnected' && this.now.kind === 'on') this.set({ kind: 'starting' });
    else if (event.type === 'session.recovered' && this.now.kind !== 'broken') void this.follow();
    else if (event.type === 'sandbox.decision') this.hold(fieldsOf(event.data));
  }

  /** A command was let run because it is confined. */
  trusted({ toolCallId }: PermissionRequest): void {
    if (toolCallId !== undefined) this.confined.add(toolCallId);
  }

  /** A word of the person may take the call out of the sandbox, so that it no longer proves anything. */
  asked(request: PermissionRequest): void {
    if (leavesSandbox(request) && request.toolCallId !== undefined) this.confined.delete(request.toolCallId);
  }

  private async agree(handle: CopilotSession): Promise<void> {
    const { isWanted, logger } = this.options;
    try {
      if (isWanted()) return this.set(await this.switchOn(handle));
      if (this.wasOn) await handle.setSandbox({ enabled: false });
      this.wasOn = false;
      this.set({ kind: 'off' });
    } catch (error) {
      logger.warn(`The sandbox is not confirmed: ${describe(error)}`);
      const isOld = error instanceof CopilotError && error.code === 'not-supported';
      // While the CLI may still confine, what leads out is still asked for.
      this.set({ kind: 'unavailable', why: isOld ? 'old-cli' : 'unconfirmed' });
    }
  }

  private async switchOn(handle: CopilotSession): Promise<SandboxState> {
    this.wasOn = true;
    this.lacking = await this.findLack();
    if (this.lacking) return this.lacking;
    const wanted = this.options.policy();
    await handle.setSandbox(wanted);
    this.agreed = JSON.stringify(wanted);
    const { blocked } = await handle.rpc.sandbox.getEnforcementStatus();
    return blocked ? { kind: 'unavailable', why: 'unconfirmed' } : { kind: 'on' };
  }

  private async findLack(): Promise<Lack | undefined> {
    const { support, policy, platform = process.platform, logger } = this.options;
    const lack = (why: SandboxLack, detail?: string) =>
      ({ kind: 'unavailable', why, ...(detail ? { detail } : {}) }) as const;
    if (platform !== 'linux' && platform !== 'darwin') return lack('system');
    try {
      const { supported, reason, capabilities } = await support();
      const missing = (name: string) => capabilities.find((one) => one.name === name && !one.supported);
      const has = (name: string) => capabilities.some((one) => one.name === name && one.supported);
      if (!supported || !has('shell') || !has('denied_paths')) return lack('no-backend', reason);
      const needsHosts = policy().userPolicy?.network?.allowOutbound === true;
      if (needsHosts && !has('network_filtering'))
        return lack('no-hosts', missing('network_filtering')?.reason);
      return undefined;
    } catch (error) {
      logger.info(`The CLI does not say what it can confine: ${describe(error)}`);
      return lack(
        error instanceof CopilotError && error.code === 'not-supported' ? 'old-cli' : 'unconfirmed',
      );
    }
  }

  /** Compares what the CLI did with a confined call with what it was trusted to do. */
  private hold(decision: ReturnType<typeof fieldsOf>): void {
    const call = wordsOf(decision, 'toolCallId');
    if (call === undefined || !this.confined.has(call)) return;
    if (!isAsTrusted(decision, this.options.policy())) this.break(call);
    else if (textOf(decision, 'kind') === 'enforcement_state') this.confined.delete(call);
  }

  private break(call: string): void {
    this.confined.delete(call);
    this.options.logger.error(`The command ${call} was to be confined, and the CLI says it was not.`);
    if (this.now.kind === 'off') return;
    this.set({ kind: 'broken' });
    this.options.broken();
  }

  private set(state: SandboxState): void {
    if (state.kind === this.now.kind && state.kind !== 'unavailable') return;
    this.now = state;
    this.options.changed();
  }
}

function isAsTrusted(decision: ReturnType<typeof fieldsOf>, policy: SandboxConfig): boolean {
  const outcome = textOf(decision, 'outcome');
  if (decision['backend'] === 'unsupported' || wordsOf(decision, 'degradationReason') !== undefined)
    return false;
  switch (textOf(decision, 'kind')) {
    case 'policy_resolved': {
      const network = policy.userPolicy?.network;
      const isOpen =
        decision['allowOutbound'] !== network?.allowOutbound || decision['allowLocalNetwork'] !== false;
      return outcome === 'resolved' && !isOpen;
    }
    case 'spawn_completed':
      return outcome === 'succeeded';
    case 'enforcement_state':
      return outcome === 'engaged';
    case 'bypass_decided':
    case 'permissive_retry_decided':
      return outcome !== 'approved';
    default:
      return true;
  }
}
