import type { LocalServer } from '../../protocol/toView';
import * as z from 'zod';

const known = [
  { name: 'Ollama', port: 11434 },
  { name: 'LM Studio', port: 1234 },
] as const;

const listing = z.object({ data: z.array(z.object({ id: z.string() })) });

export function localBaseUrl(port: number): string {
  return `http://127.0.0.1:${port}/v1`;
}

/** Asks the usual loopback ports for their models; a server that does not answer within `limitMs` is not running. */
export function findLocalServers(limitMs = 800): Promise<readonly LocalServer[]> {
  return Promise.all(
    known.map(async ({ name, port }) => {
      const models = await listModels(localBaseUrl(port), limitMs);
      return { name, port, isRunning: models !== undefined, models: models ?? [] };
    }),
  );
}

async function listModels(baseUrl: string, limitMs: number): Promise<readonly string[] | undefined> {
  try {
    const response = await fetch(`${baseUrl}/models`, { signal: AbortSignal.timeout(limitMs) });
    return listing.parse(await response.json()).data.map((model) => model.id);
  } catch {
    // No answer, or another kind of server on that port: both mean that there is none to offer.
    return undefined;
  }
}
