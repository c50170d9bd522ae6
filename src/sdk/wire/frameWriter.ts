import type { Writable } from 'node:stream';
import { textOf } from '../util/errors';
import { Emitter, type Message, type MessageWriter } from './jsonrpc';

const internalError = -32603;

/**
 * Writes `Content-Length` frames. Unlike the package's own writer it writes in the same tick, so that a request
 * does not wait behind what pours in; and an answer that cannot be written becomes one that says so.
 */
export class FrameWriter implements MessageWriter {
  private readonly errors = new Emitter<[Error, Message | undefined, number | undefined]>();
  private readonly closing = new Emitter<void>();
  readonly onError = this.errors.event;
  readonly onClose = this.closing.event;
  private failures = 0;

  constructor(
    private readonly stream: Writable,
    private readonly onMessage: (message: Message) => void,
  ) {
    stream.on('error', (error) => this.errors.fire([error, undefined, undefined]));
    stream.once('close', () => this.closing.fire());
  }

  async write(message: Message): Promise<void> {
    this.onMessage(message);
    const body = serialize(message);
    const bytes = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    try {
      await new Promise<void>((resolve, reject) => {
        this.stream.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
    } catch (error) {
      this.errors.fire([new Error(textOf(error), { cause: error }), message, ++this.failures]);
      throw error;
    }
  }

  end(): void {
    this.stream.end();
  }

  dispose(): void {
    this.errors.dispose();
    this.closing.dispose();
  }
}

function serialize(message: Message): string {
  try {
    return JSON.stringify(message);
  } catch (cause) {
    if (!('id' in message) || 'method' in message) throw cause;
    const error = {
      code: internalError,
      message: `The answer cannot be written as JSON: ${textOf(cause)}`,
    };
    return JSON.stringify({ jsonrpc: '2.0', id: message.id, error });
  }
}
