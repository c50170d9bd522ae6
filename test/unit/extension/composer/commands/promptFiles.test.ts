import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { outcomeOf } from '../../../../../src/extension/composer/commands/commandOutcome';
import {
  expandPrompt,
  parsePromptFile,
  readPromptFiles,
  underFreeNames,
} from '../../../../../src/extension/composer/commands/promptFiles';
import { makeScratch } from '../../../../support/scratch';

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

  it('may begin with a mark of its encoding', () => {
    const file = parsePromptFile('tidy', '\ufeff---\r\ndescription: Tidy up\r\n---\r\nTidy.');
    assert.deepEqual(file, { name: 'tidy', description: 'Tidy up', body: 'Tidy.' });
    assert.equal(parsePromptFile('a', '\ufeffTidy.').body, 'Tidy.');
  });

  it('shows a description that takes several lines as one', () => {
    const described = (head: string) => parsePromptFile('a', `---\n${head}\nmode: agent\n---\nx`).description;
    assert.equal(described('description: >-\n  Tidy up\n  the house\n\n  now'), 'Tidy up the house now');
    assert.equal(described('description: |\n  Tidy up\n  the house'), 'Tidy up the house');
    assert.equal(described('description: Tidy up\n  the house'), 'Tidy up the house');
    assert.equal(described("description: 'Tidy up\n  the house'"), 'Tidy up the house');
    assert.equal(described('description:'), '');
  });

  it('is offered though another is a broken link or a folder', async () => {
    const scratch = makeScratch('prompts');
    try {
      const folder = path.join(scratch.path, '.github', 'prompts');
      fs.mkdirSync(path.join(folder, 'b.prompt.md'), { recursive: true });
      fs.symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'a.prompt.md'));
      fs.writeFileSync(path.join(folder, 'tidy.prompt.md'), 'Tidy.');
      assert.deepEqual(
        (await readPromptFiles([scratch.path])).map(({ name }) => name),
        ['tidy'],
      );
    } finally {
      scratch.remove();
    }
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
