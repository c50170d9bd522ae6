import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ToView } from '../../../../../src/protocol/toView';
import { ContextSearch } from '../../../../../src/extension/composer/search/contextSearch';
import type { ContextSources } from '../../../../../src/extension/composer/search/contextSources';
import { ignoredByGit } from '../../../../../src/extension/composer/search/git';
import { namedFile } from '../../../../../src/extension/composer/search/namedFile';
import { PickedContext } from '../../../../../src/extension/composer/search/pickedContext';
import { KeptFiles } from '../../../../../src/extension/storage/pastedFiles';
import { forCli } from '../../../../../src/extension/transcript/attachments';
import { makeScratch, type Scratch } from '../../../../support/scratch';
import { noEditor } from '../../../../support/windowDoubles';

const noLogger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

describe('What follows @', () => {
  let scratch: Scratch;
  const asked: string[] = [];
  const facts: ToView[] = [];
  const sources = (): ContextSources => ({
    files: () => Promise.resolve([{ path: 'cart.ts', file: path.join(scratch.path, 'cart.ts') }]),
    symbols: (query) => Promise.resolve(void asked.push(`symbols ${query}`)).then(() => []),
    terminalRuns: () => [],
    countChanges: () => Promise.resolve(void asked.push('changes')).then(() => 3),
    readChanges: () => Promise.resolve(''),
    namedFile: (query) => namedFile(query, [scratch.path]),
    tools: () => Promise.resolve([]),
    editor: noEditor,
  });
  const make = () =>
    new ContextSearch({
      sources: sources(),
      folder: scratch.path,
      commands: () => Promise.resolve([]),
      emit: (fact) => facts.push(fact),
      logger: noLogger,
    });
  const found = () => facts.flatMap((fact) => (fact.type === 'context/found' ? fact.items : []));

  beforeEach(() => {
    scratch = makeScratch('context');
    asked.length = facts.length = 0;
  });
  afterEach(() => scratch.remove());

  it('starts git and the languages once for a word that is typed at a stretch', async () => {
    const search = make();
    const words = ['c', 'ca', 'car', 'cart'];
    await Promise.all(words.map((query, index) => search.search({ id: index + 1, trigger: '@', query })));
    assert.deepEqual(asked.sort(), ['changes', 'symbols cart']);
    assert.ok(found().some(({ label }) => label === 'cart.ts'));
  });

  it('finds an ignored file that is named in full, and nothing outside the folder', async () => {
    fs.mkdirSync(path.join(scratch.path, 'dist'));
    fs.writeFileSync(path.join(scratch.path, 'dist', 'out.js'), '');
    const search = make();
    await search.search({ id: 1, trigger: '@', query: 'dist/out.js' });
    assert.equal(found()[0]?.value, path.join(scratch.path, 'dist', 'out.js'));
    facts.length = 0;
    await search.search({ id: 2, trigger: '@', query: 'dist/out' });
    await search.search({ id: 3, trigger: '@', query: '..' });
    await search.search({ id: 4, trigger: '@', query: '../' + path.basename(scratch.path) });
    assert.deepEqual(
      found().filter(({ group }) => group === 'files'),
      [],
    );
  });

  it('attaches all open editors that lie on the disk', async () => {
    const file = path.join(scratch.path, 'a.ts');
    fs.writeFileSync(file, '');
    const tabs = [file, path.join(scratch.path, 'gone.ts'), 'Untitled-1'];
    const openEditors = () => tabs.map((one) => ({ path: one, isActive: false, isUnsaved: false }));
    const kept = new KeptFiles(path.join(scratch.path, 'kept'));
    const picks = new PickedContext(
      { ...sources(), editor: { ...noEditor, openEditors } },
      kept,
      scratch.path,
    );
    const picked = await picks.pick({ kind: 'editors', value: '', label: '' });
    assert.deepEqual(
      picked.map(({ label }) => label),
      ['a.ts'],
    );
  });

  it('names the cell of a notebook whose lines are selected', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 1 } };
    const selected = {
      path: '/shop/a.ipynb',
      language: 'python',
      text: 'x',
      range,
      isUnsaved: false,
      cell: 3,
    };
    const editor = { ...noEditor, selection: () => selected };
    const picks = new PickedContext({ ...sources(), editor }, new KeptFiles(scratch.path), scratch.path);
    const picked = await picks.pick({ kind: 'selection', value: '', label: '' });
    assert.equal(picked[0]?.label, 'a.ipynb [3]:1–3');
    const [sent] = await forCli(picked, true);
    assert.equal(sent?.displayName, 'a.ipynb, cell 3, lines 1–3 of the cell');
  });

  it('is no list with ignored files in it when git does not tell them in time', async function () {
    if (process.platform === 'win32') this.skip();
    const before = process.env['PATH'];
    const slow = '#!/bin/sh\ncase "$*" in *get-regexp*) exit 1;; esac\nexec sleep 20\n';
    const bin = makeScratch('slow-git');
    fs.writeFileSync(path.join(bin.path, 'git'), slow, { mode: 0o755 });
    process.env['PATH'] = `${bin.path}:${before ?? ''}`;
    try {
      await assert.rejects(ignoredByGit(scratch.path, [scratch.path], 300), /too long/);
    } finally {
      process.env['PATH'] = before;
      bin.remove();
    }
  });
});
