export interface VSCode {
  readonly version: string;
  /** The Node that its server runs on. */
  readonly node: string;
  readonly serverMain: string;
}

export function installVSCode(cacheFolder: string, log?: (line: string) => void): Promise<VSCode>;
