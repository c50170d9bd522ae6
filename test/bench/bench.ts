// `npm run bench [-- --quick] [-- --only ID,…] [-- --alone] [-- --json FILE]`: both libraries and the bare pipe, in
// turns, on the same CLI and the same peer. `--alone` leaves out the page that ours is compared with. No figure is asserted; the table says whether the goals hold.
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startModelServer } from '../../src/demo/modelServer';
import { say } from '../../src/demo/replies';
import { CopilotClient, findCli } from '../../src/sdk/index';
import { lengthenSession } from '../support/longSession';
import type { Subject } from './adapter';
import { bundleSizes } from './bundleSize';
import type { Company } from './company';
import { type Figures, makeFolder, type Results } from './figures';
import { goals, type Play, plays } from './goals';
import { companyScenes } from './scenes';
import { bundleRows, printTable, type Row, rowOf } from './table';
import { webNotes, webRows } from './web/webRows';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    alone: { type: 'boolean' },
    json: { type: 'string' },
  },
});
const run = promisify(execFile);
const folder = path.dirname(path.resolve(process.argv[1] ?? ''));
const realCli = findCli({ env: {}, searchFrom: [process.cwd()] }).path;
const only = options.only?.split(',');
const isWanted = (id: string): boolean =>
  !only || only.includes(id) || only.includes(id.replace(/[a-z]$/, ''));
const wanted = goals.filter(({ id }) => isWanted(id));

async function playOnce(play: Play, subjects: readonly Subject[]): Promise<unknown> {
  const home = makeFolder();
  const text = Array.from({ length: 100 }, () => 'tokens ');
  const server = await startModelServer(() => say(text));
  try {
    const sessionId = play.history === undefined ? undefined : await makeHistory(home, play.history);
    const cliPath = play.cli === 'real' ? realCli : path.join(folder, 'peer.js');
    const count = options.quick ? play.quickCount : play.count;
    const input = JSON.stringify({
      setup: { cliPath, home, cwd: home, fastStart: play.fastStart },
      count,
      sessionId,
      modelUrl: server.url,
    });
    const worker = path.join(folder, 'worker.mjs');
    const { stdout } = await run(
      process.execPath,
      ['--expose-gc', worker, play.scene, subjects.join(','), input],
      { timeout: 300_000 },
    );
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as unknown;
  } finally {
    await server.stop();
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function makeHistory(home: string, length: number): Promise<string> {
  const server = await startModelServer(() => say('An answer of the length that answers have. '.repeat(6)));
  const client = new CopilotClient({ cliPath: realCli, cwd: home, env: { COPILOT_HOME: home } });
  const provider = { type: 'openai', baseUrl: server.url, apiKey: 'a-long-key-for-the-bench' } as const;
  const session = await client.createSession({ model: 'claude-demo', provider });
  await session.sendAndWait('A question');
  await client.stop();
  await server.stop();
  lengthenSession(home, session.sessionId, length);
  return session.sessionId;
}

/** Every subject once per round, so that what else the machine does falls on all of them. */
async function playAll(play: Play): Promise<Results> {
  const results: Record<Subject, Figures[]> = { ours: [], other: [], raw: [], second: [] };
  const rounds = options.quick ? Math.min(play.rounds, 2) : play.rounds;
  for (let round = 0; round < rounds; round++) {
    if (play.scene in companyScenes) {
      const company = (await playOnce(play, play.subjects)) as Company;
      for (const subject of play.subjects) results[subject].push(...(company[subject] ?? []));
    } else {
      for (const subject of play.subjects)
        results[subject].push((await playOnce(play, [subject])) as Figures);
    }
  }
  return results;
}

const ofPages = await webRows({
  isQuick: options.quick ?? false,
  isAlone: options.alone ?? false,
  isWanted,
});
const rows: Row[] = [];
if (isWanted('5')) rows.push(...bundleRows(await bundleSizes()));
for (const [name, play] of Object.entries(plays)) {
  const ofPlay = wanted.filter((goal) => goal.play === name);
  if (ofPlay.length === 0) continue;
  process.stderr.write(`${name} …\n`);
  const results = await playAll(play);
  rows.push(...ofPlay.map((goal) => rowOf(goal, results)));
}
rows.sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
printTable(rows, ['ours', 'official', 'pipe']);
if (ofPages.length > 0) process.stdout.write(`${webNotes.join('\n')}\n`);
printTable(ofPages, ['our page', 'React', 'text']);
if (options.json) fs.writeFileSync(options.json, `${JSON.stringify([...rows, ...ofPages], undefined, 2)}\n`);
