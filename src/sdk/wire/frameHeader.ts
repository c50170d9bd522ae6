export const marker = 'Content-Length:';
export const headerEnd = '\r\n\r\n';
export const maxHeaderLength = 1024;
/** More than fits into one string of V8; a longer length is a broken one. */
const maxBodyLength = 512 * 1024 * 1024;
/** More than a marker with its number takes. */
const seamLength = 48;
const otherSpelling = marker.toLowerCase();
const zero = 0x30;

export interface FrameHeader {
  readonly bodyStart: number;
  readonly frameEnd: number;
}

/** Whether the marker begins there, in either spelling. */
function hasMarkerAt(text: string, at: number): boolean {
  const found = text.slice(at, at + marker.length);
  return found === marker || found === otherSpelling;
}

/** Where the next header begins, or may begin once more bytes are here. */
export function findMarker(text: string, from: number): number {
  if (hasMarkerAt(text, from)) return from;
  const found = indexOfMarker(text, from);
  if (found !== -1) return found;
  for (let length = Math.min(marker.length - 1, text.length - from); length > 0; length--) {
    const end = text.slice(-length);
    if (marker.startsWith(end) || otherSpelling.startsWith(end)) return text.length - length;
  }
  return text.length;
}

function indexOfMarker(text: string, from: number): number {
  const first = text.indexOf(marker, from);
  const second = text.indexOf(otherSpelling, from);
  return first === -1 || second === -1 ? Math.max(first, second) : Math.min(first, second);
}

/** The header that begins at the marker there; undefined if it is not complete or none at all. */
export function readHeader(text: string, at: number): FrameHeader | undefined {
  return readPlainHeader(text, at) ?? readLongHeader(text, at);
}

/** The form that the CLI writes: one line, one blank before the number. */
function readPlainHeader(text: string, at: number): FrameHeader | undefined {
  let index = at + marker.length;
  if (text[index++] !== ' ') return undefined;
  const start = index;
  let length = 0;
  let digit = text.charCodeAt(index) - zero;
  while (digit >= 0 && digit <= 9) {
    length = length * 10 + digit;
    digit = text.charCodeAt(++index) - zero;
  }
  const bodyStart = index + headerEnd.length;
  // Much faster than startsWith, for each of many small frames.
  const isComplete = text.slice(index, bodyStart) === headerEnd;
  if (index === start || length > maxBodyLength || !isComplete) return undefined;
  return { bodyStart, frameEnd: bodyStart + length };
}

function readLongHeader(text: string, at: number): FrameHeader | undefined {
  const end = text.indexOf(headerEnd, at);
  if (end === -1 || end - at > maxHeaderLength) return undefined;
  const lines = text.slice(at, end).split('\r\n');
  if (!lines.every((line) => /^[\w-]+: *[^\r\n]+$/.test(line))) return undefined;
  // A second length is the next frame's: this one broke off in its header.
  if (lines.slice(1).some((line) => indexOfMarker(line, 0) >= 0)) return undefined;
  const length = Number(/^Content-Length: *(\d+)$/i.exec(lines[0] ?? '')?.[1]);
  if (!(length <= maxBodyLength)) return undefined;
  const bodyStart = end + headerEnd.length;
  return { bodyStart, frameEnd: bodyStart + length };
}

/** Whether a header stands in the middle of a body, which is broken then: a body holds line ends only escaped. */
export function hasHeader(text: string, from = 0): boolean {
  for (let at = indexOfMarker(text, from); at !== -1; at = indexOfMarker(text, at + 1)) {
    if (/^Content-Length: *\d+\r\n/i.test(text.slice(at, at + seamLength))) return true;
  }
  return false;
}

/** The end of what has come, so that a header cut in two is seen whole. */
export function seamOf(text: string): string {
  return text.slice(-seamLength);
}
