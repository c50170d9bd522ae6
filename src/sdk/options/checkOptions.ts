import type { ClientOptions, MessageOptions, SessionConfig } from './config';
import { invalid } from '../util/errors';
import { ownValue } from '../util/ownValue';
import { isRecord } from '../util/shape';
import { isMilliseconds } from '../util/waiting';
import type { Tool } from './tools';

interface Kind {
  readonly name: string;
  readonly is: (value: unknown) => boolean;
}

type KindsOf<T> = { readonly [K in keyof Required<T>]: Kind };

const text: Kind = { name: 'a text', is: (value) => typeof value === 'string' };
const flag: Kind = { name: 'true or false', is: (value) => typeof value === 'boolean' };
const port: Kind = {
  name: 'a port from 0 to 65535',
  is: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 65_536,
};
const span: Kind = { name: 'milliseconds from 0 to Infinity', is: isMilliseconds };
const spans: Kind = { name: 'a list of milliseconds', is: (value) => isListOf(span, value) };
const texts: Kind = { name: 'a list of texts', is: (value) => isListOf(text, value) };
const object: Kind = {
  name: 'an object',
  is: (value) => isRecord(value) && !(value instanceof Map || value instanceof Set),
};
const objects: Kind = { name: 'a list of objects', is: (value) => isListOf(object, value) };
const callable: Kind = { name: 'a function', is: (value) => typeof value === 'function' };

const clientKinds: KindsOf<ClientOptions> = {
  cliPath: text,
  cliArgs: texts,
  cliUrl: text,
  transport: callable,
  connectionToken: text,
  port,
  useStdio: flag,
  logLevel: text,
  fastStart: callable,
  autoStart: flag,
  autoRestart: flag,
  restartDelaysMs: spans,
  startTimeoutMs: span,
  heartbeat: either(
    limitsOf('false, or an object of milliseconds', ['quietMs', 'answerMs']),
    (value) => value === false,
  ),
  turnQuietMs: span,
  handlerLimits: limitsOf('an object of milliseconds', ['workMs', 'personMs']),
  cwd: text,
  inheritEnv: either(
    { ...callable, name: "'all', 'none' or a function" },
    (value) => value === 'all' || value === 'none',
  ),
  env: object,
  baseDirectory: text,
  telemetry: object,
  gitHubToken: text,
  useLoggedInUser: flag,
  clientInfo: object,
  logger: object,
  onMessage: callable,
  requestTimeoutMs: span,
};

const sessionKinds: KindsOf<SessionConfig> = {
  sessionId: text,
  model: text,
  reasoningEffort: text,
  tools: objects,
  systemMessage: { ...object, name: 'an object such as { content: "…" }' },
  availableTools: texts,
  excludedTools: texts,
  provider: object,
  providers: objects,
  models: objects,
  modelCapabilities: object,
  streaming: flag,
  mcpServers: {
    name: 'an object or a list of objects',
    is: (value) => object.is(value) || objects.is(value),
  },
  customAgents: objects,
  agent: text,
  commands: objects,
  hooks: object,
  configDir: text,
  skillDirectories: texts,
  disabledSkills: texts,
  workingDirectory: text,
  additionalDirectories: texts,
  clientName: text,
  infiniteSessions: object,
  enableFileChangeTracking: flag,
  gitHubToken: text,
  sandbox: object,
  skipCustomInstructions: flag,
  extraParams: object,
  onPermissionRequest: callable,
  onUserInputRequest: callable,
  onElicitationRequest: callable,
  onExitPlanMode: callable,
  onExitPlanModeRequest: callable,
  onAutoModeSwitchRequest: callable,
  onEvent: callable,
};

const messageKinds: KindsOf<MessageOptions> = {
  prompt: text,
  displayPrompt: text,
  attachments: objects,
  mode: text,
  requestHeaders: object,
};

const toolKinds: KindsOf<Tool> = {
  name: text,
  description: text,
  parameters: object,
  handler: callable,
  overridesBuiltInTool: flag,
  skipPermission: flag,
};

/** Refuses options of the wrong kind, and those that contradict each other. */
export function checkOptions(options: ClientOptions): void {
  check(options, clientKinds, 'The options of a client');
  const { cliUrl, cliPath, transport, gitHubToken, useLoggedInUser } = options;
  if (cliUrl?.trim() === '')
    throw invalid('cliUrl is empty; write port, host:port or http://host:port, or leave it out.');
  if (transport && (cliUrl || cliPath))
    throw invalid('A transport leads to its own CLI; give no cliPath or cliUrl.');
  if (cliUrl && cliPath) throw invalid('Give either cliPath or cliUrl, not both.');
  if (cliUrl && (gitHubToken || useLoggedInUser !== undefined)) {
    throw invalid(
      'The CLI at cliUrl has its own login; gitHubToken and useLoggedInUser are for one started here.',
    );
  }
}

export function checkSessionConfig(config: SessionConfig): void {
  check(config, sessionKinds, 'The configuration of a session');
  for (const tool of config.tools ?? []) check(tool, toolKinds, `The tool ${String(tool.name)}`);
}

export function checkMessage(message: MessageOptions): void {
  check(message, messageKinds, 'A message');
}

/** What is undefined is left out; of names that are not known nothing is said. */
function check(given: object, kinds: Readonly<Record<string, Kind>>, whole: string): void {
  if (!object.is(given)) throw invalid(`${whole} must be an object, not ${said(given)}.`);
  const values = new Map<string, unknown>(Object.entries(given));
  for (const [name, { name: kind, is }] of Object.entries(kinds)) {
    const value = values.get(name);
    if (value !== undefined && !is(value)) throw invalid(`${name} must be ${kind}, not ${said(value)}.`);
  }
}

function said(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text';
  if (Array.isArray(value)) return 'a list of other things';
  return typeof value === 'number' || value === null || typeof value === 'boolean'
    ? String(value)
    : `a value of the type ${typeof value}`;
}

function isListOf({ is }: Kind, value: unknown): boolean {
  return Array.isArray(value) && value.every(is);
}

function either({ name, is }: Kind, isOther: (value: unknown) => boolean): Kind {
  return { name, is: (value) => is(value) || isOther(value) };
}

function limitsOf(name: string, keys: readonly string[]): Kind {
  return {
    name,
    is: (value) =>
      isRecord(value) &&
      keys.map((key) => ownValue(value, key)).every((ms) => ms === undefined || isMilliseconds(ms)),
  };
}
