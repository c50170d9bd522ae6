// Installs a real VS Code from npm packages alone: nothing is compiled, nothing else is fetched.
import fs from 'node:fs';
import path from 'node:path';
import { npm, run } from '../run.mjs';
import { elapsed } from '../steps.mjs';
import { prune } from './prune.mjs';
import {
  CODE_SERVER,
  INTEGRITY,
  NODE_MAJOR,
  NODE_VERSION,
  REVISION,
  UNWANTED_EXTENSIONS,
  isNeeded,
} from './recipe.mjs';
import { writeStandIns } from './standIns.mjs';

/** Installs on first use (about 15 s), afterwards only reads a file. */
export async function installVSCode(cacheFolder, log = () => undefined) {
  const version = CODE_SERVER.split('@')[1];
  const name = `server-${version}-r${REVISION}-${process.platform}-${process.arch}`;
  const home = path.join(path.resolve(cacheFolder), name);
  const marker = path.join(home, 'installed.json');
  if (fs.existsSync(marker)) return readInfo(home, marker);

  const since = Date.now();
  const say = (what) => log(`${elapsed(since)}  ${what}`);
  const staging = `${home}.${process.pid}.tmp`;
  fs.rmSync(staging, { recursive: true, force: true });
  fs.mkdirSync(staging, { recursive: true });
  const node = await installNode(staging, say);
  const vscodeVersion = await installServer(staging, say);
  fs.rmSync(path.join(staging, 'download'), { recursive: true, force: true });
  fs.writeFileSync(path.join(staging, 'installed.json'), JSON.stringify({ version: vscodeVersion, node }));
  moveIntoPlace(staging, home, marker);
  say('done');
  return readInfo(home, marker);
}

function readInfo(home, marker) {
  const { version, node } = JSON.parse(fs.readFileSync(marker, 'utf8'));
  return {
    version,
    node: path.resolve(home, node),
    serverMain: path.join(home, 'vscode/out/server-main.js'),
  };
}

/** The last step of all, so that a half-done installation is never used. */
function moveIntoPlace(staging, home, marker) {
  try {
    fs.renameSync(staging, home);
  } catch (error) {
    if (!fs.existsSync(marker)) throw error; // else another process was first
    fs.rmSync(staging, { recursive: true, force: true });
  }
}

async function installNode(staging, say) {
  if (Number(process.versions.node.split('.')[0]) === NODE_MAJOR) return process.execPath;
  say(`Node ${NODE_VERSION} for VS Code`);
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const file = await download(`${prefix}-${process.platform}-${process.arch}@${NODE_VERSION}`, staging);
  fs.mkdirSync(path.join(staging, 'node'));
  await run('tar', [
    'xzf',
    file,
    '-C',
    path.join(staging, 'node'),
    '--strip-components=1',
    'package/bin/node',
  ]);
  return 'node/bin/node';
}

async function installServer(staging, say) {
  say(`VS Code (npm package ${CODE_SERVER})`);
  const file = await download(CODE_SERVER, staging);
  const excluded = UNWANTED_EXTENSIONS.map((name) => `--exclude=package/lib/vscode/extensions/${name}`);
  await run('tar', ['xzf', file, '-C', staging, '--strip-components=2', ...excluded, 'package/lib/vscode']);

  const vscode = path.join(staging, 'vscode');
  const manifest = dropUnneededPackages(path.join(vscode, 'package.json'));
  say('packages of VS Code');
  const install = [
    'install',
    '--omit=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  await run(npm, install, { cwd: vscode }); // VS Code's npm-shrinkwrap.json still pins versions and hashes
  await run(npm, install, { cwd: path.join(vscode, 'extensions') }); // TypeScript for the built-in extension
  writeStandIns(path.join(vscode, 'node_modules'));
  prune(vscode);
  return manifest.version;
}

function dropUnneededPackages(file) {
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  for (const name of Object.keys(manifest.dependencies)) {
    if (!isNeeded(name)) delete manifest.dependencies[name];
  }
  delete manifest.allowScripts;
  fs.writeFileSync(file, JSON.stringify(manifest, null, 2));
  return manifest;
}

async function download(spec, staging) {
  const into = path.join(staging, 'download');
  fs.mkdirSync(into, { recursive: true });
  const output = await run(npm, ['pack', spec, '--json', '--silent', '--pack-destination', into], {
    cwd: into,
  });
  const parsed = JSON.parse(output);
  const packed = Array.isArray(parsed) ? parsed[0] : Object.values(parsed)[0]; // npm 11 and later give an object
  const wanted = INTEGRITY[spec];
  if (wanted && wanted !== packed.integrity) {
    throw new Error(`${spec}: npm delivered ${packed.integrity}, not ${wanted}`);
  }
  return path.join(into, packed.filename.replace('@', '').replace('/', '-'));
}
