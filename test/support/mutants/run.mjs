// Breaks the sources in places that a seed chooses, one at a time, and tells what no test noticed.
//   npm run test:mutants [-- --seed 1] [--count 60] [--at 7]
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../bootstrap.mjs';
import { choosePlaces } from './places.mjs';
import { fails, readTests, testsOf } from './tests.mjs';

const wantedShare = 0.9;
const plain = { timeoutMs: 10_000, limitMs: 120_000 };
const onCli = { timeoutMs: 60_000, limitMs: 420_000 };

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '60' },
    /** Only the place with this number. */
    at: { type: 'string' },
  },
});
const places = choosePlaces({ root, seed: Number(values.seed), count: Number(values.count) });
const tests = await readTests(root);
await mustPass(
  tests.map(({ name }) => name).filter((name) => name.startsWith('test/unit/')),
  { ...plain, limitMs: 600_000 },
);
const survivors = [];
let tried = 0;
for (const [at, place] of places.entries()) {
  if (values.at !== undefined && Number(values.at) !== at + 1) continue;
  tried += 1;
  const by = await noticedBy(place);
  if (!by) survivors.push(place);
  process.stdout.write(`${at + 1} of ${places.length}  ${(by ?? 'NOT NOTICED').padEnd(12)}${words(place)}\n`);
}
const killed = tried - survivors.length;
process.stdout.write(`\n${killed} of ${tried} were noticed (${Math.round((killed / tried) * 100)} %).\n`);
if (survivors.length > 0) process.stdout.write(`\nNo test noticed:\n${survivors.map(words).join('\n')}\n`);
fs.rmSync(path.join(root, 'out/mutants'), { recursive: true, force: true });
process.exitCode = killed / tried >= wantedShare ? 0 : 1;

/** A test that fails anyway notices everything. */
async function mustPass(names, limits) {
  if (await fails(root, names, new Map(), limits))
    throw new Error('Tests fail before anything is broken; see npm run test:unit.');
}

/** Which tests noticed; undefined when none did. */
async function noticedBy(place) {
  const { unit, cli } = testsOf(tests, place.file);
  const text = fs.readFileSync(path.join(root, place.file), 'utf8');
  const broken = text.slice(0, place.start) + place.after + text.slice(place.end);
  const texts = new Map([[place.file, broken]]);
  if (unit.length > 0 && (await fails(root, unit, texts, plain))) return 'unit';
  if (cli.length > 0 && (await fails(root, cli, texts, onCli))) return 'cli';
  return undefined;
}

function words({ file, line, before, after, ground }) {
  const short = (text) => text.replace(/\s+/g, ' ').slice(0, 60);
  return `${ground}: ${file}:${line}  ${short(before)}  →  ${short(after) || 'nothing'}`;
}
