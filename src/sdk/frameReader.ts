import type { Readable } from 'node:stream';
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
} from 'vscode-jsonrpc/node';

const marker = 'Content-Length:';
const headerEnd = '\r\n\r\n';
const maxHeaderBytes = 1024;

export interface FrameReaderOptions {
  /** Takes a message before the connection sees it; true means that it was dealt with. */
  readonly intercept?: (message: Message) => boolean;
}

/**
 * Reads `Content-Length` frames. Unlike the package's own reader it takes each message in the
 * same tick as its bytes, and it survives other output between the frames: it goes on at the
 * next header and reports what it passed over.
 */
export class FrameReader extends AbstractMessageReader implements MessageReader {
  private chunks: Buffer[] = [];
  private size = 0;
  /** Nothing can be done before this many bytes are here. */
  private needed = 1;
  private deliver: DataCallback | undefined;

  constructor(
    private readonly stream: Readable,
    private readonly options: FrameReaderOptions = {},
  ) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    this.deliver = callback;
    const onData = (chunk: Buffer): void => this.take(chunk);
    const onError = (error: Error): void => this.fireError(error);
    const onClose = (): void => this.fireClose();
    this.stream.on('data', onData).on('error', onError).once('close', onClose);
    return {
      dispose: () => {
        this.stream.off('data', onData).off('close', onClose);
        this.deliver = undefined;
      },
    };
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size < this.needed) return;
    let rest = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks, this.size);
    this.needed = 1;
    while (rest.length >= this.needed) rest = this.step(rest);
    this.chunks = rest.length > 0 ? [rest] : [];
    this.size = rest.length;
  }

  /** Takes one frame or some noise off the front; sets `needed` when more bytes must come first. */
  private step(bytes: Buffer): Buffer {
    const start = findMarker(bytes);
    if (start > 0) {
      this.reportNoise(bytes.subarray(0, start));
      return bytes.subarray(start);
    }
    if (bytes.length < marker.length) return this.wait(bytes, marker.length);
    const end = bytes.indexOf(headerEnd);
    if (end === -1 && bytes.length < maxHeaderBytes) return this.wait(bytes, bytes.length + 1);
    const length = end === -1 ? undefined : parseHeader(bytes.toString('latin1', 0, end));
    if (length === undefined) return this.skipMarker(bytes);
    const bodyStart = end + headerEnd.length;
    const frameEnd = bodyStart + length;
    if (bytes.length < frameEnd) return this.wait(bytes, frameEnd);
    const message = parseMessage(bytes.toString('utf8', bodyStart, frameEnd));
    if (!message) return this.skipMarker(bytes);
    this.hand(message);
    this.needed = 1;
    return bytes.subarray(frameEnd);
  }

  private wait(bytes: Buffer, needed: number): Buffer {
    this.needed = needed;
    return bytes;
  }

  private skipMarker(bytes: Buffer): Buffer {
    this.needed = 1;
    this.reportNoise(bytes.subarray(0, marker.length));
    return bytes.subarray(marker.length);
  }

  private hand(message: Message): void {
    if (this.options.intercept?.(message)) return;
    this.deliver?.(message);
  }

  private reportNoise(bytes: Buffer): void {
    const shown = JSON.stringify(bytes.toString('utf8', 0, 200));
    this.fireError(new Error(`Passed over ${bytes.length} bytes that are not a message: ${shown}`));
  }
}

/** Where the next header begins, or may begin once more bytes are here. */
function findMarker(bytes: Buffer): number {
  const found = bytes.indexOf(marker);
  if (found !== -1) return found;
  for (let length = Math.min(marker.length - 1, bytes.length); length > 0; length--) {
    if (bytes.subarray(-length).toString('latin1') === marker.slice(0, length)) return bytes.length - length;
  }
  return bytes.length;
}

function parseHeader(header: string): number | undefined {
  const lines = header.split('\r\n');
  if (!lines.every((line) => /^[\w-]+: *[^\r\n]+$/.test(line))) return undefined;
  const length = /^Content-Length: *(\d{1,10})$/.exec(lines[0] ?? '')?.[1];
  return length === undefined ? undefined : Number(length);
}

function parseMessage(body: string): Message | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Message) : undefined;
  } catch {
    // Output that came in between shifted the frame: the caller goes on at the next header.
    return undefined;
  }
}
