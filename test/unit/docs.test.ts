import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { rooms } from '../../scripts/rooms.mjs';

describe('The pages about the code', () => {
  for (const page of ['docs/architecture.md', 'README.md', 'docs/security.md'])
    it(`name only what is there: ${page}`, () => {
      const named = Array.from(
        fs.readFileSync(page, 'utf8').matchAll(/`((?:src|test|scripts|docs|l10n)\/[\w./-]*)`/g),
        ([, path = '']) => path,
      );
      assert.deepEqual(
        named.filter((path) => !fs.existsSync(path)),
        [],
      );
    });

  it('have a line for each room', () => {
    const text = fs.readFileSync('docs/architecture.md', 'utf8');
    const all = Object.values(rooms).flatMap((list) => list.flatMap((room) => room.split('/').at(-1) ?? ''));
    assert.deepEqual(
      all.filter((room) => room !== '' && !new RegExp(`\`${room}/?\``).test(text)),
      [],
    );
  });
});
