import { useScene } from '../support/workbench/scene';
import { composerStates } from './parts/composerStates';
import { looks } from './parts/looks';
import { addFormServer, requestStates } from './parts/requestStates';
import { troubleStates } from './parts/troubleStates';
import { turnStates } from './parts/turnStates';

describe('in one window:', () => {
  const scene = useScene();

  before(() => addFormServer(scene.workbench));

  looks(scene);

  describe('every state that the real CLI can be made to show, in every theme', () => {
    before(async () => {
      await scene.chat.newSession();
      await scene.chat.resize(420);
    });

    requestStates(scene);
    turnStates(scene);
    composerStates(scene);
    troubleStates(scene); // the last: it takes the real CLI away
  });
});
