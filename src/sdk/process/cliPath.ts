import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { CopilotError } from '../util/errors';
import { ownValue } from '../util/ownValue';

/** Where the CLI was found. */
export type CliSource = 'configured' | 'environment' | 'path' | 'dependency';

/** A CLI, and where it was found. */
export interface FoundCli {
  readonly path: string;
  readonly source: CliSource;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where to look for the CLI. */
export interface FindCliOptions {
  /** A path, or a bare name to look up on PATH. */
  readonly configured?: string;
  readonly env?: Environment;
  /** Folders whose `node_modules` may hold the CLI's package. */
  readonly searchFrom?: readonly string[];
  readonly platform?: NodeJS.Platform;
}

const loaderName = 'npm-loader.js';

/** Finds the CLI: as configured, `COPILOT_CLI_PATH`, PATH, or a package beside the given folders. */
export function findCli(options: FindCliOptions = {}): FoundCli {
  const { env = process.env, searchFrom = [], platform = process.platform } = options;
  const configured = options.configured?.trim();
  if (configured) return { path: named(configured, env, platform), source: 'configured' };
  const fromEnvironment = env.COPILOT_CLI_PATH?.trim();
  if (fromEnvironment) return { path: named(fromEnvironment, env, platform), source: 'environment' };

  const onPath = lookUp('copilot', env, platform);
  if (onPath) return { path: resolveCli(onPath), source: 'path' };

  const packages = searchFrom.map((root) =>
    path.join(root, 'node_modules', '@github', 'copilot', loaderName),
  );
  const installed = packages.find(isFile);
  if (installed) return { path: resolveCli(installed), source: 'dependency' };
  throw new CopilotError(
    'cli-not-found',
    'The Copilot CLI was not found: not configured, not on PATH, not installed beside.',
    {
      lookedIn: [...pathFolders(env, platform), ...packages.map((loader) => path.dirname(loader))],
    },
  );
}

/**
 * The program behind a path. The command that npm installs is a script that runs the real
 * binary as a child; killing the script would leave the binary behind, so we run that ourselves.
 */
export function resolveCli(cli: string): string {
  const real = fs.realpathSync(cli);
  const loader = path.basename(real) === loaderName ? real : loaderOfShim(real);
  return loader ? (nativeBinary(loader) ?? loader) : real;
}

function named(wanted: string, env: Environment, platform: NodeJS.Platform): string {
  const found = isBareName(wanted) ? lookUp(wanted, env, platform) : path.resolve(wanted);
  if (found && isFile(found)) return resolveCli(found);
  throw new CopilotError('cli-not-found', `There is no CLI at ${wanted}.`, {
    path: wanted,
    lookedIn: [wanted],
  });
}

function isBareName(wanted: string): boolean {
  return !/[/\\]/.test(wanted) && !isFile(wanted);
}

function lookUp(name: string, env: Environment, platform: NodeJS.Platform): string | undefined {
  const suffixes = platform === 'win32' && path.extname(name) === '' ? ['.exe', '.cmd'] : [''];
  return pathFolders(env, platform)
    .flatMap((folder) => suffixes.map((suffix) => path.join(folder, name + suffix)))
    .find((candidate) => isFile(candidate) && (platform === 'win32' || isExecutable(candidate)));
}

function pathFolders(env: Environment, platform: NodeJS.Platform): string[] {
  const key = Object.keys(env).find((name) => (platform === 'win32' ? name.toUpperCase() : name) === 'PATH');
  const folders =
    (key === undefined ? undefined : ownValue(env, key))?.split(platform === 'win32' ? ';' : ':') ?? [];
  return folders.map((folder) => folder.replace(/^"|"$/g, '')).filter((folder) => path.isAbsolute(folder));
}

/** The loader that a small wrapper script of npm or pnpm would start. */
function loaderOfShim(file: string): string | undefined {
  const isShim =
    /^copilot(\.cmd)?$/i.test(path.basename(file)) && isFile(file) && fs.statSync(file).size < 8192;
  if (!isShim) return undefined;
  const folder = path.dirname(file);
  return [path.join(folder, 'node_modules', '@github'), path.join(folder, '..', '@github')]
    .map((scope) => path.join(scope, 'copilot', loaderName))
    .find(isFile);
}

function nativeBinary(loader: string): string | undefined {
  const { resolve } = createRequire(loader);
  const systems = process.platform === 'linux' ? linuxes() : [process.platform];
  for (const system of systems) {
    try {
      return resolve(`@github/copilot-${system}-${process.arch}`);
    } catch {
      // Not installed for this system; the next may be.
    }
  }
  return undefined;
}

function linuxes(): readonly string[] {
  return fs.existsSync('/etc/alpine-release') ? ['linuxmusl', 'linux'] : ['linux', 'linuxmusl'];
}

function isFile(candidate: string): boolean {
  return fs.statSync(candidate, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
