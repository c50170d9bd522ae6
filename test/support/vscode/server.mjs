// Starts and stops VS Code's server on a loopback port.
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { endGroup, killGroup } from '../processes.mjs';

/**
 * Starts a server in a process group of its own; resolves when it listens.
 * `isTestRun` lets the page load extensions under development and run tests in them, at the price
 * that dialogs are refused and notifications hidden. `endsWithPage` ends it with its only page.
 */
export async function startServer(vscode, options) {
  const token = crypto.randomBytes(16).toString('hex');
  const args = [vscode.serverMain, ...serverArguments(token, options)];
  const child = spawn(vscode.node, args, {
    env: serverEnvironment(options),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => killGroup(child.pid);
  process.once('exit', kill); // also when the caller throws
  let output = '';
  const keep = (data) => {
    output = (output + data).slice(-200_000);
    options.onOutput?.(String(data));
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const port = await waitForPort(child, () => output);
  return {
    port,
    child,
    output: () => output,
    url: (query) => pageUrl(port, token, query),
    stop: async () => {
      await endGroup(child.pid, options.graceMs);
      process.removeListener('exit', kill);
    },
  };
}

function serverArguments(token, options) {
  const args = ['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--connection-token', token];
  args.push('--accept-server-license-terms', '--disable-telemetry', '--reconnection-grace-time', '1');
  args.push('--server-data-dir', options.dataFolder, '--extensions-dir', options.extensionsFolder);
  if (options.isTestRun) args.push('--enable-smoke-test-driver');
  if (options.endsWithPage)
    args.push('--enable-remote-auto-shutdown', '--remote-auto-shutdown-without-delay');
  if (options.isTrusted ?? true) args.push('--disable-workspace-trust');
  return args;
}

function serverEnvironment(options) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name),
  );
  const sockets = path.join(options.dataFolder, 'run');
  fs.mkdirSync(sockets, { recursive: true, mode: 0o700 });
  return {
    ...Object.fromEntries(kept),
    EXTENSIONS_GALLERY: '{}', // no look-ups outside
    XDG_RUNTIME_DIR: sockets, // sockets do not go into the shared temporary folder
    ...options.env,
  };
}

function waitForPort(child, output) {
  return new Promise((resolve, reject) => {
    const fail = (what) => {
      clearTimeout(timer);
      killGroup(child.pid);
      reject(new Error(`VS Code's server ${what}:\n${output()}`));
    };
    const timer = setTimeout(fail, 60_000, 'did not start in 60 s');
    child.once('error', (error) => fail(`could not be run (${error.message})`));
    child.once('exit', (code) => fail(`ended with ${code}`));
    child.stdout.on('data', () => {
      const match = /Extension host agent listening on (\d+)/.exec(output());
      if (!match) return;
      clearTimeout(timer);
      resolve(Number(match[1]));
    });
  });
}

function pageUrl(
  port,
  token,
  { folder, workspace, extensionDevelopmentPaths = [], extensionTestsPath } = {},
) {
  const remote = (file) => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload = extensionDevelopmentPaths.map((file) => ['extensionDevelopmentPath', remote(file)]);
  if (extensionTestsPath) payload.push(['extensionTestsPath', remote(extensionTestsPath)]);
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('tkn', token);
  if (folder) url.searchParams.set('folder', folder);
  else if (workspace) url.searchParams.set('workspace', workspace);
  else url.searchParams.set('ew', 'true');
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
