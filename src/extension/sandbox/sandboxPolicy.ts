import * as path from 'node:path';
import type { SandboxConfig } from '../../sdk/index';
import { toolFolders } from '../rules/toolFolders';

/** What the person allows a confined command. */
export interface SandboxWishes {
  readonly hosts: readonly string[];
  /** `~` stands for the home. */
  readonly writablePaths: readonly string[];
  readonly readOnlyPaths: readonly string[];
}

/** The machine, as far as the policy depends on it. */
export interface SandboxGround {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** Of the CLI. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where programs put what is temporary. */
  readonly temporary: string;
  /** Undefined for what is not there, and for a link: it could lead to what must not be seen. */
  readonly kindOf: (place: string) => 'file' | 'folder' | undefined;
}

/** What runs by itself later, or steers the editor, git or an agent: a confined command could plant it. */
const steering = [
  '.vscode',
  '.github',
  '.claude',
  '.copilot',
  '.cursor',
  '.idea',
  '.devcontainer',
  '.husky',
  '.mcp.json',
  '.envrc',
  '.npmrc',
  '.yarnrc.yml',
  '.pre-commit-config.yaml',
  'lefthook.yml',
  'AGENTS.md',
  'CLAUDE.md',
  'GEMINI.md',
];
const steeringInGit = ['hooks', 'config', 'config.worktree', 'info', 'modules', 'worktrees'];

/** Values of these are kept from the command; it gets stand-ins. */
const secret = /TOKEN|SECRET|PASSW|PASSPHRASE|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL|AUTH(?!OR|_SOCK)/i;
/** A host that there never is, since one must be named to which the real value goes. */
const nowhere = { injectHosts: ['nowhere.invalid'] };

/** The sandbox of a session: its folders are writable, the rest is not there, and the network is off or by list. */
export function sandboxConfig(
  folders: readonly string[],
  wishes: SandboxWishes,
  ground: SandboxGround,
): SandboxConfig {
  const inFolders = folders.map((folder) => folderRules(folder, ground));
  const given = (places: readonly string[]) => places.flatMap((place) => absolute(place, ground.home));
  return {
    enabled: true,
    // What it refuses is asked for, instead of failing without a word.
    allowBypass: true,
    addCurrentWorkingDirectory: false,
    // They ask by themselves, and would lose their network.
    sandboxMcpServers: false,
    // It would open caches of programs, which run outside later, for writing.
    allowDevToolAccess: false,
    auth: { git: false, gh: false },
    credentials: { envVars: masked(ground.environment) },
    userPolicy: {
      filesystem: {
        readwritePaths: [...inFolders.flatMap(({ writable }) => writable), ...given(wishes.writablePaths)],
        readonlyPaths: [
          ...inFolders.flatMap(({ readOnly }) => readOnly),
          ...programs(ground),
          ...given(wishes.readOnlyPaths),
        ],
        deniedPaths: shared(ground),
      },
      network: networkFor(allowedHosts(wishes.hosts)),
      ...(ground.platform === 'darwin' ? { seatbelt: { keychainAccess: false } } : {}),
    },
  };
}

/** Names and addresses only: a pattern for everything is none. */
export function allowedHosts(hosts: readonly string[]): readonly string[] {
  const isHost = (host: string) => /^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(host);
  return [...new Set(hosts.map((host) => host.trim().toLowerCase()).filter(isHost))];
}

function networkFor(hosts: readonly string[]) {
  const isOff = hosts.length === 0;
  return { allowOutbound: !isOff, allowLocalNetwork: false, ...(isOff ? {} : { allowedHosts: hosts }) };
}

/** A folder that holds a protected file is named too: it could be moved away with all that is in it otherwise. */
function folderRules(folder: string, { kindOf }: SandboxGround) {
  const at = (...parts: readonly string[]) => path.join(folder, ...parts);
  const guarded = steering.map((name) => at(name)).filter((place) => kindOf(place));
  const git = at('.git');
  const isWhole = kindOf(at('.git', 'hooks')) === 'folder' && kindOf(at('.git', 'config')) === 'file';
  if (kindOf(git) !== 'folder' || !isWhole)
    return { writable: [folder], readOnly: kindOf(git) ? [...guarded, git] : guarded };
  const inGit = steeringInGit.map((name) => at('.git', name)).filter((place) => kindOf(place));
  return { writable: [folder, git], readOnly: [...guarded, ...inGit] };
}

/** Programs of other people's hands there listen: terminals, agents of keys, the editor, the name service. */
function shared({ platform, temporary }: SandboxGround): readonly string[] {
  return platform === 'linux' ? [...new Set(['/tmp', '/var/tmp', '/run', temporary])] : [];
}

function programs({ platform, environment, home, kindOf }: SandboxGround): readonly string[] {
  if (platform === 'win32') return [];
  const found = toolFolders(environment['PATH'] ?? '', home);
  return ['/usr/local', path.posix.join(home, '.rustup'), ...found].filter(
    (place) => kindOf(place) === 'folder',
  );
}

function masked(environment: SandboxGround['environment']) {
  const secrets = Object.entries(environment).filter(([name, value]) => secret.test(name) && value);
  return Object.fromEntries(secrets.map(([name]) => [name, nowhere]));
}

function absolute(place: string, home: string): readonly string[] {
  const whole = place.trim().replace(/^~(?=$|[\\/])/, () => home);
  return path.isAbsolute(whole) ? [whole] : [];
}
