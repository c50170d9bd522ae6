import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { commandsOf, parseHookFile } from '../../../../src/extension/consent/hookFile';

const fileOf = (hooks: unknown, more: object = {}) => JSON.stringify({ version: 1, hooks, ...more });
const known = (text: string) => parseHookFile(text).hooks.filter(({ isUnknown }) => !isUnknown);

describe('A file of hooks', () => {
  it('is read in both forms, with comments and a trailing comma', () => {
    const flat = parseHookFile(
      `{ // ours
        "hooks": { "preToolUse": [{ "type": "command", "bash": "./a.sh", "powershell": "./a.ps1", "matcher": "bash", }] } }`,
    );
    assert.equal(flat.isBroken, false);
    const [hook] = flat.hooks;
    assert.deepEqual([hook?.event, hook?.matcher, hook?.isGrouped], ['preToolUse', 'bash', false]);
    assert.deepEqual(commandsOf(hook?.fields ?? {}), ['./a.sh', './a.ps1']);
    const grouped = parseHookFile(
      fileOf({ PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command: './b.sh' }] }] }),
    );
    assert.deepEqual(
      grouped.hooks.map(({ event, matcher, isGrouped, isUnknown }) => [event, matcher, isGrouped, isUnknown]),
      [['PreToolUse', 'Bash', true, false]],
    );
  });

  const odd: Readonly<Record<string, unknown>> = {
    'another type': [{ type: 'http', url: 'https://example.com' }],
    'a field that is not known': [{ type: 'command', bash: 'a', runAs: 'root' }],
    'no command': [{ type: 'command', bash: '  ' }],
    'a command that is no text': [{ type: 'command', bash: ['a'] }],
    'variables that are no texts': [{ type: 'command', bash: 'a', env: { A: { B: 1 } } }],
    'variables as a list': [{ type: 'command', bash: 'a', env: ['A=1'] }],
    'a matcher that is no text': [{ type: 'command', bash: 'a', matcher: { tool: 'x' } }],
    'a group with more fields': [{ matcher: 'x', once: true, hooks: [{ type: 'command', command: 'a' }] }],
    'a group without a list': [{ hooks: { type: 'command', command: 'a' } }],
    'no list': { type: 'command', bash: 'a' },
    'a text': ['rm -rf .'],
    nothing: [null],
  };
  for (const [name, hooks] of Object.entries(odd)) {
    it(`is shown and not understood with ${name}`, () => {
      const { hooks: found } = parseHookFile(fileOf({ preToolUse: hooks }));
      assert.equal(found.length, 1);
      assert.equal(found[0]?.isUnknown, true);
      assert.notEqual(found[0]?.raw, '');
    });
  }

  it('says when it is broken, or switches all off', () => {
    assert.equal(parseHookFile('{ "hooks": ').isBroken, true);
    assert.equal(parseHookFile(fileOf([])).isBroken, true);
    assert.equal(parseHookFile(fileOf({}, { disableAllHooks: true })).disablesAll, true);
  });

  it('gives only commands that stand in it, whatever else is in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ minLength: 1 }), (rest, command) => {
        fc.pre(command.trim() !== '');
        const text = fileOf({ preToolUse: [{ type: 'command', bash: command }, rest], other: rest });
        const found = known(text);
        assert.ok(found.some(({ fields }) => fields?.['bash'] === command));
        for (const { fields } of found)
          for (const one of commandsOf(fields ?? {})) assert.ok(text.includes(JSON.stringify(one)));
      }),
    );
  });
});
