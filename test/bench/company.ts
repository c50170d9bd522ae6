// Scenes of all libraries in one process, turn by turn in changing order: whatever else the machine does falls on
// turns that stand side by side, and their ratio is free of it.
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ModelScript } from '../../src/demo/modelScript';
import { startModelServer } from '../../src/demo/modelServer';
import { callTool, say } from '../../src/demo/replies';
import type { BenchClient, BenchSession, MakeClient, Setup, Subject } from './adapter';
import { type Figures, timed } from './figures';

export interface CompanyInput {
  readonly makers: Readonly<Partial<Record<Subject, MakeClient>>>;
  readonly setup: Setup;
  readonly count: number;
}

/** Figures of one place in the lists belong together. */
export type Company = Readonly<Partial<Record<Subject, readonly Figures[]>>>;

interface Member {
  readonly name: Subject;
  readonly client: BenchClient;
  readonly startMs: number;
}

const warmUps = 5;
const piecesOfTurn = 30;

const usesTool: ModelScript = ({ prompt, outcomes }) =>
  prompt?.includes('tool') && outcomes.length === 0 ? callTool('note', { text: 'x' }) : say('ok');

/** Start, turns and tool calls on the real CLI. */
export async function turns(input: CompanyInput): Promise<Company> {
  const server = await startModelServer((request) => (request.isSideRequest ? say('ok') : usesTool(request)));
  const setup = { modelUrl: server.url, tools: ['note'] };
  const members = await gather(input);
  const sessions = await inTurn(members, ({ client }) => client.create(setup));
  for (let left = warmUps; left > 0; left--) await askAll(members, sessions, 'hello');
  const rounds: Readonly<Record<string, Figures>>[] = [];
  for (let round = 0; round < input.count; round++) {
    const order = rotated(members, round);
    const turnMs = await askAll(order, sessions, 'hello');
    const fresh = await inTurn(order, ({ client }) => client.create(setup));
    await askAll(order, fresh, 'hello');
    const toolMs = await askAll(order, fresh, 'use the tool');
    await inTurn(order, ({ name }) => fresh[name]?.release());
    rounds.push(
      figuresOf(members, { turnMs, toolMs, ...(round === 0 ? { startMs: startsOf(members) } : {}) }),
    );
  }
  await inTurn(members, ({ client }) => client.stop());
  await server.stop();
  return listsOf(members, rounds);
}

/** Turns on the scripted CLI, which takes no time of its own: what is left is the library's. */
export async function exchanges(input: CompanyInput): Promise<Company> {
  const members = await gather(input);
  const sessions = await inTurn(members, ({ client }) => client.create({}));
  const prompt = `flood ${piecesOfTurn}`;
  for (let left = input.count / 5; left > 0; left--) await askAll(members, sessions, prompt);
  const rounds: Readonly<Record<string, Figures>>[] = [];
  for (let round = 0; round < input.count; round++) {
    const exchangeMs = await askAll(rotated(members, round), sessions, prompt);
    rounds.push(figuresOf(members, { exchangeMs }));
  }
  await inTurn(members, ({ client }) => client.stop());
  return listsOf(members, rounds);
}

async function gather({ makers, setup }: CompanyInput): Promise<readonly Member[]> {
  const members: Member[] = [];
  for (const [name, make] of Object.entries(makers)) {
    const home = path.join(setup.home, name);
    fs.mkdirSync(home);
    const client = make({ ...setup, home, cwd: home });
    members.push({ name: name as Subject, client, startMs: await timed(() => client.start()) });
  }
  return members;
}

/** One after the other, so that none waits for another. */
async function inTurn<T>(
  members: readonly Member[],
  work: (member: Member) => Promise<T> | undefined,
): Promise<Readonly<Record<string, T>>> {
  const results: Record<string, T> = {};
  for (const member of members) {
    const result = await work(member);
    if (result !== undefined) results[member.name] = result;
  }
  return results;
}

function askAll(
  members: readonly Member[],
  sessions: Readonly<Record<string, BenchSession>>,
  prompt: string,
): Promise<Readonly<Record<string, number>>> {
  return inTurn(members, ({ name }) => timed(async () => sessions[name]?.ask(prompt)));
}

/** Everybody is first, and behind everybody else, equally often. */
function rotated(members: readonly Member[], by: number): readonly Member[] {
  const at = by % members.length;
  const order = [...members.slice(at), ...members.slice(0, at)];
  return Math.floor(by / members.length) % 2 === 0 ? order : order.reverse();
}

function startsOf(members: readonly Member[]): Readonly<Record<string, number>> {
  return Object.fromEntries(members.map(({ name, startMs }) => [name, startMs]));
}

function figuresOf(
  members: readonly Member[],
  all: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Readonly<Record<string, Figures>> {
  const of = (name: string): Figures =>
    Object.fromEntries(Object.entries(all).map(([figure, values]) => [figure, values[name] ?? NaN]));
  return Object.fromEntries(members.map(({ name }) => [name, of(name)]));
}

function listsOf(members: readonly Member[], rounds: readonly Readonly<Record<string, Figures>>[]): Company {
  return Object.fromEntries(members.map(({ name }) => [name, rounds.map((round) => round[name] ?? {})]));
}
