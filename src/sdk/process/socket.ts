import { once } from 'node:events';
import * as net from 'node:net';
import { hasCode, invalid, notConnected } from '../util/errors';
import { streamTransport, type Transport } from '../wire/transport';
import { waitFor } from '../util/waiting';

const connectTimeoutMs = 10_000;

/** Connects to a CLI that runs already: `port`, `host:port` or `http://host:port`. */
export async function connectSocket(cliUrl: string, signal?: AbortSignal): Promise<Transport> {
  const { host, port } = parseCliUrl(cliUrl);
  const socket = net.connect({ host, port });
  try {
    await waitFor(() => once(socket, 'connect'), { timeoutMs: connectTimeoutMs, signal }, 'the start');
  } catch (cause) {
    socket.destroy();
    if (hasCode(cause, 'aborted')) throw cause;
    throw notConnected(`No CLI could be reached at ${cliUrl}.`, cause);
  }
  socket.setNoDelay(true);
  return streamTransport(socket, socket, `The connection to the CLI at ${cliUrl} was lost.`);
}

export function parseCliUrl(cliUrl: string): { readonly host: string; readonly port: number } {
  const text = cliUrl
    .trim()
    .replace(/^http:\/\//i, '')
    .replace(/\/+$/, '');
  const match = /^(?:(\[[^\]]+\]|[^:/\s]+):)?(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (!match || port < 1 || port > 65_535) {
    throw invalid(`"${cliUrl}" is not the address of a CLI; write port, host:port or http://host:port.`);
  }
  return { host: match[1]?.replace(/^\[|\]$/g, '') ?? '127.0.0.1', port };
}
