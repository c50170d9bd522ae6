import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from '../process/childProcess';
import { findCli, resolveCli } from '../process/cliPath';
import type { ClientOptions } from '../options/config';
import { usesTcp } from './tcp';
import { telemetryEnvironment } from '../options/telemetry';

const tokenVariable = 'COPILOT_SDK_AUTH_TOKEN';

/** The command line and environment of a CLI that we run ourselves. */
export function launchCommand(options: ClientOptions): Command {
  const env = childEnvironment(options);
  const cli = cliOf(options, env);
  const isScript = /\.[cm]?js$/i.test(cli);
  if (isScript) env.ELECTRON_RUN_AS_NODE = '1';
  return {
    path: cli,
    file: isScript ? process.execPath : cli,
    args: [...(isScript ? [cli] : []), ...cliArguments(options)],
    cwd: options.cwd,
    env,
  };
}

function cliOf({ cliPath }: ClientOptions, env: Readonly<Record<string, string>>): string {
  if (!cliPath) return findCli({ env }).path;
  // A path that leads nowhere is told by the start, with the same words as other failures to run.
  const isPath = /[/\\]/.test(cliPath);
  if (isPath) return fs.existsSync(cliPath) ? resolveCli(cliPath) : path.resolve(cliPath);
  return findCli({ configured: cliPath, env }).path;
}

function cliArguments(options: ClientOptions): readonly string[] {
  const { cliArgs = [], logLevel = 'info', gitHubToken, useLoggedInUser = !gitHubToken } = options;
  return [
    ...cliArgs,
    '--headless',
    '--no-auto-update',
    '--log-level',
    logLevel,
    ...(usesTcp(options) ? ['--port', String(options.port ?? 0)] : ['--stdio']),
    ...(gitHubToken ? ['--auth-token-env', tokenVariable] : []),
    ...(useLoggedInUser ? [] : ['--no-auto-login']),
  ];
}

/** What an editor sets for its own processes would make the CLI or its tools misbehave. */
const notInherited = /^(ELECTRON_RUN_AS_NODE|VSCODE_.*|NODE_OPTIONS|NODE_DEBUG)$/i;

function childEnvironment(options: ClientOptions): Record<string, string> {
  const env: Record<string, string> = {};
  const { inheritEnv = 'all' } = options;
  const isTaken = typeof inheritEnv === 'function' ? inheritEnv : () => inheritEnv === 'all';
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !notInherited.test(name) && isTaken(name)) env[name] = value;
  }
  const given = { ...telemetryEnvironment(options.telemetry), ...options.env };
  for (const [name, value] of Object.entries(given)) {
    const existing = sameVariable(env, name);
    if (existing !== undefined) delete env[existing];
    if (value !== undefined) env[name] = value;
  }
  if (options.gitHubToken) env[tokenVariable] = options.gitHubToken;
  if (options.baseDirectory) env.COPILOT_HOME = options.baseDirectory;
  // On the standard streams the CLI refuses a client that brings a token.
  if (usesTcp(options) && options.connectionToken) env.COPILOT_CONNECTION_TOKEN = options.connectionToken;
  return env;
}

/** On Windows `Path` and `PATH` are one variable; a child that gets both sees either. */
function sameVariable(env: Readonly<Record<string, string>>, name: string): string | undefined {
  if (process.platform !== 'win32') return Object.hasOwn(env, name) ? name : undefined;
  return Object.keys(env).find((other) => other.toUpperCase() === name.toUpperCase());
}
