import type { MessageTap } from '../wire/connection';
import type { Redactor } from './traceRedaction';

/** Takes the lines of a trace, each with its line end: a function, or a stream. */
export type TraceSink = ((line: string) => void) | { write(line: string): unknown };

/** Writes every message as a line `{dir, t, msg}`: from client or server, at which millisecond, without secrets. */
export function traceTap(sink: TraceSink, redactor: Redactor): MessageTap {
  const startedAt = performance.now();
  const write = typeof sink === 'function' ? sink : (line: string): unknown => sink.write(line);
  return (direction, message) => {
    const dir = direction === 'out' ? 'c2s' : 's2c';
    const t = Math.round(performance.now() - startedAt);
    write(`${JSON.stringify({ dir, t, msg: redactor.clean(message) })}\n`);
  };
}
