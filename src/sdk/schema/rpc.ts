import type { RequestOptions } from '../util/waiting';
import type { ServerMethods, SessionMethods } from './generated/api';

type Caller = (
  method: string,
  params: Readonly<Record<string, unknown>> | undefined,
  options: RequestOptions | undefined,
) => Promise<unknown>;

/** Parameters may be left out where none is required. */
type Call<M extends { readonly params: unknown; readonly result: unknown }> =
  Record<never, never> extends M['params']
    ? (params?: M['params'], options?: RequestOptions) => Promise<M['result']>
    : (params: M['params'], options?: RequestOptions) => Promise<M['result']>;

/** A method of the CLI, as the published schema describes it. */
export type ServerCall<M extends keyof ServerMethods> = Call<ServerMethods[M]>;

/** A method of the CLI for one session; the id of the session is filled in. */
export type SessionCall<M extends keyof SessionMethods> = Call<SessionMethods[M]>;

/**
 * Every path below it is a method of that name: `rpcProxy('session', call).history.compact(params, options)`
 * calls `session.history.compact`. Which there are is known to the types only.
 */
export function rpcProxy<T extends object>(path: string, call: Caller): T {
  const children = new Map<string, object>();
  const target = (params?: Readonly<Record<string, unknown>>, options?: RequestOptions): Promise<unknown> =>
    call(path, params, options);
  const proxy = new Proxy(target, {
    get: (_target, key) => {
      // Without this an `await` would take it for a promise.
      if (typeof key === 'symbol' || key === 'then') return undefined;
      let child = children.get(key);
      if (!child) children.set(key, (child = rpcProxy(path ? `${path}.${key}` : key, call)));
      return child;
    },
  });
  return proxy as unknown as T;
}
