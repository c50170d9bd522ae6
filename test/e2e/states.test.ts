import { useScene } from '../support/workbench/scene';
import { composerStates } from './states/composerStates';
import { addFormServer, requestStates } from './states/requestStates';
import { troubleStates } from './states/troubleStates';
import { turnStates } from './states/turnStates';

describe('every state that the real CLI can be made to show, in every theme', () => {
  const scene = useScene();

  before(async () => {
    addFormServer(scene.workbench);
    await scene.chat.open();
    await scene.workbench.statusShows('Ready');
    await scene.chat.resize(420);
  });

  requestStates(scene);
  turnStates(scene);
  composerStates(scene);
  troubleStates(scene); // the last: it takes the real CLI away
});
