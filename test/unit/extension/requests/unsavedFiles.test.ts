import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { UnsavedFiles } from '../../../../src/extension/requests/unsavedFiles';
import { makeScratch, type Scratch } from '../../../support/scratch';

describe('Files that the editor has not saved', () => {
  let scratch: Scratch;
  let folder: string;
  let unsaved: string[];
  let asked: (readonly string[])[];
  let saved: string[];
  let answer: 'save' | 'leave' | undefined;
  let canSave: boolean;
  let savesByItself: boolean;

  const make = () =>
    new UnsavedFiles({
      folder,
      folders: [folder],
      editor: {
        unsaved: () => unsaved,
        get savesByItself() {
          return savesByItself;
        },
        save: (file) => {
          saved.push(path.basename(file));
          if (canSave) unsaved = unsaved.filter((one) => one !== file);
          return Promise.resolve(canSave);
        },
      },
      ask: (names) => {
        asked.push(names);
        return Promise.resolve(answer);
      },
    });
  const edit = (file: string) => ({ toolName: 'edit', toolArgs: { path: file } });

  beforeEach(() => {
    scratch = makeScratch();
    folder = fs.realpathSync(scratch.path);
    fs.writeFileSync(path.join(folder, 'a.ts'), 'one\n');
    unsaved = [path.join(folder, 'a.ts')];
    [asked, saved, answer, canSave, savesByItself] = [[], [], 'save', true, false];
  });
  afterEach(() => scratch.remove());

  it('are saved before the agent writes them, when the person says so', async () => {
    assert.equal(await make().beforeCall(edit(path.join(folder, 'a.ts'))), undefined);
    assert.deepEqual([asked, saved], [[['a.ts']], ['a.ts']]);
  });

  it('are known by each of their names', async () => {
    fs.symlinkSync(folder, path.join(folder, 'link'));
    const patch = '*** Begin Patch\n*** Update File: a.ts\n@@\n-one\n+two\n*** End Patch';
    const calls = [edit('a.ts'), edit('link/a.ts'), { toolName: 'apply_patch', toolArgs: patch }];
    answer = 'leave';
    for (const call of calls) assert.match((await make().beforeCall(call)) ?? '', /a\.ts that are not saved/);
  });

  it('are left alone when the person says so, or the turn is stopped, and nothing is written', async () => {
    answer = 'leave';
    assert.match((await make().beforeCall(edit('a.ts'))) ?? '', /Nothing was written/);
    answer = undefined;
    assert.match((await make().beforeCall(edit('a.ts'))) ?? '', /stopped/);
    assert.deepEqual(saved, []);
  });

  it('keep the agent off when they cannot be saved', async () => {
    canSave = false;
    assert.match((await make().beforeCall(edit('a.ts'))) ?? '', /could not be saved/);
  });

  it('are saved without a question where the editor saves by itself', async () => {
    savesByItself = true;
    assert.equal(await make().beforeCall(edit('a.ts')), undefined);
    assert.deepEqual([asked, saved], [[], ['a.ts']]);
  });

  it('are asked about once by calls that come side by side', async () => {
    const files = make();
    await Promise.all([files.beforeCall(edit('a.ts')), files.beforeCall(edit('a.ts'))]);
    assert.equal(asked.length, 1);
  });

  it('stop neither what is read nor what is written elsewhere, but what is read is said to be older', async () => {
    const files = make();
    assert.equal(await files.beforeCall({ toolName: 'view', toolArgs: { path: 'a.ts' } }), undefined);
    assert.equal(await files.beforeCall(edit('b.ts')), undefined);
    assert.deepEqual(asked, []);
    assert.match(files.afterCall({ toolName: 'view', toolArgs: { path: 'a.ts' } }) ?? '', /older text/);
    assert.equal(files.afterCall({ toolName: 'view', toolArgs: { path: 'b.ts' } }), undefined);
    assert.equal(files.afterCall(edit('a.ts')), undefined);
  });

  it('are named with a prompt, but for those that are none of the agent’s', () => {
    unsaved.push('/elsewhere/b.ts', path.join(folder, '.env'));
    assert.match(make().inPrompt ?? '', /older in: a\.ts$/);
    unsaved = [];
    assert.equal(make().inPrompt, undefined);
  });

  describe('and a write that waits for its answer', () => {
    const request = () => {
      const file = path.join(folder, 'a.ts');
      const fileEdits = [
        { before: { path: file, content: 'one\n' }, after: { path: file, content: 'two\n' } },
      ];
      return { kind: 'write', fileName: file, fileEdits };
    };

    it('is made when nothing has changed', async () => {
      unsaved = [];
      assert.equal(await (await make().watch(request()))(), undefined);
    });

    it('is not made over what the person has typed or saved meanwhile', async () => {
      const files = make();
      unsaved = [];
      const typed = await files.watch(request());
      unsaved = [path.join(folder, 'a.ts')];
      assert.match((await typed()) ?? '', /changed a\.ts since/);
      unsaved = [];
      const written = await files.watch(request());
      fs.appendFileSync(path.join(folder, 'a.ts'), 'by hand\n');
      assert.match((await written()) ?? '', /changed a\.ts since/);
    });

    it('is not made over a file that has come or gone meanwhile', async () => {
      unsaved = [];
      const file = path.join(folder, 'new.ts');
      const created = await make().watch({ kind: 'write', fileName: file });
      fs.writeFileSync(file, 'mine');
      assert.match((await created()) ?? '', /changed new\.ts since/);
      const edited = await make().watch(request());
      fs.rmSync(path.join(folder, 'a.ts'));
      assert.match((await edited()) ?? '', /changed a\.ts since/);
    });
  });
});
