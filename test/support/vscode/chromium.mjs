// The browser that shows VS Code in tests.
import fs from 'node:fs';
import { run } from '../run.mjs';

const isRoot = process.getuid?.() === 0;

/** Keeps a headless run off the network. */
export const CHROMIUM_ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  ...(isRoot ? ['--no-sandbox'] : []), // Chromium refuses to run sandboxed as root
];

/** Debian's, without a window: it takes a quarter less of the processor. */
const headlessShell = 'chromium-headless-shell';

/** The path of a Chromium or Chrome, if there is one. */
export function findChromium() {
  const candidates = [
    process.env.CHROMIUM_PATH,
    `/usr/bin/${headlessShell}`,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return candidates.find((file) => file && fs.existsSync(file));
}

/** Installs Debian's Chromium where that is allowed; else says what the person should do. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (!isRoot || !fs.existsSync('/usr/bin/apt-get')) {
    throw new Error(
      'No Chromium found: install the package "chromium" (or Google Chrome), or set CHROMIUM_PATH to one.',
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = (name) =>
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name, 'fonts-dejavu-core'], { env });
  await run('apt-get', ['update', '-qq'], { env });
  // Not every release has it by itself.
  await install(headlessShell).catch(() => install('chromium'));
  const installed = findChromium();
  if (!installed)
    throw new Error('apt-get installed the package "chromium", but there is no /usr/bin/chromium.');
  return installed;
}
