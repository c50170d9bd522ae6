import * as z from 'zod';
import type { AgentMode, PermissionLimit } from '../../protocol/foot';
import type { PermissionMode } from '../../protocol/toView';
import { fieldsOf, textOf, wordsOf, type SessionEvent } from '../base/fields';
import { limitedMode, managedMost, strictest } from './permissionLimit';

export const chosenSchema = z.object({
  /** Where the model is at home: `github`, `demo` or the address of an own provider. */
  home: z.string().optional(),
  model: z.string().optional(),
  effort: z.string().optional(),
  mode: z.enum(['interactive', 'plan', 'autopilot']).optional(),
  permissions: z.enum(['ask', 'allow-reads', 'allow-all']).optional(),
  sandbox: z.boolean().optional(),
  /** Hosts that the sandbox lets through, beside those of the settings. */
  sandboxHosts: z.array(z.string()).optional(),
});

/** What the person chose for one session; what is left out follows the settings. */
export type Chosen = z.infer<typeof chosenSchema>;

export interface ChoiceStore {
  choices(sessionId: string | undefined): Chosen;
  setChoices(sessionId: string | undefined, chosen: Chosen): PromiseLike<void>;
}

export interface SessionChoicesOptions {
  readonly store: ChoiceStore;
  /** Undefined while nothing was sent: what is chosen then belongs to the session that is to come. */
  readonly sessionId: () => string | undefined;
  /** Where the models of this window are at home now. */
  readonly home?: (() => string) | undefined;
  readonly changed: () => void;
  /** The most that may be allowed in any session. */
  readonly limit?: () => PermissionLimit;
}

/** Model, effort, mode and permissions of one session, kept with it. */
export class SessionChoices {
  private chosen: Chosen;
  private keptAs: string | undefined;
  /** Undefined until the CLI has said whether it knows modes. */
  hasModes: boolean | undefined;
  /** What an organisation leaves, once the CLI has said so for this session. */
  private managed: PermissionMode | undefined;

  constructor(private readonly options: SessionChoicesOptions) {
    this.keptAs = options.sessionId();
    this.chosen = options.store.choices(this.keptAs);
  }

  get value(): Chosen {
    return this.chosen;
  }

  get permissions(): PermissionMode | undefined {
    return this.chosen.permissions;
  }

  get limit(): PermissionLimit {
    return strictest(this.options.limit?.() ?? { most: 'allow-all', by: 'setting' }, this.managed);
  }

  /** The mode that counts: what was chosen, else the setting, and never more than may be. */
  permissionMode(setting: PermissionMode): PermissionMode {
    return limitedMode(this.chosen.permissions ?? setting, this.limit.most);
  }

  get mode(): AgentMode | undefined {
    return this.chosen.mode;
  }

  /** The model, if it was chosen among those that the session can reach now. */
  modelAt(home: string): string | undefined {
    return this.chosen.home === home ? this.chosen.model : undefined;
  }

  set(patch: Chosen): void {
    this.chosen = { ...this.chosen, ...patch };
    this.keep();
    this.options.changed();
  }

  /** It turned out to be an old session. */
  reload(sessionId = this.options.sessionId()): void {
    this.keptAs = sessionId;
    this.chosen = this.options.store.choices(this.keptAs);
  }

  /** The first message made a lasting session of it. */
  settle(): void {
    const sessionId = this.options.sessionId();
    if (sessionId === this.keptAs) return;
    void this.options.store.setChoices(this.keptAs, {});
    this.keptAs = sessionId;
    this.keep();
  }

  /** The CLI itself changes the mode when a plan is taken, and the model when a command says so. */
  follow(event: SessionEvent): void {
    if (event.agentId !== undefined) return;
    this.takeManaged(managedMost(event));
    const data = fieldsOf(event.data);
    if (event.type === 'session.mode_changed') {
      const mode = chosenSchema.shape.mode.safeParse(textOf(data, 'newMode'));
      if (mode.success && mode.data && mode.data !== this.chosen.mode) this.set({ mode: mode.data });
    } else if (event.type === 'session.model_change' && data['source'] !== 'sdk') {
      const model = wordsOf(data, 'newModel');
      const home = this.options.home?.();
      if (model) this.set({ ...(home && { home }), model, effort: textOf(data, 'reasoningEffort') ?? '' });
    }
  }

  private takeManaged(most: PermissionMode | undefined): void {
    if (most === undefined || most === this.managed) return;
    this.managed = most;
    this.options.changed();
  }

  private keep(): void {
    void this.options.store.setChoices(this.keptAs, this.chosen);
  }
}
