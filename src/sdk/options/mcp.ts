import { camelKeys } from './spelling';

/** An MCP server that the CLI runs. */
export interface McpLocalServerConfig {
  readonly type?: 'local' | 'stdio';
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly workingDirectory?: string;
  /** Default: all. */
  readonly tools?: readonly string[];
  readonly timeout?: number;
}

/** An MCP server that the CLI reaches over the network. */
export interface McpRemoteServerConfig {
  readonly type: 'http' | 'sse';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: all. */
  readonly tools?: readonly string[];
  readonly timeout?: number;
}

/** An MCP server of either kind. */
export type McpServerConfig = McpLocalServerConfig | McpRemoteServerConfig;

/** A map by name, or a list whose entries carry their name. */
export type McpServers =
  Readonly<Record<string, McpServerConfig>> | readonly (McpServerConfig & { readonly name: string })[];

type Wire = Readonly<Record<string, unknown>>;

/** The wire knows the map only. */
export function mcpServersForCli(servers: McpServers): Wire {
  const entries = isServerList(servers)
    ? servers.map(({ name, ...server }) => [name, server] as const)
    : Object.entries(servers);
  return Object.fromEntries(entries.map(([name, server]) => [name, mcpServer(server)]));
}

function isServerList(servers: McpServers): servers is Extract<McpServers, readonly unknown[]> {
  return Array.isArray(servers);
}

function mcpServer(given: McpServerConfig): Wire {
  const server = camelKeys(given);
  const tools = server.tools ?? ['*'];
  if ('url' in server) return { ...server, tools };
  const { workingDirectory, args = [], type = 'local', ...rest } = server;
  return { ...rest, type, args, cwd: workingDirectory, tools };
}
