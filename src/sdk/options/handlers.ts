/** A question of the agent. */
export interface UserInputRequest {
  readonly question: string;
  readonly choices: readonly string[];
  readonly allowFreeform: boolean;
}

/** What a question belongs to. */
export interface UserInputContext {
  readonly sessionId: string;
  readonly toolCallId?: string;
  /** Fires when the turn is aborted or the connection is lost. */
  readonly signal: AbortSignal;
}

/** An answer, chosen or typed. */
export interface UserInputAnswer {
  readonly answer: string;
  readonly wasFreeform: boolean;
}

/** Answers a question of the agent; throwing tells the model that nobody could answer. */
export type UserInputHandler = (
  request: UserInputRequest,
  context: UserInputContext,
) => UserInputAnswer | Promise<UserInputAnswer>;

/** A form to be filled in, or an address to be opened. */
export interface ElicitationRequest {
  readonly message: string;
  readonly requestedSchema?: unknown;
  readonly mode?: string;
  readonly elicitationSource?: string;
  readonly url?: string;
}

/** What was put into a form. */
export interface ElicitationAnswer {
  readonly action: 'accept' | 'decline' | 'cancel';
  readonly content?: Readonly<Record<string, unknown>>;
}

/** Answers a form of the agent or of an MCP server; throwing cancels it. */
export type ElicitationHandler = (
  request: ElicitationRequest,
  context: { readonly sessionId: string; readonly requestId: string; readonly signal: AbortSignal },
) => ElicitationAnswer | Promise<ElicitationAnswer>;

/** A plan that is ready. */
export interface ExitPlanModeRequest {
  readonly summary: string;
  readonly planContent?: string;
  readonly actions: readonly string[];
  readonly recommendedAction?: string;
}

/** Whether the plan may be carried out, and how. */
export interface ExitPlanModeAnswer {
  readonly approved: boolean;
  readonly selectedAction?: string;
  readonly feedback?: string;
}

/** Decides whether the agent may leave plan mode. */
export type ExitPlanModeHandler = (
  request: ExitPlanModeRequest,
  context: { readonly sessionId: string; readonly signal: AbortSignal },
) => ExitPlanModeAnswer | Promise<ExitPlanModeAnswer>;

/** Why the agent wants to change. */
export interface AutoModeSwitchRequest {
  readonly errorCode?: string;
  readonly retryAfterSeconds?: number;
}

/** `yes_always` counts for the rest of the session. */
export type AutoModeSwitchAnswer = 'yes' | 'yes_always' | 'no';

/** Decides whether the agent may change to the automatic choice of the model; throwing means no. */
export type AutoModeSwitchHandler = (
  request: AutoModeSwitchRequest,
  context: { readonly sessionId: string },
) => AutoModeSwitchAnswer | Promise<AutoModeSwitchAnswer>;

/** The use of a command. */
export interface CommandContext {
  readonly sessionId: string;
  /** The whole line, as `/deploy live`. */
  readonly command: string;
  readonly commandName: string;
  readonly args: string;
}

/** A slash command of the program; its handler runs when somebody uses it. */
export interface CommandDefinition {
  readonly name: string;
  readonly description?: string;
  /** Throwing fails the command with the error's message. */
  readonly handler: (context: CommandContext) => void | Promise<void>;
}
