/** What a scripted model is asked, and what it may answer. */

/** Decides the answer to one request, as a model would. */
export type ModelScript = (request: ModelRequest) => ModelReply | Promise<ModelReply>;

export interface ModelRequest {
  /** The model name as it came over the wire. */
  readonly model: string;
  readonly messages: readonly ModelMessage[];
  /** The last text of the user as the person typed it, without the blocks that the CLI puts around it. */
  readonly prompt: string;
  /** Paths of the files and folders attached to that text. */
  readonly taggedFiles: readonly string[];
  /** Names of the tools offered. */
  readonly tools: readonly string[];
  /** Tool calls since that text, oldest first, with what came of them. */
  readonly outcomes: readonly ToolOutcome[];
  /** The working directory that the CLI's own system message names. */
  readonly cwd: string | undefined;
  /** A request of the CLI for itself (a summary, a side question), not a turn of the conversation. */
  readonly isSideRequest: boolean;
}

export interface ModelMessage {
  readonly role: string;
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly toolCallId: string | undefined;
}

export interface ToolCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** In place of arguments: the text that a free-form tool takes. */
  readonly input?: string;
  /** Made up by the server when absent. */
  readonly id?: string;
}

export interface ToolOutcome extends ToolCall {
  readonly id: string;
  /** What the tool told the model; undefined while no result is known. */
  readonly result: string | undefined;
}

export type ModelReply = AnswerReply | ErrorReply | DropReply | HangReply;

/** Text, reasoning, tool calls, or several of them in this order: reasoning, text, calls. */
export interface AnswerReply {
  readonly kind: 'answer';
  readonly reasoning?: string;
  /** A string is cut into chunks of a few words; a list is sent as it is, one chunk each. */
  readonly text?: string | readonly string[];
  readonly toolCalls?: readonly ToolCall[];
  /** Pause before each chunk of text or reasoning, in milliseconds. */
  readonly delay?: number;
  /** Waits for the gate after the given number of text chunks (0 when absent: before anything is sent). */
  readonly hold?: { readonly gate: Gate; readonly afterChunks?: number };
  /** What ends it, in place of its own end. */
  readonly finish?: 'length' | 'content_filter';
  /** Breaks the connection after the given number of text chunks. */
  readonly dropAfterChunks?: number;
}

/** An HTTP error, as a provider sends it. */
export interface ErrorReply {
  readonly kind: 'error';
  readonly status: number;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Breaks the connection before a byte is sent. */
export interface DropReply {
  readonly kind: 'drop';
}

/** Takes the request and never says a word, until the client gives up or the server stops. */
export interface HangReply {
  readonly kind: 'hang';
}

/** Something to wait for until somebody opens it. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}
