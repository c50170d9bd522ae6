import { inspect } from 'node:util';
import { redact } from './redact';

/** What the editor's log channel and a plain logger have in common: each takes words, then whatever else. */
type Write = (message: string, ...rest: unknown[]) => void;
interface Writes {
  readonly trace: Write;
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly append: (text: string) => void;
  readonly appendLine: (text: string) => void;
  readonly replace: (text: string) => void;
  readonly error: (error: string | Error, ...rest: unknown[]) => void;
}

const writing: ReadonlySet<PropertyKey> = new Set<keyof Writes>([
  'trace',
  'debug',
  'info',
  'warn',
  'error',
  'append',
  'appendLine',
  'replace',
]);

/** The same channel, in which no secret is written, at whatever level and by whomever. */
export function safeLog<T extends Writes>(channel: T): T {
  return new Proxy(channel, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]): unknown =>
        Reflect.apply(value, target, writing.has(name) ? given.map(safe) : given);
    },
  });
}

function safe(value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (value instanceof Error) return redact(value.stack ?? String(value));
  return typeof value === 'object' && value !== null ? redact(inspect(value, { depth: 6 })) : value;
}
