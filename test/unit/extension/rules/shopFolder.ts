import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { CommandContext } from '../../../../src/extension/rules/commandPlaces';

const files = [
  'src/a.ts',
  'src/cart.spec.ts',
  'src/.env',
  'src/a.py',
  'src/deep/b.ts',
  'docs/guide.md',
  'scripts/publish.js',
  'test/cart.test.ts',
  'test/order.test.ts',
  'tests/test_cart.py',
  'keys/id_rsa',
  'my notes.md',
  'evil.js',
  'evil.npmrc',
  'server.pem',
  'setup.py',
  '.env',
  '.env.local',
  '.hidden/test/x.js',
  'node_modules/rimraf/test/bin.js',
];

const links = [
  ['src/away', 'outside'],
  ['away', 'outside'],
  ['test/away', 'outside'],
  ['tests/away', 'outside'],
  ['src/passwd.ts', 'outside/secret.txt'],
  ['src/nowhere.ts', 'outside/new.txt'],
  ['src/plain.txt', 'shop/.env'],
  ['src/key.txt', 'shop/keys/id_rsa'],
  ['src/git', 'shop/.git'],
  ['alias', 'shop/src'],
  ['src/up', '.'],
  ['src/loop', 'shop/src/loop'],
  ['src/home', 'shop'],
] as const;

/** A folder as a hostile agent would like it: links out of it, keys in it. */
export function makeShop() {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'flightdeck-shop-')));
  const folder = path.join(root, 'shop');
  const write = (name: string, text = `${name}\n`) => {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  };
  for (const name of files) write(`shop/${name}`);
  write(
    'shop/package.json',
    JSON.stringify({ scripts: { test: 'true', lint: 'true', ship: 'true', 'go:live': 'true' } }),
  );
  write('outside/secret.txt');
  write('outside/x.test.js');
  write('shop2/a.ts');
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: gitEnv(root) });
  git('init', '-q', '-b', 'main');
  for (const [name, target] of links) fs.symlinkSync(path.join(root, target), path.join(folder, name));
  fs.symlinkSync(folder, path.join(root, 'linked'));
  const isSecret = (place: string) =>
    /(^|\/)(\.env[^/]*|\.npmrc|\.ssh|id_rsa|[^/]+\.(pem|key))(\/|$)/i.test(place);
  const context: CommandContext = { folder, isSecret };
  return { root, folder, context, git, write, remove: () => fs.rmSync(root, { recursive: true }) };
}

export function gitEnv(home: string): NodeJS.ProcessEnv {
  const name = {
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'a@b.c',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'a@b.c',
  };
  return {
    PATH: process.env['PATH'],
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    ...name,
  };
}
