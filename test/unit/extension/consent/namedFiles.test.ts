import assert from 'node:assert/strict';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { isInside, namedPlaces } from '../../../../src/extension/consent/namedFiles';

const root = path.resolve('/projects/shop');
const names = (command: string, cwd = root) =>
  namedPlaces(command, cwd, root).map((place) => path.relative(root, place).split(path.sep).join('/'));

describe('What a command names inside the folder', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['./scripts/guard.sh', 'scripts/guard.sh'],
    ['node scripts/guard.mjs --strict', 'scripts/guard.mjs'],
    ['"./a b/../guard.sh" x', 'guard.sh'],
    ['sh -c "node \'tools/x.js\'"', 'tools/x.js'],
    ['$CLAUDE_PROJECT_DIR/hooks/a.py', 'hooks/a.py'],
    ['"${CLAUDE_PROJECT_DIR}"/hooks/a.py', 'hooks/a.py'],
    ['cd tools && ./run.sh', 'tools/run.sh'],
    ['git -C tools status; ./run.sh', 'tools/run.sh'],
    ['true;./a.sh|./b.sh', 'b.sh'],
    ['A=1 CONFIG=conf/a.json node x.js', 'conf/a.json'],
    ['"./a b/guard.sh" --x', 'a b/guard.sh'],
    ["sh './a b/guard.sh'", 'a b/guard.sh'],
    ['./a\\ b/guard.sh', 'a b/guard.sh'],
    ['./scr"ipts"/guard.sh', 'scripts/guard.sh'],
    ['npm run guard', 'package.json'],
    ['make guard', 'Makefile'],
    ['python3 <guard.py', 'guard.py'],
    [path.join(root, 'abs.sh'), 'abs.sh'],
  ];
  for (const [command, file] of cases) {
    it(`${command} → ${file}`, () => assert.ok(names(command).includes(file), names(command).join()));
  }

  it('also where it runs in another folder', () => {
    assert.ok(names('./run.sh', path.join(root, 'tools')).includes('tools/run.sh'));
  });

  it('is never outside of it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('..', '/', 'a', '.', '~', '$PWD', '"', ' ', ';', '\\')),
        (parts) => {
          for (const place of namedPlaces(parts.join(''), root, root))
            assert.ok(isInside(root, place), place);
        },
      ),
    );
    assert.deepEqual(names('/etc/passwd ../other/x.sh'), []);
  });
});
