import { createHash } from 'node:crypto';
import type { CopilotClient, Logger, ResumeSessionConfig } from '../../sdk/index';
import { fieldsOf, listOf, textOf, textsOf, wordsOf, type Fields } from '../base/fields';
import { describe } from '../base/describeError';
import { ownValue } from '../../protocol/ownValue';

interface McpIdentityOptions {
  readonly client: () => CopilotClient | undefined;
  /** The servers that a session was opened with; they come before those of the person's own configuration. */
  readonly givenTo: (sessionId: string) => ResumeSessionConfig['mcpServers'];
  readonly logger: Logger;
}

/**
 * What a server of a session is: a hash of its command or its address as the CLI has it. Undefined where the CLI does
 * not tell, as for those of plugins: then no approval may hold for longer than one request.
 */
export async function mcpIdentity(
  sessionId: string,
  server: string,
  { client, givenTo, logger }: McpIdentityOptions,
): Promise<string | undefined> {
  const cli = client();
  if (!cli) return undefined;
  try {
    const listed = fieldsOf(await cli.request('session.mcp.list', { sessionId }));
    const shown = listOf(listed, 'servers')
      .map(fieldsOf)
      .find((one) => one['name'] === server);
    // Only those of the session and of the person's own configuration are told without a source.
    if (!shown || !['', 'user'].includes(wordsOf(shown, 'source') ?? '')) return undefined;
    const given = serverIn(givenTo(sessionId), server);
    if (given) return identityOf(given);
    const own = fieldsOf(fieldsOf(await cli.request('mcp.config.list'))['servers']);
    return Object.hasOwn(own, server) ? identityOf(fieldsOf(ownValue(own, server))) : undefined;
  } catch (error) {
    logger.warn(`Nothing is known of the MCP server ${server}: ${describe(error)}`);
    return undefined;
  }
}

function serverIn(servers: ResumeSessionConfig['mcpServers'], name: string): Fields | undefined {
  if (servers === undefined) return undefined;
  const list = Array.isArray(servers) ? servers.map(fieldsOf) : undefined;
  if (list) return list.find((one) => one['name'] === name);
  const map = fieldsOf(servers);
  return Object.hasOwn(map, name) ? fieldsOf(ownValue(map, name)) : undefined;
}

/** Undefined for what has neither a command nor an address. */
export function identityOf(server: Fields): string | undefined {
  const url = wordsOf(server, 'url');
  const command = wordsOf(server, 'command');
  if (url !== undefined) return hash(['url', url, Object.keys(fieldsOf(server['headers'])).sort()]);
  if (command === undefined) return undefined;
  const cwd = textOf(server, 'workingDirectory') ?? textOf(server, 'cwd') ?? '';
  return hash(['command', command, textsOf(server, 'args'), cwd, environmentOf(server)]);
}

/** Keys and the like change without the server being another one; any other value may decide what runs. */
function environmentOf(server: Fields): readonly (readonly string[])[] {
  return Object.entries(fieldsOf(server['env']))
    .map(([name, value]) => (isSecret(name) ? [name] : [name, String(value)]))
    .sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
}

function isSecret(name: string): boolean {
  return /(?:TOKEN|KEY|SECRET|PASSWORD|PASSWD|CREDENTIALS?)$/i.test(name);
}

function hash(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
