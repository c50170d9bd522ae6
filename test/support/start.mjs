#!/usr/bin/env node
// `npm start [-- FOLDER] [-- --demo] [-- --web]`: opens VS Code with the extension in it.
import fs from 'node:fs';
import path from 'node:path';
import { build, checkNode, ensureHome, installPackages, root } from './bootstrap.mjs';
import { openBrowserVSCode } from './openBrowser.mjs';
import { findDesktopCode, openDesktop } from './openDesktop.mjs';
import { elapsed, giveUp, say, step } from './steps.mjs';

const USAGE = `npm start [-- FOLDER] [-- --demo] [-- --web]
  FOLDER   the folder to work in; a small sample project otherwise
  --demo   start with the demo model: no login, no internet
  --web    VS Code in the browser, even if there is one on the desktop`;

checkNode();
const options = readArguments(process.argv.slice(2));
ensureHome();
await installPackages();
await build();
// The sample is our own, so nobody needs to be asked whether to trust it.
const target = options.folder
  ? { folder: options.folder, isTrusted: false, isDemo: options.isDemo }
  : { folder: await sampleFolder(), isTrusted: true, isDemo: options.isDemo };
const desktop = options.isWeb ? undefined : findDesktopCode();
if (desktop) {
  say(`Ready after ${elapsed()}. Opening ${target.folder} in VS Code (${desktop}).`);
  openDesktop(desktop, target);
} else {
  if (!options.isWeb) say('There is no desktop VS Code ("code") on PATH, so it opens in the browser.');
  await openBrowserVSCode(target).catch((error) => giveUp('VS Code could not be started.', error.message));
}

function readArguments(args) {
  const known = ['--demo', '--web', '--help'];
  const unknown = args.find((arg) => arg.startsWith('-') && !known.includes(arg));
  if (unknown) giveUp(`"${unknown}" is not known.`, USAGE);
  if (args.includes('--help')) {
    say(USAGE);
    process.exit(0);
  }
  const named = args.find((arg) => !arg.startsWith('-'));
  const chosen = named && path.resolve(process.env.INIT_CWD ?? '.', named);
  if (chosen && !fs.statSync(chosen, { throwIfNoEntry: false })?.isDirectory()) {
    giveUp(`${chosen} is not a folder.`, USAGE);
  }
  return { folder: chosen, isDemo: args.includes('--demo'), isWeb: args.includes('--web') };
}

async function sampleFolder() {
  const sample = path.join(root, '.vscode-test/shop');
  if (fs.existsSync(sample)) return sample;
  const { copySampleWorkspace } = await import('./sampleWorkspace.mjs');
  await step('Copying the sample project', () => copySampleWorkspace(root, sample));
  return sample;
}
