import * as z from 'zod';

const provider = z.object({
  name: z.string().optional(),
  type: z.enum(['openai', 'azure', 'anthropic']).optional(),
  baseUrl: z.string().optional(),
  model: z.string().optional(),
  wireApi: z.enum(['completions', 'responses']).optional(),
  maxPromptTokens: z.number().int().positive().optional(),
  maxOutputTokens: z.number().int().positive().optional(),
});

/** All settings with their keys below `flightdeck.`; a bad value falls back to the default. */
const schema = {
  'cli.path': z.string().default(''),
  'cli.url': z.string().default(''),
  'cli.environment': z.record(z.string(), z.string()).default({}),
  'cli.logLevel': z.enum(['none', 'error', 'warning', 'info', 'debug', 'all']).default('info'),
  'cli.autoRestart': z.boolean().default(true),
  modelSource: z.enum(['auto', 'github', 'own', 'demo']).default('auto'),
  model: z.string().default(''),
  provider: provider.default({}),
  systemMessage: z
    .object({ mode: z.enum(['append', 'replace']).default('append'), content: z.string().default('') })
    .default({ mode: 'append', content: '' }),
  permissions: z.enum(['ask', 'allow-reads', 'allow-all']).default('allow-reads'),
  /** The person looks at a fetched page before the agent does. */
  reviewFetchedPages: z.boolean().default(false),
  /** The most that any session may allow. */
  permissionLimit: z.enum(['ask', 'allow-reads', 'allow-all']).default('allow-all'),
  'sandbox.enabled': z.boolean().default(false),
  'sandbox.allowedHosts': z.array(z.string()).default([]),
  'sandbox.writablePaths': z.array(z.string()).default([]),
  'sandbox.readOnlyPaths': z.array(z.string()).default([]),
  streaming: z.boolean().default(true),
  /** Empty: the model's own default. */
  reasoningEffort: z.string().default(''),
  mode: z.enum(['interactive', 'plan', 'autopilot']).default('interactive'),
  announcements: z.enum(['off', 'summary', 'everything']).default('summary'),
  /** While the chat cannot be seen. */
  notifications: z.enum(['off', 'requests', 'everything']).default('everything'),
  'composer.sendKey': z.enum(['enter', 'shift+enter', 'ctrl+enter']).default('enter'),
  'composer.whileBusy': z.enum(['queue', 'steer']).default('queue'),
} as const;

export type SettingKey = keyof typeof schema;
export type Settings = { readonly [K in SettingKey]: z.infer<(typeof schema)[K]> };
export type ProviderSetting = Settings['provider'];
export type ModelSource = Settings['modelSource'];

export const settingKeys = Object.keys(schema) as readonly SettingKey[];

/** Settings that reach the CLI only when it is started. */
export const restartKeys: readonly SettingKey[] = settingKeys.filter((key) => key.startsWith('cli.'));

/** Settings that a session takes when it is opened. */
export const sessionKeys: readonly SettingKey[] = [
  'modelSource',
  'model',
  'provider',
  'systemMessage',
  'permissionLimit',
  'streaming',
  'reasoningEffort',
];

/** Parses raw values; `onBad` hears of each that was replaced by its default. */
export function parseSettings(
  read: (key: SettingKey) => unknown,
  onBad: (key: SettingKey, problem: string) => void,
): Settings {
  const parsed = settingKeys.map((key) => {
    const result = schema[key].safeParse(read(key));
    if (result.success) return [key, result.data] as const;
    onBad(key, result.error.issues.map(inWords).join('; '));
    return [key, schema[key].parse(undefined)] as const;
  });
  // The keys of the schema were mapped one by one, so the object has its shape.
  return Object.fromEntries(parsed) as unknown as Settings;
}

/** What is wrong, with the place in the value. */
function inWords({ path, message }: z.core.$ZodIssue): string {
  return path.length > 0 ? `${path.join('.')}: ${message}` : message;
}
