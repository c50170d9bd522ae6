import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { requirements } from '../../requirements';
import { guideExamples } from '../../support/guideExamples';

interface Citation {
  readonly id: string;
  readonly where: string;
}

describe('The promises of the guide', () => {
  const cited = [...citationsInTests('test/cli'), ...citationsInExamples()];
  const ids = new Set(requirements.map(({ id }) => id));

  it('are each proven by a test on the real CLI, or say why that cannot be', () => {
    const proven = new Set(cited.map(({ id }) => id));
    const open = requirements.filter(({ id, notOnRealCli }) => !proven.has(id) && !notOnRealCli);
    assert.deepEqual(
      open.map(({ id }) => id),
      [],
    );
  });

  it('are not excused where a test proves them', () => {
    const excused = requirements.filter(({ notOnRealCli }) => notOnRealCli).map(({ id }) => id);
    assert.deepEqual(
      cited.filter(({ id }) => excused.includes(id)),
      [],
    );
  });

  it('exist where they are cited', () => {
    const unknown = [...cited, ...citationsInTests('test/unit')].filter(({ id }) => !ids.has(id));
    assert.deepEqual(unknown, []);
  });
});

/** `// guide: id, id` directly in front of a test. */
function citationsInTests(folder: string): readonly Citation[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => citationsIn(path.join(folder, name)));
}

function citationsIn(file: string): readonly Citation[] {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    const list = /^\s*\/\/ guide: (.+)$/.exec(line)?.[1];
    if (list === undefined) return [];
    const next = lines.slice(at + 1).find((other) => !/^\s*\/\//.test(other)) ?? '';
    const where = `${file}:${at + 1}`;
    assert.match(next, /^\s*it\(/, `${where} stands in front of no test`);
    return list.split(',').map((id) => ({ id: id.trim(), where }));
  });
}

function citationsInExamples(): readonly Citation[] {
  return guideExamples().flatMap(({ proves, line }) =>
    proves.map((id) => ({ id, where: `docs/sdk.md:${line}` })),
  );
}
