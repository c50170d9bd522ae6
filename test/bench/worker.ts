// One measurement in a process of its own: `node worker.js SCENE SUBJECT,… INPUT`.
import type { Subject } from './adapter';
import type { SceneInput } from './figures';
import { companyScenes, type CompanySceneName, loadMaker, type SceneName, scenes } from './scenes';

const [scene, subjects, input] = process.argv.slice(2) as [SceneName | CompanySceneName, string, string];
const names = subjects.split(',') as [Subject, ...Subject[]];
const given = JSON.parse(input) as Omit<SceneInput, 'make'>;

async function play(): Promise<unknown> {
  if (!(scene in companyScenes)) {
    const playScene = await scenes[scene as SceneName]();
    return playScene({ ...given, make: await loadMaker(names[0]) });
  }
  const playScene = await companyScenes[scene as CompanySceneName]();
  const makers = await Promise.all(names.map(async (name) => [name, await loadMaker(name)] as const));
  return playScene({ ...given, makers: Object.fromEntries(makers) });
}

const figures = await play();
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(0));
