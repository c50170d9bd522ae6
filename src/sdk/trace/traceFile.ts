import * as fs from 'node:fs';
import { invalid } from '../util/errors';
import { type Infer, literal, maybe, object, otherwise, type Shape, text } from '../util/shape';

const id: Shape<string | number | null | undefined> = (value) =>
  typeof value === 'string' || typeof value === 'number' || value === null ? value : undefined;
const direction: Shape<'c2s' | 's2c'> = (value) => (value === 'c2s' ? value : literal('s2c')(value));
/** Left out of a program that replays nothing. */
const line = /* @__PURE__ */ (() => {
  const params = object({ sessionId: maybe(text) });
  const message = object({ id, method: maybe(text), params: otherwise(maybe(params), undefined) });
  return object({ dir: direction, msg: message });
})();

type Line = Infer<typeof line>;
export type TraceMessage = Line['msg'];

/** One message of a trace; `question` is the index of the request that it answers. */
export interface TraceFrame {
  readonly kind: 'request' | 'notification' | 'answer';
  readonly isOurs: boolean;
  readonly message: TraceMessage;
  readonly question: number | undefined;
}

/** The frames of a trace, one list for each connection in it. */
export function readTrace(source: string | readonly string[]): readonly (readonly TraceFrame[])[] {
  const lines = typeof source === 'string' ? readLines(source) : source;
  const connections: Line[][] = [[]];
  let ids = new Set<unknown>();
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const frame = parseLine(text, index + 1);
    if (frame.dir === 'c2s' && frame.msg.method !== undefined) {
      // Each connection counts its requests anew.
      if (ids.has(frame.msg.id)) {
        ids = new Set();
        connections.push([]);
      }
      if (frame.msg.id !== undefined && frame.msg.id !== null) ids.add(frame.msg.id);
    }
    connections.at(-1)?.push(frame);
  }
  return connections.map(link);
}

function readLines(file: string): readonly string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch (cause) {
    throw invalid(`There is no trace at ${file}.`, { path: file }, { cause });
  }
}

function parseLine(json: string, number: number): Line {
  try {
    return line(JSON.parse(json));
  } catch (cause) {
    throw invalid(`Line ${number} of the trace is not a frame.`, {}, { cause });
  }
}

function link(frames: readonly Line[]): readonly TraceFrame[] {
  const asked = { c2s: new Map<unknown, number>(), s2c: new Map<unknown, number>() };
  return frames.map(({ dir, msg }, index) => {
    const isOurs = dir === 'c2s';
    const hasId = msg.id !== undefined && msg.id !== null;
    if (msg.method === undefined) {
      const question = asked[isOurs ? 's2c' : 'c2s'].get(msg.id);
      return { kind: 'answer', isOurs, message: msg, question };
    }
    if (hasId) asked[dir].set(msg.id, index);
    return { kind: hasId ? 'request' : 'notification', isOurs, message: msg, question: undefined };
  });
}
