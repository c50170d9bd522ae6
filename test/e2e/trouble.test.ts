import { useScene } from '../support/workbench/scene';
import { badInput } from './parts/badInput';
import { crash } from './parts/crash';
import { keyboard } from './parts/keyboard';

describe('in one window:', () => {
  const scene = useScene();

  keyboard(scene);
  badInput(scene);
  crash(scene); // the browser ends with it
});
