/**
 * What is measured: this library, the official one, and a pipe with the least that can be done on it. A second pipe
 * of the same kind shows what chance alone does to a ratio.
 */
export type Subject = 'ours' | 'other' | 'raw' | 'second';

export interface Setup {
  readonly cliPath: string;
  readonly home: string;
  readonly cwd: string;
  /** Where a library offers it. */
  readonly fastStart?: boolean;
}

export interface SessionSetup {
  /** Base URL of the model service; without it a model is not named. */
  readonly modelUrl?: string;
  readonly tools?: readonly string[];
}

export interface BenchSession {
  readonly id: string;
  /** Hears all events, by their type. */
  onAny(listener: (type: string) => void): void;
  /** Hears events of one type only. */
  onType(type: string, listener: () => void): void;
  send(prompt: string): Promise<unknown>;
  /** Sends and waits for the end of the turn. */
  ask(prompt: string): Promise<unknown>;
  release(): Promise<unknown>;
}

export interface BenchClient {
  start(): Promise<unknown>;
  ping(): Promise<unknown>;
  create(setup: SessionSetup): Promise<BenchSession>;
  /** What is shown first of a session that was there before: gives back how many events that are. */
  open(sessionId: string, setup: SessionSetup): Promise<number>;
  resume(sessionId: string, setup: SessionSetup): Promise<BenchSession>;
  /** Of a CLI that is started again by itself when it is killed. */
  readonly pid?: () => number | undefined;
  stop(): Promise<unknown>;
}

export type MakeClient = (setup: Setup) => BenchClient;

/** The same for all: what the CLI writes to its log takes its time. */
export const logLevel = 'error';
export const model = 'claude-demo';
export const apiKey = 'a-long-key-for-the-bench';
export const toolParameters = { type: 'object', properties: { text: { type: 'string' } } } as const;
export const toolAnswer = 'done';
