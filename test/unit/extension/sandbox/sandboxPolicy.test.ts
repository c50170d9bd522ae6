import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { sandboxGround, systemFamily } from '../../../../src/extension/sandbox/sandboxSupport';
import {
  allowedHosts,
  sandboxConfig,
  type SandboxGround,
  type SandboxWishes,
} from '../../../../src/extension/sandbox/sandboxPolicy';
import { toolFolders } from '../../../../src/extension/rules/toolFolders';
import { makeScratch } from '../../../support/scratch';

const nothing: SandboxWishes = { hosts: [], writablePaths: [], readOnlyPaths: [] };

function ground(present: Readonly<Record<string, 'file' | 'folder'>>, more: Partial<SandboxGround> = {}) {
  const kindOf = (place: string) => present[place];
  return {
    platform: 'linux',
    home: '/home/me',
    environment: {},
    temporary: '/tmp',
    kindOf,
    ...more,
  } as const;
}

const git = {
  '/shop/.git': 'folder',
  '/shop/.git/hooks': 'folder',
  '/shop/.git/config': 'file',
} as const;
const files = (machine: SandboxGround, wishes = nothing) => {
  const { filesystem } = sandboxConfig(['/shop'], wishes, machine).userPolicy ?? {};
  assert.ok(filesystem);
  return filesystem;
};

describe('What a confined command reaches', () => {
  it('is the folder, without what git runs by itself, and no network', () => {
    const config = sandboxConfig(['/shop'], nothing, ground(git));
    assert.deepEqual(files(ground(git)).readwritePaths, ['/shop', '/shop/.git'], 'it cannot be moved away');
    assert.deepEqual(files(ground(git)).readonlyPaths, ['/shop/.git/hooks', '/shop/.git/config']);
    assert.deepEqual(config.userPolicy?.network, { allowOutbound: false, allowLocalNetwork: false });
    assert.equal(config.allowDevToolAccess, false);
    assert.equal(config.addCurrentWorkingDirectory, false);
  });

  it('is no repository as a whole where a protected part could be made', () => {
    const { '/shop/.git/hooks': _hooks, ...bare } = git;
    assert.deepEqual(files(ground(bare)).readwritePaths, ['/shop']);
    assert.deepEqual(files(ground(bare)).readonlyPaths, ['/shop/.git']);
    assert.deepEqual(files(ground({ '/shop/.git': 'file' })).readonlyPaths, ['/shop/.git'], 'of a worktree');
  });

  it('is none of the files that steer, as far as they are there and no links', () => {
    const steering = {
      '/shop/.vscode': 'folder',
      '/shop/.mcp.json': 'file',
      '/shop/AGENTS.md': 'file',
    } as const;
    assert.deepEqual(files(ground(steering)).readonlyPaths, Object.keys(steering));
  });

  it('is nothing where others listen', () => {
    const machine = ground({}, { temporary: '/home/me/tmp' });
    assert.deepEqual(files(machine).deniedPaths, ['/tmp', '/var/tmp', '/run', '/home/me/tmp']);
    assert.deepEqual(files(ground({}, { platform: 'darwin' })).deniedPaths, []);
  });

  it('is what the settings add, by absolute paths', () => {
    const wishes = {
      hosts: ['example.com'],
      writablePaths: ['~/cache', 'relative'],
      readOnlyPaths: ['/data'],
    };
    const config = sandboxConfig(['/shop'], wishes, ground({}));
    assert.deepEqual(files(ground({}), wishes).readwritePaths, ['/shop', '/home/me/cache']);
    assert.deepEqual(files(ground({}), wishes).readonlyPaths, ['/data']);
    assert.deepEqual(config.userPolicy?.network, {
      allowOutbound: true,
      allowLocalNetwork: false,
      allowedHosts: ['example.com'],
    });
  });

  it('gets stand-ins for secrets of the environment', () => {
    const environment = {
      NPM_TOKEN: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      OPENAI_API_KEY: 'x',
      DB_PASSWORD: 'x',
      EMPTY_TOKEN: '',
      GIT_AUTHOR_NAME: 'me',
      SSH_AUTH_SOCK: '/tmp/agent',
      HOME: '/home/me',
    };
    const { credentials } = sandboxConfig(['/shop'], nothing, ground({}, { environment }));
    assert.deepEqual(Object.keys(credentials?.envVars ?? {}), [
      'NPM_TOKEN',
      'AWS_SECRET_ACCESS_KEY',
      'OPENAI_API_KEY',
      'DB_PASSWORD',
    ]);
  });
});

describe('What stands at a place of this machine', () => {
  it('is nothing where it is a link, which leads wherever a command has let it lead', () => {
    const scratch = makeScratch('ground');
    try {
      const at = (name: string) => path.join(scratch.path, name);
      fs.mkdirSync(at('folder'));
      fs.writeFileSync(at('file'), '');
      fs.symlinkSync(at('folder'), at('link'));
      const { kindOf } = sandboxGround({});
      const kinds = ['folder', 'file', 'link', 'missing'].map((name) => kindOf(at(name)));
      assert.deepEqual(kinds, ['folder', 'file', undefined, undefined]);
    } finally {
      scratch.remove();
    }
  });
});

describe('Hosts of the sandbox', () => {
  it('are names, addresses and patterns below one, never everything', () => {
    const given = [
      'Example.com ',
      '*.example.org',
      '192.0.2.1',
      '*',
      '*.',
      '',
      'https://x.example',
      'a b',
      'a/b',
    ];
    assert.deepEqual(allowedHosts([...given, 'example.com']), ['example.com', '*.example.org', '192.0.2.1']);
  });
});

describe('Folders of programs', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['/usr/bin:/bin:/usr/sbin', []],
    ['/home/me/.nvm/versions/node/v20.1.0/bin', ['/home/me/.nvm/versions/node/v20.1.0']],
    ['/home/me/.pyenv/shims:/home/me/.pyenv/bin', ['/home/me/.pyenv']],
    ['/home/me/.local/bin', ['/home/me/.local/bin']],
    ['/home/me/.cargo/bin', ['/home/me/.cargo/bin']],
    ['/home/me/bin', ['/home/me/bin']],
    ['/opt/tool/bin', ['/opt/tool/bin']],
    ['/usr/local/bin', ['/usr/local/bin']],
    ['.:bin:', []],
    ['/home/me', []],
    ['/home/me/', []],
    ['/home', []],
    ['/', []],
    ['/home/me/x/../..', []],
  ];
  for (const [searchPath, expected] of cases)
    it(`of ${searchPath}`, () => assert.deepEqual(toolFolders(searchPath, '/home/me'), expected));
});

describe('The family of a system', () => {
  const cases = [
    ['ID=ubuntu\nID_LIKE=debian\n', 'debian'],
    ['NAME="Fedora Linux"\nID=fedora\n', 'fedora'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'fedora'],
    ['ID=manjaro\nID_LIKE=arch\n', 'arch'],
    ['ID=alpine\n', 'linux'],
    ['', 'linux'],
  ] as const;
  for (const [release, expected] of cases)
    it(`${expected}: ${JSON.stringify(release)}`, () =>
      assert.equal(
        systemFamily('linux', () => release),
        expected,
      ));

  it('is the system itself elsewhere', () => assert.equal(systemFamily('darwin'), 'darwin'));
});
