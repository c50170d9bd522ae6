import type { VSCode } from './install.mjs';

export const QUIET_SETTINGS: Readonly<Record<string, unknown>>;
export function settingsFile(dataFolder: string): string;
export function writeSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): void;
export function linkExtension(extensionsFolder: string, extensionPath: string): void;
export function installVsix(
  vscode: VSCode,
  dataFolder: string,
  extensionsFolder: string,
  file: string,
): Promise<string>;
