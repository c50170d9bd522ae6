import { timingSafeEqual } from 'node:crypto';
import type * as http from 'node:http';

/** A refusal: what the caller is told, and nothing more is read of it. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** What a request must know and name to be taken. */
export interface Door {
  readonly port: number;
  /** The first part of every path. */
  readonly secret: string;
}

/**
 * Any program and any page on this machine can reach the port. Only who was given the address knows the secret; a
 * page names its origin, and one that a name was bent for (DNS rebinding) names another host.
 */
export function refusalOf(request: http.IncomingMessage, { port, secret }: Door): Refusal | undefined {
  const { host, origin } = request.headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
    return { status: 403, message: 'This is not the address of this server.' };
  if (origin !== undefined || request.headers['sec-fetch-site'] !== undefined)
    return { status: 403, message: 'This server is not for pages.' };
  const [, given = ''] = (request.url ?? '').split('/', 2);
  if (!isSame(given, secret)) return { status: 403, message: 'The address is not complete.' };
  if (
    request.method === 'POST' &&
    !/^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')
  )
    return { status: 415, message: 'Send application/json.' };
  return undefined;
}

/** The path without the secret and without a query. */
export function pathOf(request: http.IncomingMessage, { secret }: Door): string {
  return (request.url ?? '').slice(secret.length + 1).split('?')[0] ?? '';
}

/** The whole body, or undefined as soon as it is larger than that; what follows is left unread. */
export function readBody(request: http.IncomingMessage, mostBytes: number): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return Promise.resolve(undefined);
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= mostBytes) return void chunks.push(chunk);
      request.off('data', take).pause();
      resolve(undefined);
    };
    request.on('data', take);
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
  });
}

function isSame(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
