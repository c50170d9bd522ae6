import type { ChildProcess } from 'node:child_process';
import type { VSCode } from './install.mjs';

export interface ServerOptions {
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: number;
  readonly isTrusted?: boolean;
  readonly isTestRun?: boolean;
  readonly endsWithPage?: boolean;
  readonly graceMs?: number;
  readonly onOutput?: (text: string) => void;
}

export interface Server {
  readonly port: number;
  readonly child: ChildProcess;
  output(): string;
  url(query?: {
    readonly folder?: string;
    readonly workspace?: string;
    readonly extensionDevelopmentPaths?: readonly string[];
    readonly extensionTestsPath?: string;
  }): string;
  stop(): Promise<void>;
}

export function startServer(vscode: VSCode, options: ServerOptions): Promise<Server>;
