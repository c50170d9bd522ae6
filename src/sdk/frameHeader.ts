export const marker = 'Content-Length:';
export const maxHeaderBytes = 1024;
/** More than fits into one string of V8; a longer length is a broken one. */
const maxBodyBytes = 512 * 1024 * 1024;
/** More than a marker with its number takes. */
export const seamBytes = 48;
const spellings = [Buffer.from(marker), Buffer.from(marker.toLowerCase())] as const;
const lowerMarker = spellings[1];
const headerEnd = Buffer.from('\r\n\r\n');

export interface FrameHeader {
  readonly bodyStart: number;
  readonly frameEnd: number;
}

/** Where the next header begins, or may begin once more bytes are here. */
export function findMarker(bytes: Buffer, from: number): number {
  if (hasMarkerAt(bytes, from)) return from;
  const found = indexOfMarker(bytes, from);
  if (found !== -1) return found;
  for (let length = Math.min(marker.length - 1, bytes.length - from); length > 0; length--) {
    if (hasMarkerAt(bytes, bytes.length - length)) return bytes.length - length;
  }
  return bytes.length;
}

/** Whether the marker begins there, in either case; the end of the bytes may cut it. */
function hasMarkerAt(bytes: Buffer, at: number): boolean {
  const length = Math.min(marker.length, bytes.length - at);
  for (let index = 0; index < length; index++) {
    if (((bytes[at + index] ?? 0) | 0x20) !== lowerMarker[index]) return false;
  }
  return true;
}

export function indexOfMarker(bytes: Buffer, from: number): number {
  const [first, second] = spellings.map((spelling) => bytes.indexOf(spelling, from)) as [number, number];
  return first === -1 || second === -1 ? Math.max(first, second) : Math.min(first, second);
}

/** The header that begins at the marker there; undefined if it is not complete or none at all. */
export function readHeader(bytes: Buffer, at: number): FrameHeader | undefined {
  return readPlainHeader(bytes, at) ?? readLongHeader(bytes, at);
}

/** The form that the CLI writes: one line, one blank before the number. */
function readPlainHeader(bytes: Buffer, at: number): FrameHeader | undefined {
  let index = at + marker.length;
  if (bytes[index++] !== 0x20) return undefined;
  let length = 0;
  let digit = (bytes[index] ?? 0) - 0x30;
  const numberStart = index;
  while (digit >= 0 && digit <= 9) {
    length = length * 10 + digit;
    digit = (bytes[++index] ?? 0) - 0x30;
  }
  if (index === numberStart || length > maxBodyBytes) return undefined;
  for (const byte of headerEnd) if (bytes[index++] !== byte) return undefined;
  return { bodyStart: index, frameEnd: index + length };
}

function readLongHeader(bytes: Buffer, at: number): FrameHeader | undefined {
  const end = bytes.indexOf(headerEnd, at);
  if (end === -1 || end - at > maxHeaderBytes) return undefined;
  const lines = bytes.toString('latin1', at, end).split('\r\n');
  if (!lines.every((line) => /^[\w-]+: *[^\r\n]+$/.test(line))) return undefined;
  const length = Number(/^Content-Length: *(\d+)$/i.exec(lines[0] ?? '')?.[1]);
  if (!(length <= maxBodyBytes)) return undefined;
  const bodyStart = end + headerEnd.length;
  return { bodyStart, frameEnd: bodyStart + length };
}

/** Whether a header begins in the middle of a body: the frame is broken. A body holds line ends only escaped. */
export function hasHeader(bytes: Buffer, from = 0): boolean {
  const at = indexOfMarker(bytes, from);
  if (at === -1) return false;
  const text = bytes.toString('latin1', at, Math.min(bytes.length, at + seamBytes));
  return /^Content-Length: *\d+\r\n/i.test(text) || hasHeader(bytes, at + marker.length);
}

/** The last bytes of a stream, so that a header cut in two is seen whole. */
export function seamOf(chunk: Buffer, before: Buffer = Buffer.alloc(0)): Buffer {
  return chunk.length >= seamBytes
    ? chunk.subarray(-seamBytes)
    : Buffer.concat([before, chunk]).subarray(-seamBytes);
}
