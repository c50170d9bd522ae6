import { checkMessage, checkSessionConfig } from './checkOptions';
import type { CustomAgentConfig, MessageOptions, SessionConfig } from './config';
import { invalid } from '../util/errors';
import { mcpServersForCli } from './mcp';
import { providerForCli } from './provider';
import { camelKeys } from './spelling';
import { systemMessageForCli } from './systemMessage';
import { toolDeclarations } from './tools';

type Wire = Readonly<Record<string, unknown>>;

/** What the CLI takes as it is. */
const sameNames = [
  'model',
  'reasoningEffort',
  'modelCapabilities',
  'clientName',
  'availableTools',
  'excludedTools',
  'models',
  'workingDirectory',
  'additionalDirectories',
  'agent',
  'configDir',
  'skillDirectories',
  'disabledSkills',
  'infiniteSessions',
  'enableFileChangeTracking',
  'gitHubToken',
  'skipCustomInstructions',
] as const satisfies readonly (keyof SessionConfig)[];

/** The wire fields of a session's configuration; the same for making and for resuming it. */
export function sessionParams(sessionId: string, config: SessionConfig): Wire {
  checkSessionConfig(config);
  checkToolNames(config.availableTools);
  checkToolNames(config.excludedTools);
  return {
    ...config.extraParams,
    ...Object.fromEntries(sameNames.map((name) => [name, config[name]])),
    sessionId,
    // Left out, it must not take one of the further fields away.
    ...(config.sandbox && { sandboxConfig: config.sandbox }),
    tools: config.tools && toolDeclarations(config.tools),
    systemMessage: config.systemMessage && systemMessageForCli(config.systemMessage),
    toolFilterPrecedence: 'excluded',
    provider: config.provider && providerForCli(config.provider),
    providers: config.providers?.map(providerForCli),
    commands: config.commands?.map(({ name, description }) => ({ name, description })),
    hooks: config.hooks !== undefined,
    streaming: config.streaming ?? false,
    includeSubAgentStreamingEvents: true,
    requestPermission: config.onPermissionRequest !== undefined,
    requestUserInput: config.onUserInputRequest !== undefined,
    requestElicitation: config.onElicitationRequest !== undefined,
    requestExitPlanMode: (config.onExitPlanMode ?? config.onExitPlanModeRequest) !== undefined,
    requestAutoModeSwitch: config.onAutoModeSwitchRequest !== undefined,
    mcpServers: config.mcpServers && mcpServersForCli(config.mcpServers),
    // Values of the environment are taken as they are, without expansion.
    envValueMode: 'direct',
    customAgents: config.customAgents?.map(customAgent),
  };
}

/** The wire fields of a message; the CLI itself would take anything. */
export function messageParams(message: string | MessageOptions): Wire {
  const options = typeof message === 'string' ? { prompt: message } : message;
  const given: MessageOptions = camelKeys(options);
  const { prompt, displayPrompt, attachments, mode, requestHeaders } = given;
  if (typeof prompt !== 'string') throw invalid('A message needs a prompt.');
  checkMessage(given);
  if (prompt.trim() === '' && !attachments?.length) throw invalid('The message is empty.');
  if (mode !== undefined && mode !== 'enqueue' && mode !== 'immediate') {
    throw invalid(`"${String(mode)}" is no mode of a message; use enqueue or immediate.`);
  }
  return { prompt, displayPrompt, attachments: attachments?.map(camelKeys), mode, requestHeaders };
}

function checkToolNames(names: readonly string[] | undefined): void {
  // The CLI takes it, and then no tool fits.
  if (names?.includes('*'))
    throw invalid('"*" fits no tool; name kinds of tools as builtin:*, custom:* or mcp:*.');
}

function customAgent(given: CustomAgentConfig): Wire {
  const agent = camelKeys(given);
  return { ...agent, mcpServers: agent.mcpServers && mcpServersForCli(agent.mcpServers) };
}
