import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { bringsTools } from '../../../../src/extension/consent/frontMatter';
import { guardedHook } from '../../../../src/extension/consent/guardedHook';
import { hashOf, hashText } from '../../../../src/extension/consent/consentItems';
import { identityOf } from '../../../../src/extension/consent/mcpIdentity';
import { readFolder } from '../../../../src/extension/consent/readFolder';
import { makeScratch, type Scratch } from '../../../support/scratch';

const hook = {
  hooks: { preToolUse: [{ type: 'command', bash: './guard.sh', env: { A: '1' }, timeoutSec: 5 }] },
};

describe('What a yes holds for', () => {
  let scratch: Scratch;
  const put = (name: string, text: unknown) => {
    const file = path.join(scratch.path, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text));
  };
  const read = () => readFolder([scratch.path]);
  const hash = async () => hashOf(await read());

  beforeEach(() => {
    scratch = makeScratch('consent');
    put('.github/hooks/a.json', hook);
    put('guard.sh', 'true');
  });
  afterEach(() => scratch.remove());

  it('is the same as long as nothing of it changes', async () => {
    const first = await hash();
    put('README.md', 'other');
    assert.equal(await hash(), first);
  });

  const [given] = hook.hooks.preToolUse;
  const changes: Readonly<Record<string, () => void>> = {
    'a command': () =>
      put('.github/hooks/a.json', { hooks: { preToolUse: [{ ...given, bash: './guard.sh -x' }] } }),
    'an event': () => put('.github/hooks/a.json', { hooks: { postToolUse: [given] } }),
    'a matcher': () => put('.github/hooks/a.json', { hooks: { preToolUse: [{ ...given, matcher: 'x' }] } }),
    'a variable': () =>
      put('.github/hooks/a.json', { hooks: { preToolUse: [{ ...given, env: { A: '2' } }] } }),
    'a folder': () => put('.github/hooks/a.json', { hooks: { preToolUse: [{ ...given, cwd: 'x' }] } }),
    'a limit': () => put('.github/hooks/a.json', { hooks: { preToolUse: [{ ...given, timeoutSec: 6 }] } }),
    'a script': () => put('guard.sh', 'false'),
    'a script that is gone': () => fs.rmSync(path.join(scratch.path, 'guard.sh')),
    'another file': () => put('.github/hooks/b.json', hook),
    'a file of settings': () => put('.claude/settings.local.json', hook),
    'a file that is not understood': () => put('.github/hooks/c.json', '{'),
    'a server': () => put('.mcp.json', { mcpServers: { a: { command: 'x' } } }),
    'a language server': () => put('.github/lsp.json', { lspServers: { a: { command: 'x' } } }),
    'an agent': () => put('.claude/agents/a.md', '---\nname: a\n---\nx'),
    'a skill with tools': () =>
      put('.github/skills/a/SKILL.md', '---\nname: a\nallowed-tools: shell\n---\nx'),
  };
  for (const [name, change] of Object.entries(changes)) {
    it(`is another with ${name}`, async () => {
      const first = await hash();
      change();
      assert.notEqual(await hash(), first);
    });
  }

  it('leads to nothing where something is not understood, uses variables, or cannot be read', async () => {
    put('.github/hooks/a.json', { hooks: { preToolUse: [{ type: 'prompt', prompt: 'x' }] } });
    put('.mcp.json', { mcpServers: { a: { command: 'x', args: ['${HOME}'] }, b: { command: 'x', run: 1 } } });
    put('.claude/agents/a.md', 'no head');
    const items = await read();
    assert.deepEqual(
      items.map(({ name, problem, payload }) => [name, problem, payload]),
      [
        ['preToolUse', 'shape', undefined],
        ['a', 'variables', undefined],
        ['b', 'shape', undefined],
        ['a', 'shape', undefined],
      ],
    );
  });

  it('leads to nothing where a command is longer than anybody reads', async () => {
    put('.github/hooks/a.json', {
      hooks: { preToolUse: [{ ...given, bash: `${'x '.repeat(20_000)}; ./guard.sh` }] },
    });
    const [item] = await read();
    assert.deepEqual([item?.problem, item?.payload], ['unreadable', undefined]);
  });

  it('takes the files of the repository that the folder lies in, as the CLI does', async () => {
    fs.mkdirSync(path.join(scratch.path, '.git'));
    put('sub/.github/hooks/s.json', hook);
    const items = await readFolder([path.join(scratch.path, 'sub')]);
    assert.deepEqual(
      items.map(({ path: file }) => path.relative(scratch.path, file)),
      [path.join('.github', 'hooks', 'a.json')],
    );
  });
});

describe('A skill', () => {
  const head = (lines: string) => `---\n${lines}\n---\nDo it.\n`;
  const cases: readonly (readonly [string, boolean])[] = [
    ['Just words.', false],
    [head('name: a\ndescription: b'), false],
    [head('name: a\ndescription: >\n  long\n  text'), false],
    [head('name: a\nallowed-tools: shell'), true],
    [head('name: a\nhooks:\n  PreToolUse: []'), true],
    [head('name: a\n"allowed-tools": shell'), true],
    [head('{name: a, allowed-tools: shell}'), true],
    ['---\nname: a\nno end', true],
    ['---\r\nname: a\r\nallowed-tools: x\r\n---\r\n', true],
  ];
  for (const [text, expected] of cases) {
    it(`${JSON.stringify(text)} ${expected ? 'brings tools' : 'is only words'}`, () =>
      assert.equal(bringsTools(text), expected));
  }
});

describe('The look before a hook', () => {
  const run = (command: string) => execFileSync('sh', ['-c', command], { encoding: 'utf8' }).trim();

  it('lets it run while its files are as they were, and else says nothing', function () {
    if (process.platform === 'win32') return this.skip();
    const scratch = makeScratch("consent 'quoted'");
    const [script, copy, absent] = ['a.sh', 'copy', 'b.sh'].map((name) => path.join(scratch.path, name));
    assert.ok(script && copy && absent);
    for (const file of [script, copy]) fs.writeFileSync(file, 'echo ran');
    const named = [
      { path: script, hash: hashText('echo ran') },
      { path: absent, hash: undefined },
    ];
    const { bash } = guardedHook({ bash: `sh "${script}"` }, named, () => copy, 'linux');
    assert.ok(typeof bash === 'string');
    assert.equal(run(bash), 'ran');
    fs.writeFileSync(absent, '');
    assert.equal(run(bash), '');
    fs.rmSync(absent);
    fs.writeFileSync(script, 'echo evil');
    assert.equal(run(bash), '');
    scratch.remove();
  });

  it('is written for each shell, and not where the shell is not known', () => {
    const named = [{ path: "C:\\a'b.ps1", hash: 'ff' }];
    const hooks = { powershell: 'x', command: 'y', cwd: 'z', timeout: 5 };
    const guarded = guardedHook(hooks, named, () => 'copy', 'win32');
    assert.match(String(guarded['powershell']), /LiteralPath 'C:\\a''b\.ps1'\)\.Hash -ne 'ff'.*\nx$/);
    assert.deepEqual([guarded['command'], guarded['cwd'], guarded['timeout']], ['y', 'z', 5]);
  });
});

describe('The identity of an MCP server', () => {
  const base = { command: 'node', args: ['a'], env: { API_TOKEN: '1', NODE_OPTIONS: 'x' } };
  const changes: readonly (readonly [string, object, boolean])[] = [
    ['another token', { env: { ...base.env, API_TOKEN: '2' } }, true],
    ['other tools', { tools: ['x'] }, true],
    ['another command', { command: 'deno' }, false],
    ['another argument', { args: ['b'] }, false],
    ['another option in a variable', { env: { ...base.env, NODE_OPTIONS: 'y' } }, false],
    ['another variable', { env: { ...base.env, MORE: '1' } }, false],
    ['another folder', { cwd: '/tmp' }, false],
    ['an address', { url: 'https://example.com' }, false],
  ];
  for (const [name, change, isSame] of changes) {
    it(`is ${isSame ? 'the same' : 'another'} with ${name}`, () =>
      assert.equal(identityOf({ ...base, ...change }) === identityOf(base), isSame));
  }
  it('is none without a command or an address', () => assert.equal(identityOf({ name: 'x' }), undefined));
});
