// What a VS Code finds when it starts: its settings and its extensions.
import fs from 'node:fs';
import path from 'node:path';
import { run } from '../run.mjs';

/** No welcome pages, no look-ups on the network, and our chat alone in the secondary side bar. */
export const QUIET_SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/**
 * Settings of the machine: the page keeps the *user's* settings in the browser, these are read live
 * by a running VS Code and are stronger. Settings of scope "application" are ignored in them.
 */
export function writeSettings(dataFolder, settings) {
  const file = settingsFile(dataFolder);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ ...QUIET_SETTINGS, ...settings }, undefined, 2));
}

export const settingsFile = (dataFolder) => path.join(dataFolder, 'data/Machine/settings.json');

/** Makes an unpacked extension an installed one; call it before the first start. */
export function linkExtension(extensionsFolder, extensionPath) {
  const manifest = JSON.parse(fs.readFileSync(path.join(extensionPath, 'package.json'), 'utf8'));
  fs.mkdirSync(extensionsFolder, { recursive: true });
  const link = path.join(extensionsFolder, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  fs.rmSync(link, { recursive: true, force: true });
  fs.symlinkSync(path.resolve(extensionPath), link, 'junction');
}

/** Installs a packaged extension with VS Code's own command. */
export function installVsix(vscode, dataFolder, extensionsFolder, file) {
  const args = [vscode.serverMain, '--accept-server-license-terms', '--server-data-dir', dataFolder];
  args.push('--extensions-dir', extensionsFolder, '--install-extension', path.resolve(file), '--force');
  return run(vscode.node, args, { env: { ...process.env, EXTENSIONS_GALLERY: '{}' }, timeoutMs: 60_000 });
}
