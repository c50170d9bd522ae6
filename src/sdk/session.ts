import type { MessageOptions } from './config';
import { CopilotError } from './errors';
import type { EventFor, SessionEvent, SessionEventAlias, SessionEventOf, SessionEventType } from './events';

export interface RequestOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const later = (): never => {
  throw new CopilotError('not-supported', 'Not written yet.');
};

/** One conversation with the agent. */
export class CopilotSession {
  readonly sessionId: string = '';

  /** Folder of the session's plan and checkpoints; undefined without infinite sessions. */
  get workspacePath(): string | undefined {
    return later();
  }

  /** Hears every event of the session. Returns the undo. */
  on(listener: (event: SessionEvent) => void): () => void;
  /** Hears the events of one type, by its wire name or the guide's. Returns the undo. */
  on<K extends SessionEventType | SessionEventAlias>(
    type: K,
    listener: (event: EventFor<K>) => void,
  ): () => void;
  on(..._args: unknown[]): () => void {
    return later();
  }

  /** Sends a message and gives back its id; the answer arrives as events. */
  send(_message: string | MessageOptions): Promise<string> {
    return later();
  }

  /** Sends a message and waits until all its work is done; undefined if there was no answer. */
  sendAndWait(
    _message: string | MessageOptions,
    _timeoutMs = 60_000,
  ): Promise<SessionEventOf<'assistant.message'> | undefined> {
    return later();
  }

  /** Sends a message and yields the text of the answer as it is written. */
  stream(_message: string | MessageOptions): AsyncGenerator<string, void, undefined> {
    return later();
  }

  /** Stops the running turn. */
  abort(): Promise<void> {
    return later();
  }

  /** The kept events of the session, oldest first. */
  getMessages(): Promise<readonly SessionEvent[]> {
    return later();
  }

  setModel(_modelId: string): Promise<void> {
    return later();
  }

  /** Lets the CLI forget the session; what is on disk stays and can be resumed. */
  destroy(): Promise<void> {
    return later();
  }

  /** Calls any method of the CLI that takes a session id. */
  request(
    _method: string,
    _params?: Readonly<Record<string, unknown>>,
    _options?: RequestOptions,
  ): Promise<unknown> {
    return later();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.destroy();
  }
}
