import * as fs from 'node:fs';
import * as os from 'node:os';
import type { SandboxGround } from './sandboxPolicy';

/** This machine, as the sandbox's policy needs to know it. */
export function sandboxGround(environment: SandboxGround['environment']): SandboxGround {
  return {
    platform: process.platform,
    home: os.homedir(),
    environment: { ...process.env, ...environment },
    temporary: os.tmpdir(),
    kindOf,
  };
}

/** What one installs with here: `debian`, `fedora`, `arch` or another name of a family of systems. */
export function systemFamily(platform = process.platform, release = readRelease): string {
  if (platform !== 'linux') return platform;
  const words = release().matchAll(/^(?:ID|ID_LIKE)=["']?([^"'\n]*)/gm);
  const names = [...words].flatMap(([, names = '']) => names.split(' '));
  const known = ['debian', 'ubuntu', 'fedora', 'rhel', 'arch'];
  const found = names.find((name) => known.includes(name)) ?? 'linux';
  return found === 'ubuntu' ? 'debian' : found === 'rhel' ? 'fedora' : found;
}

function readRelease(): string {
  try {
    return fs.readFileSync('/etc/os-release', 'utf8');
  } catch {
    return ''; // another kind of Linux
  }
}

function kindOf(place: string): 'file' | 'folder' | undefined {
  try {
    const found = fs.lstatSync(place);
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : undefined;
  } catch {
    return undefined; // not there, or not to be seen
  }
}
