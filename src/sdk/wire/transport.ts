import type { ChildProcess } from 'node:child_process';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { type CopilotError, notConnected } from '../util/errors';

/** Two streams to a CLI, and their end. */
export interface Transport {
  readonly readable: Readable;
  readonly writable: Writable;
  /** The CLI's process, if it is ours. */
  readonly pid: number | undefined;
  readonly child?: ChildProcess;
  /** The port that a CLI of ours listens on. */
  readonly port?: number;
  /** Settles once the other side is gone, with what is to be said about it; never rejects. */
  readonly ended: Promise<CopilotError>;
  /** Ends it: kindly with some patience, or as fast as is safe. Settles when it is gone. */
  close(manner: 'kind' | 'fast'): Promise<void>;
}

/** A transport that ends when its streams do. */
export function streamTransport(readable: Readable, writable: Writable, lost: string): Transport {
  const ended = new Promise<CopilotError>((resolve) => {
    let cause: unknown;
    const keep = (error: Error): void => void (cause ??= error);
    readable.on('error', keep);
    writable.on('error', keep);
    readable.once('end', () => readable.destroy());
    readable.once('close', () => resolve(notConnected(lost, cause)));
  });
  return {
    readable,
    writable,
    pid: undefined,
    ended,
    close: async () => {
      writable.end();
      readable.destroy();
      await ended;
    },
  };
}

/** Two transports that are each other's other side, for tests. */
export function memoryTransports(): readonly [Transport, Transport] {
  const there = new PassThrough();
  const back = new PassThrough();
  const lost = 'The other side closed the connection.';
  return [streamTransport(back, there, lost), streamTransport(there, back, lost)];
}
