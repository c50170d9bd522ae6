import type { Writable } from 'node:stream';
import { AbstractMessageWriter, ErrorCodes, type Message, type MessageWriter } from 'vscode-jsonrpc/node';

/**
 * Writes `Content-Length` frames. Unlike the package's own writer it writes in the same tick, so that a request
 * does not wait behind what pours in; and an answer that cannot be written becomes one that says so.
 */
export class FrameWriter extends AbstractMessageWriter implements MessageWriter {
  private failures = 0;

  constructor(
    private readonly stream: Writable,
    private readonly onMessage: (message: Message) => void,
  ) {
    super();
    stream.on('error', (error) => this.fireError(error));
    stream.once('close', () => this.fireClose());
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
      this.fireError(error, message, ++this.failures);
      throw error;
    }
  }

  end(): void {
    this.stream.end();
  }
}

function serialize(message: Message): string {
  try {
    return JSON.stringify(message);
  } catch (cause) {
    if (!('id' in message) || 'method' in message) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const error = {
      code: ErrorCodes.InternalError,
      message: `The answer cannot be written as JSON: ${reason}`,
    };
    return JSON.stringify({ jsonrpc: '2.0', id: message.id, error });
  }
}
