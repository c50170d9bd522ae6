import { useScene } from '../support/workbench/scene';
import { hostileCode } from './parts/hostileCode';
import { hostileTexts } from './parts/hostileTexts';

describe('in one window:', () => {
  const scene = useScene();

  hostileTexts(scene);
  hostileCode(scene);
});
