import { CopilotError } from './errors';

export type CliSource = 'configured' | 'environment' | 'path' | 'dependency';

export interface FoundCli {
  readonly path: string;
  readonly source: CliSource;
}

export interface FindCliOptions {
  readonly configured?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Folders whose `node_modules` may hold the CLI's package. */
  readonly searchFrom?: readonly string[];
  readonly platform?: NodeJS.Platform;
}

/** Finds the CLI: as configured, `COPILOT_CLI_PATH`, PATH, or a package beside the given folders. */
export function findCli(_options: FindCliOptions = {}): FoundCli {
  throw new CopilotError('not-supported', 'Not written yet.');
}
