// `npm start` on a machine without a desktop VS Code.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { elapsed, say, step } from './steps.mjs';
import { installVSCode } from './vscode/install.mjs';
import { linkExtension, settingsFile, writeSettings } from './vscode/profile.mjs';
import { startServer } from './vscode/server.mjs';

/** Settings live in the browser by address, so the port stays the same when it can. */
const PORT = 8479;

/** Runs VS Code's server until Ctrl+C; prints the address to open. */
export async function openBrowserVSCode({ folder, isTrusted, isDemo }) {
  const cache = path.join(root, '.vscode-test');
  const vscode = await step('Getting VS Code ready', () => installVSCode(cache, (line) => say(`  ${line}`)));
  const dataFolder = path.join(cache, 'start/data');
  const extensionsFolder = path.join(cache, 'start/extensions');
  keepSettings(dataFolder);
  fs.rmSync(extensionsFolder, { recursive: true, force: true });
  linkExtension(extensionsFolder, root);
  linkExtension(extensionsFolder, path.join(root, 'test/support/opener'));
  const port = (await isFree(PORT)) ? PORT : 0;
  const env = isDemo ? { FLIGHTDECK_MODEL_SOURCE: 'demo' } : {};
  const server = await startServer(vscode, { dataFolder, extensionsFolder, port, isTrusted, env });
  endWithUs(server);
  say(`\nReady after ${elapsed()}. VS Code ${vscode.version} with Flight Deck is at\n`);
  say(`  ${server.url({ folder })}\n`);
  say('Open it in a browser on this machine. Ctrl+C ends it.');
}

/** Keeps what the person changed in these settings at an earlier start. */
function keepSettings(dataFolder) {
  const file = settingsFile(dataFolder);
  const kept = fs.existsSync(file) ? readSettings(file) : {};
  if (kept) writeSettings(dataFolder, kept);
}

function readSettings(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    say(`  ${file} holds comments, so it is left as it is.`);
    return undefined;
  }
}

function endWithUs(server) {
  let isEnding = false;
  const end = async (status) => {
    if (isEnding) return;
    isEnding = true;
    await server.stop();
    process.exit(status);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0));
  server.child.once('exit', (code) => {
    if (!isEnding) process.stderr.write(`VS Code's server ended with ${code}.\n`);
    void end(1);
  });
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
