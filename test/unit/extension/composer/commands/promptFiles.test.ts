import assert from 'node:assert/strict';
import { outcomeOf } from '../../../../../src/extension/composer/commands/commandOutcome';
import {
  expandPrompt,
  parsePromptFile,
  underFreeNames,
} from '../../../../../src/extension/composer/commands/promptFiles';

const places = { workspaceFolder: '/shop', file: '/shop/cart.ts', selection: 'const a = 1;' };

describe('A prompt file', () => {
  it('is named by its file and described by its head', () => {
    const file = parsePromptFile('tidy', "---\nmode: agent\ndescription: 'Tidy up'\n---\n\nTidy.\n");
    assert.deepEqual(file, { name: 'tidy', description: 'Tidy up', body: 'Tidy.' });
    assert.equal(parsePromptFile('a', '---\nname: clean house\n---\nx').name, 'clean-house');
    assert.deepEqual(parsePromptFile('bare', 'Just do it.'), {
      name: 'bare',
      description: '',
      body: 'Just do it.',
    });
  });

  it('takes no name of a command, and none that only looks like one', () => {
    const names = (...all: readonly string[]) =>
      underFreeNames(
        all.map((name) => parsePromptFile(name, 'x')),
        ['compact', 'clear', 'yolo'],
      ).map(({ name }) => name);
    assert.deepEqual(names('tidy', 'compact', 'Compact', 'yolo'), [
      'tidy',
      'prompt:compact',
      'prompt:Compact',
      'prompt:yolo',
    ]);
    assert.deepEqual(names('com\u200bpact', '\u0441ompact', 'co\u202empact'), [
      'com-pact',
      'prompt:-ompact',
      'co-mpact',
    ]);
  });

  it('takes what is typed after the command', () => {
    const asking = parsePromptFile('tidy', 'Tidy ${input:what:the cart} in ${workspaceFolder}.');
    assert.equal(expandPrompt(asking, 'src', places), 'Tidy src in /shop.');
    assert.equal(expandPrompt(asking, '', places), 'Tidy the cart in /shop.');
    const plain = parsePromptFile('plain', 'Look at ${file}.');
    assert.equal(expandPrompt(plain, 'Slowly.', places), 'Look at /shop/cart.ts.\n\nSlowly.');
    assert.equal(expandPrompt(plain, '', places), 'Look at /shop/cart.ts.');
  });
});

describe('What a command of the CLI leads to', () => {
  it('is a text, a prompt, a mode, or a list to choose from', () => {
    assert.deepEqual(outcomeOf({ kind: 'text', text: 'Context' }), { text: 'Context' });
    assert.deepEqual(outcomeOf({ kind: 'agent-prompt', prompt: 'Review', mode: 'plan' }), {
      prompt: 'Review',
      mode: 'plan',
    });
    assert.deepEqual(outcomeOf({ kind: 'completed' }), {});
    assert.deepEqual(outcomeOf({ kind: 'show-dialog', dialog: {} }), { picks: 'model' });
    const options = [{ name: 'list', description: 'List them' }];
    assert.deepEqual(outcomeOf({ kind: 'select-subcommand', command: 'mcp', title: 'MCP', options }), {
      text: 'MCP\n/mcp list  List them',
    });
  });

  it('is shown as text when a newer CLI answers in another way', () => {
    assert.deepEqual(outcomeOf({ kind: 'tomorrow', message: 'Done', mode: 'dance' }), { text: 'Done' });
  });
});
