#!/usr/bin/env node
// Stands in for the desktop `code` command where there is none: takes the arguments that
// @vscode/test-electron gives it, opens the same VS Code in a headless browser, prints what the
// tests print, and ends with their status.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import util from 'node:util';
import { chromium } from 'playwright-core';
import { root } from './bootstrap.mjs';
import { readCodeArguments } from './codeArguments.mjs';
import { CHROMIUM_ARGS, ensureChromium } from './vscode/chromium.mjs';
import { installVSCode } from './vscode/install.mjs';
import { writeSettings } from './vscode/profile.mjs';
import { startServer } from './vscode/server.mjs';

/** The longest a whole run may take. */
const LIMIT_MS = 300_000;
/** VS Code's own lines at its start. */
const NOISE =
  /^(Resolv(ing|ed) connection token|Creating a socket|\[|(Updating|Ignoring fetching) additional)/;

const options = readCodeArguments(process.argv.slice(2));
const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'code-')); // short: sockets go into it
let server;
let browser;
let isOver = false; // what the page says while it goes down is of no use
let isFinishing = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => void finish(130, `ended by ${signal}`));
process.on('uncaughtException', (error) => void finish(1, error.stack));
process.on('unhandledRejection', (error) => void finish(1, error?.stack ?? String(error)));
setTimeout(() => void finish(124, `no result after ${LIMIT_MS / 1000} s`), LIMIT_MS).unref();

const vscode = await installVSCode(path.join(root, '.vscode-test'));
writeSettings(dataFolder, options.settings);
server = await startServer(vscode, {
  dataFolder,
  extensionsFolder: options.extensionsFolder ?? path.join(dataFolder, 'extensions'),
  isTrusted: options.isTrusted,
  isTestRun: true,
  endsWithPage: true,
});
server.child.once('exit', (code) => setTimeout(finish, 3000, 1, `VS Code's server ended with ${code}`));
browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGS });
browser.on('disconnected', () => void finish(1, 'the browser ended before the tests did'));
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
page.on('crash', () => void finish(1, 'the VS Code page crashed'));
await page.exposeFunction('codeAutomationLog', printLine);
await page.exposeFunction('codeAutomationExit', (code) => void decide(code));
await page.goto(server.url(options));

function printLine(level, args) {
  const text = util.format(...args);
  if (isOver || NOISE.test(text)) return;
  (level === 'error' || level === 'warn' ? process.stderr : process.stdout).write(`${text}\n`);
}

/** VS Code reports success when the extension host dies in the middle, so the host's own end decides too. */
async function decide(code) {
  isOver = true;
  const pattern = /Extension Host Process exited with code: (\S+), signal: (\S+?)\.?\s/g;
  let end;
  for (let tries = 0; !end && tries < 20; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    end = [...server.output().matchAll(pattern)].at(-1);
  }
  const died = end && (end[1] !== '0' || end[2] !== 'null');
  if (code === 0 && died) return finish(1, `the extension host ended with ${end[1]}, signal ${end[2]}`);
  return finish(code);
}

async function finish(code, reason) {
  if (isFinishing) return;
  isFinishing = true;
  if (reason) process.stderr.write(`${reason}\n`);
  await browser?.close();
  await server?.stop();
  fs.rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
}
