import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = process.cwd();
const run = promisify(execFile);

/** What must not be written where, and the rule or compiler error that says so. */
const WRONG = {
  'the editor inside the SDK': ['src/sdk/a.ts', `import 'vscode';`, 'no-restricted-imports'],
  'the wire library outside the connection': [
    'src/sdk/b.ts',
    `import 'vscode-jsonrpc';`,
    'no-restricted-imports',
  ],
  'its Node half outside the connection': [
    'src/sdk/c.ts',
    `import 'vscode-jsonrpc/node';`,
    'no-restricted-imports',
  ],
  'its inside outside the connection': [
    'src/sdk/d.ts',
    `import '../../node_modules/vscode-jsonrpc/lib/common/connection';`,
    'no-restricted-imports',
  ],
  'zod in the SDK': ['src/sdk/e.ts', `import * as z from 'zod';\nexport { z };`, 'no-restricted-imports'],
  'the official SDK in ours': ['src/sdk/f.ts', `import '@github/copilot-sdk';`, 'no-restricted-imports'],
  'the official SDK in the host': [
    'src/extension/e.ts',
    `import '@github/copilot-sdk';`,
    'no-restricted-imports',
  ],
  'the wire library in the host': [
    'src/extension/a.ts',
    `import 'vscode-jsonrpc/node';`,
    'no-restricted-imports',
  ],
  'a side entry into the SDK': [
    'src/extension/b.ts',
    `import '../sdk/wire/connection';`,
    'no-restricted-imports',
  ],
  'the page inside the host': [
    'src/extension/c.ts',
    `import '../webview/state/store';`,
    'no-restricted-imports',
  ],
  'a room that imports from one above it': [
    'src/extension/base/up.ts',
    `import '../chat/ok';`,
    'own/room-order',
  ],
  'a way up by export': ['src/sdk/wire/up.ts', `export * from '../sessions/ok';`, 'own/room-order'],
  'a way up when it runs': [
    'src/webview/state/up.ts',
    `export const later = () => import('../composer/ok');`,
    'own/room-order',
  ],
  'a folder that is no room': ['src/extension/attic/a.ts', `export const old = 1;`, 'own/room-order'],
  'the editor in a room for plain Node': [
    'src/extension/chat/editor.ts',
    `import * as vscode from 'vscode';\nexport { vscode };`,
    'no-restricted-imports',
  ],
  'the DOM in the host': ['src/extension/d.ts', `export const title = document.title;`, 'TS2584'],
  'the SDK inside the page': ['src/webview/a.ts', `import '../sdk/index';`, 'no-restricted-imports'],
  'zod in the page': [
    'src/webview/b.ts',
    `import * as z from 'zod';\nexport { z };`,
    'no-restricted-imports',
  ],
  'Node in the page': ['src/webview/c.ts', `export const { env } = process;`, 'TS2591'],
  'a Node module in the page': ['src/webview/d.ts', `import 'node:fs';`, 'no-restricted-imports'],
  'the SDK inside the protocol': ['src/protocol/a.ts', `import '../sdk/index';`, 'no-restricted-imports'],
  'a notification past the door': [
    'src/extension/f.ts',
    `import * as vscode from 'vscode';\nvoid vscode.window.showInformationMessage('a');`,
    'no-restricted-syntax',
  ],
  'a picker past the door, by its name alone': [
    'src/extension/g.ts',
    `import * as vscode from 'vscode';\nexport const { showQuickPick: pick } = vscode.window;`,
    'no-restricted-syntax',
  ],
  'a text that nothing made inert, at the door': [
    'src/extension/h.ts',
    `import { showInfo } from './base/editorMessages';\nexport const say = (text: string) => showInfo(text);`,
    'TS2345',
  ],
  'the SDK inside the demo model': ['src/demo/a.ts', `import '../sdk/index';`, 'no-restricted-imports'],
} as const;

const RIGHT = {
  'src/protocol/ok.ts': `import * as z from 'zod';\nexport const text = z.string();`,
  'src/sdk/index.ts': `export const answer = 42;`,
  'src/sdk/wire/jsonrpc.ts': `import * as wire from '../../../node_modules/vscode-jsonrpc/lib/common/connection';\nexport { wire };`,
  'src/demo/ok.ts': `import * as http from 'node:http';\nexport { http };`,
  'src/extension/app/ok.ts': `import * as vscode from 'vscode';\nimport { answer } from '../../sdk/index';\nexport { answer, vscode };`,
  'src/extension/chat/ok.ts': `import '../base/ok';`,
  'src/extension/base/ok.ts': `export const low = 1;`,
  'src/sdk/sessions/ok.ts': `export const high = 1;`,
  'src/webview/composer/ok.ts': `export const high = 1;`,
  'src/webview/ok.ts': `import type { text } from '../protocol/ok';\nexport const title = (one: typeof text) => document.title + String(one);`,
} as const;

/** Files of ours that the wrong ones go past, as they are. */
const DOOR = ['src/extension/base/editorMessages.ts', 'src/extension/base/inertText.ts'];

/** What asks the compiler says nothing of imports, and takes most of the time. */
const withoutTypes = `import tseslint from 'typescript-eslint';
import rules from './rules.mjs';
export default [...rules, tseslint.configs.disableTypeChecked];
`;

/** A project with our own rules and configurations, and a few files that break them. */
describe('a wrong import, and a way past a door', function () {
  this.timeout(60_000);
  let scratch: string;
  let findings: readonly string[];

  before(async () => {
    scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'borders-'));
    const configurations = ['protocol', 'sdk', 'demo', 'extension', 'webview'].map(
      (name) => `src/${name}/tsconfig.json`,
    );
    for (const name of ['package.json', 'tsconfig.json', ...configurations]) {
      fs.mkdirSync(path.dirname(path.join(scratch, name)), { recursive: true });
      fs.copyFileSync(path.join(root, name), path.join(scratch, name));
    }
    fs.mkdirSync(path.join(scratch, 'scripts'));
    for (const name of ['scripts/ownKeys.mjs', 'scripts/rooms.mjs'])
      fs.copyFileSync(path.join(root, name), path.join(scratch, name));
    fs.copyFileSync(path.join(root, 'eslint.config.mjs'), path.join(scratch, 'rules.mjs'));
    fs.writeFileSync(path.join(scratch, 'eslint.config.mjs'), withoutTypes);
    for (const file of [...Object.keys(RIGHT), ...Object.values(WRONG).map(([name]) => name), ...DOOR])
      fs.mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true });
    for (const name of DOOR) fs.copyFileSync(path.join(root, name), path.join(scratch, name));
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(scratch, 'node_modules'), 'junction');
    for (const [file, text] of Object.entries(RIGHT)) fs.writeFileSync(path.join(scratch, file), `${text}\n`);
    for (const [file, text] of Object.values(WRONG)) fs.writeFileSync(path.join(scratch, file), `${text}\n`);
    findings = (await Promise.all([lint(), compile()])).flat();
  });

  after(() => fs.rmSync(scratch, { recursive: true, force: true }));

  /** One line for each finding: the file, then the rule. */
  async function lint(): Promise<readonly string[]> {
    const report = await outputOf('eslint/bin/eslint.js', ['src', '--format', 'json']);
    const files = JSON.parse(report) as {
      filePath: string;
      messages: { ruleId: string | null; message: string }[];
    }[];
    return files.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, message }) => `${path.relative(scratch, filePath)}: ${ruleId ?? message}`),
    );
  }

  async function compile(): Promise<readonly string[]> {
    const report = await outputOf('typescript/bin/tsc', [
      '-b',
      'src/extension',
      'src/webview',
      '--pretty',
      'false',
    ]);
    return [...report.matchAll(/^(\S+)\(\d+,\d+\): error (TS\d+)/gm)].map(
      ([, file, code]) => `${file}: ${code}`,
    );
  }

  async function outputOf(program: string, args: readonly string[]): Promise<string> {
    const script = path.join(scratch, 'node_modules', program);
    const result = await run(process.execPath, [script, ...args], { cwd: scratch }).catch(
      (error: { stdout: string }) => error, // findings make the program fail
    );
    return result.stdout;
  }

  for (const [name, [file, , rule]] of Object.entries(WRONG)) {
    it(`is found: ${name}`, () => {
      assert.ok(
        findings.includes(`${file}: ${rule}`),
        findings.filter((one) => one.startsWith(file)).join('\n'),
      );
    });
  }

  it('is the only thing found', () => {
    const right = [...Object.keys(RIGHT), ...DOOR];
    assert.deepEqual(
      findings.filter((one) => right.some((file) => one.startsWith(file))),
      [],
    );
  });
});
