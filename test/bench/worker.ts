// One measurement in a process of its own: `node worker.js SCENE SUBJECT INPUT`.
import type { MakeClient, Subject } from './adapter';
import { type SceneInput, type SceneName, scenes } from './scenes';

const [scene, subject, input] = process.argv.slice(2) as [SceneName, Subject, string];

/** Only what is measured is loaded. */
async function load(): Promise<MakeClient> {
  if (subject === 'ours') return (await import('./ours')).makeOurs;
  if (subject === 'other') return (await import('./other')).makeOther;
  return (await import('./raw')).makeRaw;
}

const make = await load();
const figures = await scenes[scene]({ make, ...(JSON.parse(input) as Omit<SceneInput, 'make'>) });
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(0));
