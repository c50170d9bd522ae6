// What must be there before anything else can run: Node, the packages, the build.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, run } from './run.mjs';
import { giveUp, step } from './steps.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const OLDEST_NODE = 20;

export function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= OLDEST_NODE) return;
  giveUp(
    `Node ${OLDEST_NODE} or newer is needed; this is Node ${process.versions.node}.`,
    'Install a newer one from nodejs.org or with your version manager, then run the command again.',
  );
}

/** Some containers have no home; npm, git and Chromium want one to write to. */
export function ensureHome() {
  if (process.env.HOME && fs.existsSync(process.env.HOME)) return;
  process.env.HOME = path.join(root, '.vscode-test/home');
  fs.mkdirSync(process.env.HOME, { recursive: true });
}

export async function installPackages() {
  if (arePackagesCurrent()) return;
  await step('Installing packages (npm ci)', () => run(npm, ['ci'], { cwd: root, isShown: true })).catch(
    (error) => giveUp('The packages could not be installed.', error.message),
  );
}

/** True when every package of the lock file stands in node_modules in the locked version. */
function arePackagesCurrent() {
  const installed = readLock(path.join(root, 'node_modules/.package-lock.json'));
  const wanted = readLock(path.join(root, 'package-lock.json'));
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([where, entry]) => {
    const found = installed[where];
    // Packages for other platforms are left out by npm.
    if (!found) return where === '' || entry.optional === true || entry.devOptional === true;
    return found.version === entry.version;
  });
}

function readLock(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')).packages : undefined;
}

export async function build(...flags) {
  const what = flags.includes('--tests') ? 'Building the extension and the tests' : 'Building the extension';
  const esbuild = () => run(process.execPath, ['esbuild.mjs', ...flags], { cwd: root });
  await step(what, esbuild).catch((error) => giveUp('The build failed.', error.message));
}
