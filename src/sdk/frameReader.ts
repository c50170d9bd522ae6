import type { Readable } from 'node:stream';
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
} from 'vscode-jsonrpc/node';
import { findMarker, hasHeader, marker, maxHeaderBytes, readHeader, seamBytes, seamOf } from './frameHeader';

/** Enough of a body to tell what it is. */
const headBytes = 240;

export interface FrameReaderOptions {
  /** Sees the start of each body, one character per byte; true means that nobody needs the message. */
  readonly skip?: (head: string) => boolean;
  /** Takes a message before the connection sees it; true means that it was dealt with. */
  readonly intercept?: (message: Message) => boolean;
}

/**
 * Reads `Content-Length` frames. Unlike the package's own reader it takes each message in the
 * same tick as its bytes, and it survives other output between and inside the frames: it goes
 * on at the next header and reports what it passed over.
 */
export class FrameReader extends AbstractMessageReader implements MessageReader {
  private chunks: Buffer[] = [];
  private size = 0;
  /** Nothing can be done before this many bytes are here. */
  private needed = 1;
  private seam: Buffer = Buffer.alloc(0);
  private deliver: DataCallback | undefined;
  private lastHeard = performance.now();

  constructor(
    private readonly stream: Readable,
    private readonly options: FrameReaderOptions = {},
  ) {
    super();
  }

  /** When the last bytes came, as a `performance.now()`. */
  get heardAt(): number {
    return this.lastHeard;
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
        this.chunks = [];
        this.size = 0;
      },
    };
  }

  private take(chunk: Buffer): void {
    this.lastHeard = performance.now();
    const isBroken = this.size > 0 && this.isInterrupted(chunk);
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size < this.needed && !isBroken) return;
    const bytes = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks, this.size);
    const rest = bytes.subarray(this.takeAll(bytes));
    this.chunks = rest.length > 0 ? [rest] : [];
    this.size = rest.length;
    this.seam = seamOf(rest);
  }

  /** Whether a header comes before the frame under way is complete. */
  private isInterrupted(chunk: Buffer): boolean {
    const joined = Buffer.concat([this.seam, chunk.subarray(0, seamBytes)]);
    this.seam = seamOf(chunk, this.seam);
    return hasHeader(joined) || hasHeader(chunk);
  }

  /** Takes all that is complete; gives back where the rest begins and sets `needed`. */
  private takeAll(bytes: Buffer): number {
    let at = 0;
    for (;;) {
      const next = this.step(bytes, at);
      if (next === at) return at;
      at = next;
    }
  }

  /** Takes one frame or some noise; stays where it is when more bytes must come first. */
  private step(bytes: Buffer, at: number): number {
    const size = bytes.length - at;
    if (size === 0) return this.wait(at, 1);
    const start = findMarker(bytes, at);
    if (start > at) return this.passOver(bytes, at, start);
    if (size < marker.length) return this.wait(at, marker.length);
    const header = readHeader(bytes, at);
    if (!header) {
      const isHalf = size < maxHeaderBytes && bytes.indexOf('\r\n\r\n', at) === -1;
      return isHalf ? this.wait(at, size + 1) : this.passOver(bytes, at, at + marker.length);
    }
    const { bodyStart, frameEnd } = header;
    if (bytes.length < frameEnd) {
      return hasHeader(bytes, bodyStart)
        ? this.passOver(bytes, at, at + marker.length)
        : this.wait(at, frameEnd - at);
    }
    return this.takeBody(bytes, bodyStart, frameEnd)
      ? frameEnd
      : this.passOver(bytes, at, at + marker.length);
  }

  private takeBody(bytes: Buffer, start: number, end: number): boolean {
    const { skip, intercept } = this.options;
    if (skip && isWhole(bytes, start, end)) {
      if (skip(bytes.toString('latin1', start, Math.min(end, start + headBytes)))) return true;
    }
    const message = parseMessage(bytes.toString('utf8', start, end));
    if (!message) return false;
    if (!intercept?.(message)) this.deliver?.(message);
    return true;
  }

  private wait(at: number, needed: number): number {
    this.needed = needed;
    return at;
  }

  private passOver(bytes: Buffer, from: number, to: number): number {
    const shown = JSON.stringify(bytes.toString('utf8', from, Math.min(to, from + 200)));
    this.fireError(new Error(`Passed over ${to - from} bytes that are not a message: ${shown}`));
    return to;
  }
}

const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Whether a body that is not parsed may be trusted to be one; if in doubt it is parsed. */
function isWhole(bytes: Buffer, start: number, end: number): boolean {
  if (bytes[start] !== openBrace || bytes[end - 1] !== closeBrace) return false;
  if (end < bytes.length && bytes[end] !== marker.charCodeAt(0)) return false;
  const within = bytes.indexOf(marker, start);
  return within === -1 || within >= end;
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
