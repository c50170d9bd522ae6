import type { MessageTap } from '../wire/connection';
import type { ClientOptions } from '../options/config';
import { Redactor } from './traceRedaction';

/** Takes the lines of a trace, each with its line end: a function, or a stream. */
export type TraceSink = ((line: string) => void) | { write(line: string): unknown };

/** What is said can be seen there: a client. */
interface Tapped {
  tap(make: (options: ClientOptions) => MessageTap): () => void;
}

/**
 * Writes every message of a client from now on as a line of JSON, `{dir, t, msg}`, without keys, tokens and
 * environment values; prompts, answers and file contents stay. `replayTransport` plays it again. Returns the undo.
 */
export function trace(client: Tapped, sink: TraceSink): () => void {
  return client.tap(({ env = {}, gitHubToken, connectionToken }) =>
    traceTap(sink, new Redactor(process.env, env, { gitHubToken, connectionToken })),
  );
}

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
