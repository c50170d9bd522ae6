import type {
  CustomAgentConfig,
  McpServerConfig,
  McpServers,
  MessageOptions,
  SessionConfig,
  SystemMessageConfig,
} from './config';
import { CopilotError } from './errors';
import { toolDeclarations } from './tools';

type Wire = Readonly<Record<string, unknown>>;

/** The wire fields of a session's configuration; the same for making and for resuming it. */
export function sessionParams(sessionId: string, config: SessionConfig): Wire {
  const { availableTools, excludedTools, provider } = config;
  checkToolNames(availableTools);
  checkToolNames(excludedTools);
  if (provider && !provider.baseUrl) throw invalid('A provider needs a baseUrl.');
  return {
    sessionId,
    model: config.model,
    reasoningEffort: config.reasoningEffort,
    modelCapabilities: config.modelCapabilities,
    clientName: config.clientName,
    tools: config.tools && toolDeclarations(config.tools),
    systemMessage: config.systemMessage && systemMessage(config.systemMessage),
    availableTools,
    excludedTools,
    toolFilterPrecedence: 'excluded',
    provider,
    streaming: config.streaming ?? false,
    includeSubAgentStreamingEvents: true,
    requestPermission: config.onPermissionRequest !== undefined,
    requestUserInput: config.onUserInputRequest !== undefined,
    requestElicitation: config.onElicitationRequest !== undefined,
    requestExitPlanMode: config.onExitPlanMode !== undefined,
    workingDirectory: config.workingDirectory,
    additionalDirectories: config.additionalDirectories,
    mcpServers: config.mcpServers && mcpServers(config.mcpServers),
    // Values of the environment are taken as they are, without expansion.
    envValueMode: 'direct',
    customAgents: config.customAgents?.map(customAgent),
    configDir: config.configDir,
    skillDirectories: config.skillDirectories,
    disabledSkills: config.disabledSkills,
    infiniteSessions: config.infiniteSessions,
    enableFileChangeTracking: config.enableFileChangeTracking,
  };
}

/** The wire fields of a message; the CLI itself would take anything. */
export function messageParams(message: string | MessageOptions): Wire {
  const options = typeof message === 'string' ? { prompt: message } : message;
  const { prompt, attachments, mode }: MessageOptions = options;
  if (typeof prompt !== 'string') throw invalid('A message needs a prompt.');
  if (prompt.trim() === '' && !attachments?.length) throw invalid('The message is empty.');
  if (mode !== undefined && mode !== 'enqueue' && mode !== 'immediate') {
    throw invalid(`"${String(mode)}" is no mode of a message; use enqueue or immediate.`);
  }
  return { prompt, attachments, mode };
}

function systemMessage({ mode = 'append', content }: SystemMessageConfig): Wire {
  return { mode, content };
}

function checkToolNames(names: readonly string[] | undefined): void {
  // The CLI takes it, and then no tool fits.
  if (names?.includes('*'))
    throw invalid('"*" fits no tool; name kinds of tools as builtin:*, custom:* or mcp:*.');
}

function mcpServers(servers: McpServers): Wire {
  const entries = isServerList(servers)
    ? servers.map(({ name, ...server }) => [name, server] as const)
    : Object.entries(servers);
  return Object.fromEntries(entries.map(([name, server]) => [name, mcpServer(server)]));
}

function isServerList(servers: McpServers): servers is Extract<McpServers, readonly unknown[]> {
  return Array.isArray(servers);
}

function mcpServer(server: McpServerConfig): Wire {
  const tools = server.tools ?? ['*'];
  if ('url' in server) return { ...server, tools };
  const { workingDirectory, args = [], type = 'local', ...rest } = server;
  return { ...rest, type, args, cwd: workingDirectory, tools };
}

function customAgent(agent: CustomAgentConfig): Wire {
  return { ...agent, mcpServers: agent.mcpServers && mcpServers(agent.mcpServers) };
}

function invalid(message: string): CopilotError {
  return new CopilotError('invalid-argument', message);
}
