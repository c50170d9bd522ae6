import { isAscii } from 'node:buffer';
import type { Readable } from 'node:stream';
import type { EventHead } from '../schema/eventPeek';
import { findMarker, hasHeader, headerEnd, marker, maxHeaderLength, readHeader, seamOf } from './frameHeader';
import { type DataCallback, Emitter, type Message, type MessageReader } from './jsonrpc';

export interface FrameReaderOptions {
  /** Tells an event by where its body begins in a text of one character per byte. */
  readonly peek?: (text: string, bodyStart: number) => EventHead | undefined;
  /** Whether anybody needs it. */
  readonly wants?: (head: EventHead) => boolean;
  /** Takes one without the message around it, whose parsing takes almost as long as the event's. */
  readonly onEvent?: (sessionId: string, event: unknown) => void;
  /** Takes a message before the connection sees it; true means that it was dealt with. */
  readonly intercept?: (message: Message) => boolean;
}

/** Bytes, and the same as one character per byte: what stands around the bodies is searched there. */
interface Input {
  readonly bytes: Buffer;
  readonly text: string;
  /** Known once a body is parsed: most bytes of a flood never are. */
  isAscii?: boolean;
}

const nothing = { dispose: (): void => undefined };

/**
 * Reads `Content-Length` frames. Unlike the package's own reader it takes each message in the
 * same tick as its bytes, and it survives other output between and inside the frames: it goes
 * on at the next header and reports what it passed over.
 */
export class FrameReader implements MessageReader {
  private readonly errors = new Emitter<Error>();
  private readonly closing = new Emitter<void>();
  readonly onError = this.errors.event;
  readonly onClose = this.closing.event;
  /** Never happens here. */
  readonly onPartialMessage = () => nothing;
  /** The frame under way, with room for what comes. */
  private pending: Buffer = Buffer.alloc(0);
  private size = 0;
  /** Nothing can be done before this many bytes are here. */
  private needed = 1;
  private seam = '';
  private deliver: DataCallback | undefined;
  private lastHeard = performance.now();

  constructor(
    private readonly stream: Readable,
    private readonly options: FrameReaderOptions = {},
  ) {}

  /** When the last bytes came, as a `performance.now()`. */
  get heardAt(): number {
    return this.lastHeard;
  }

  listen(callback: DataCallback): typeof nothing {
    this.deliver = callback;
    const onData = (chunk: Buffer): void => this.take(chunk);
    const onError = (error: Error): void => this.errors.fire(error);
    const onClose = (): void => this.closing.fire();
    this.stream.on('data', onData).on('error', onError).once('close', onClose);
    return {
      dispose: () => {
        this.stream.off('data', onData).off('close', onClose);
        this.deliver = undefined;
        this.keep(Buffer.alloc(0));
      },
    };
  }

  dispose(): void {
    this.errors.dispose();
    this.closing.dispose();
  }

  private take(chunk: Buffer): void {
    this.lastHeard = performance.now();
    let rest = chunk;
    // The frame under way is completed first, so that only its own bytes are copied.
    while (this.size > 0 && this.size + rest.length > this.needed) {
      const missing = this.needed - this.size;
      this.takeNext(rest.subarray(0, missing));
      rest = rest.subarray(missing);
    }
    this.takeNext(rest);
  }

  private takeNext(chunk: Buffer): void {
    const isBroken = this.size > 0 && this.isInterrupted(chunk);
    const bytes = this.size > 0 ? this.append(chunk) : chunk;
    this.size = bytes.length;
    if (this.size < this.needed && !isBroken) {
      if (bytes === chunk) this.keep(chunk);
      return;
    }
    const text = bytes.toString('latin1');
    const at = this.takeAll({ bytes, text });
    this.keep(bytes.subarray(at));
    this.seam = seamOf(text);
  }

  private keep(rest: Buffer): void {
    this.pending = rest;
    this.size = rest.length;
  }

  /** Copies each byte once while the bytes come, instead of all of a large frame when it is complete. */
  private append(chunk: Buffer): Buffer {
    const { size, pending } = this;
    const total = size + chunk.length;
    if (pending.length < total) {
      this.pending = Buffer.allocUnsafe(Math.max(total, Math.min(this.needed, 2 * total)));
      pending.copy(this.pending, 0, 0, size);
    }
    chunk.copy(this.pending, size);
    return this.pending.subarray(0, total);
  }

  /** Whether a header comes before the frame under way is complete. */
  private isInterrupted(chunk: Buffer): boolean {
    const text = this.seam + chunk.toString('latin1', 0, this.needed - this.size);
    this.seam = seamOf(text);
    return hasHeader(text);
  }

  /** Takes all that is complete; gives back where the rest begins and sets `needed`. */
  private takeAll(input: Input): number {
    let at = 0;
    for (;;) {
      const next = this.step(input, at);
      if (next === at) return at;
      at = next;
    }
  }

  /** Takes one frame or some noise; stays where it is when more bytes must come first. */
  private step(input: Input, at: number): number {
    const { text } = input;
    const size = text.length - at;
    if (size === 0) return this.wait(at, 1);
    const start = findMarker(text, at);
    if (start > at) return this.passOver(input, at, start);
    if (size < marker.length) return this.wait(at, marker.length);
    const header = readHeader(text, at);
    if (!header) {
      const isHalf = size < maxHeaderLength && !text.includes(headerEnd, at);
      return isHalf ? this.wait(at, size + 1) : this.passOver(input, at, at + marker.length);
    }
    const { bodyStart, frameEnd } = header;
    if (text.length < frameEnd && !hasHeader(text, bodyStart)) return this.wait(at, frameEnd - at);
    const isTaken = text.length >= frameEnd && this.takeBody(input, bodyStart, frameEnd);
    return isTaken ? frameEnd : this.passOver(input, at, at + marker.length);
  }

  private takeBody(input: Input, start: number, end: number): boolean {
    const { peek, wants, onEvent, intercept } = this.options;
    const { text } = input;
    const head = peek?.(text, start);
    if (head) {
      if (wants?.(head) === false && isWhole(text, start, end)) return true;
      const event = text.endsWith('}}', end) ? parse(input, start + head.eventAt, end - 2) : undefined;
      if (event) {
        onEvent?.(head.sessionId, event);
        return true;
      }
    }
    const message = parse(input, start, end);
    if (!message) return false;
    if (!intercept?.(message)) this.deliver?.(message);
    return true;
  }

  private wait(at: number, needed: number): number {
    this.needed = needed;
    return at;
  }

  private passOver({ bytes }: Input, from: number, to: number): number {
    const shown = JSON.stringify(bytes.toString('utf8', from, Math.min(to, from + 200)));
    this.errors.fire(new Error(`Passed over ${to - from} bytes of no message: ${shown}`));
    return to;
  }
}

/** Whether a body that is not parsed may be trusted to be one; if in doubt it is parsed. */
function isWhole(text: string, start: number, end: number): boolean {
  if (text[start] !== '{' || text[end - 1] !== '}') return false;
  const next = text.slice(end, end + marker.length);
  return next === marker || (marker.startsWith(next) && !hasHeader(text, start));
}

function parse(input: Input, from: number, to: number): Message | undefined {
  try {
    const { bytes, text } = input;
    input.isAscii ??= isAscii(bytes);
    const body = input.isAscii ? text.slice(from, to) : bytes.toString('utf8', from, to);
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Message) : undefined;
  } catch {
    // Output that came in between shifted the frame: the caller goes on at the next header.
    return undefined;
  }
}
