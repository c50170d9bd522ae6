import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';
import { choosePlaces, grounds, placesIn } from '../support/mutants/places.mjs';
import { makeScratch } from '../support/scratch';

const root = process.cwd();

describe('The places in which the sources are broken', () => {
  const places = choosePlaces({ root, seed: 1, count: 60 });

  it('are the same for the same seed, and others for another', () => {
    assert.deepEqual(choosePlaces({ root, seed: 1, count: 60 }), places);
    assert.notDeepEqual(choosePlaces({ root, seed: 2, count: 60 }), places);
  });

  it('are as many in each part of the sources, and in no other', () => {
    for (const [ground, folders] of Object.entries(grounds)) {
      const own = places.filter((place) => place.ground === ground);
      assert.equal(own.length, 12, ground);
      for (const { file } of own)
        assert.ok(
          folders.some((folder) => file.startsWith(`${folder}/`)),
          file,
        );
    }
  });

  it('leave sources that can be read, and that say something else', () => {
    for (const { file, start, end, before, after } of places) {
      const text = fs.readFileSync(path.join(root, file), 'utf8');
      assert.equal(text.slice(start, end), before);
      const broken = text.slice(0, start) + after + text.slice(end);
      const { diagnostics } = ts.transpileModule(broken, { reportDiagnostics: true });
      assert.deepEqual(diagnostics, [], `${file}: ${before} → ${after}`);
      assert.notEqual(broken, text);
    }
  });

  it('are where a program does something, not in types, logs and numbers of tuning', () => {
    const scratch = makeScratch();
    scratch.write(
      'a.ts',
      [
        'interface A { b: 1 | 2 }',
        'const waitMs = 5 * 1000;',
        'export function run(list: readonly number[], logger: Console): boolean {',
        '  logger.debug(list.length > 3 ? "many" : "few");',
        '  if (list.length > 2) list.forEach(print);',
        '  return !list.includes(7) && true;',
        '}',
      ].join('\n'),
    );
    const found = placesIn(scratch.path, 'a.ts').map(
      ({ line, before, after }) => `${line} ${before} → ${after}`,
    );
    scratch.remove();
    assert.deepEqual(found, [
      '5 list.length > 2 → !(list.length > 2)',
      '5 > → >=',
      '5 2 → 3',
      '5 list.forEach(print); → ;',
      '6 !list.includes(7) && true → undefined',
      '6 && → ||',
      '6 7 → 8',
      '6 true → false',
    ]);
  });
});
