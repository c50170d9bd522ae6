// What the CLI needs on Linux to confine commands, and to let chosen hosts through.
import fs from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';

/** Debian's package of each program. */
const packages = { bwrap: 'bubblewrap', slirp4netns: 'slirp4netns', iptables: 'iptables' };

/** Installs Debian's programs where that is allowed. Undefined when all are there; else what a person should do. */
export async function ensureSandbox() {
  if (process.platform === 'darwin') return undefined; // seatbelt is part of it
  if (process.platform !== 'linux') return `The sandbox is not tested on ${process.platform}.`;
  if (missing().length > 0 && process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) await install();
  const names = missing().map((program) => packages[program]);
  return names.length === 0 ? undefined : `Install ${names.join(', ')} to test the sandbox.`;
}

async function install() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  const names = missing().map((program) => packages[program]);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
}

export function pathWithoutSandbox(folder) {
  fs.mkdirSync(folder, { recursive: true });
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((place) => fs.existsSync(place));
  for (const place of folders) {
    for (const program of fs.readdirSync(place)) {
      const link = path.join(folder, program);
      if (program !== 'bwrap' && !fs.existsSync(link)) fs.symlinkSync(path.join(place, program), link);
    }
  }
  return folder;
}

function missing() {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  const isThere = (program) => folders.some((folder) => folder && fs.existsSync(path.join(folder, program)));
  return Object.keys(packages).filter((program) => !isThere(program));
}
