import { useScene } from '../support/workbench/scene';
import { attachments } from './parts/attachments';
import { palette } from './parts/palette';

describe('in one window:', () => {
  const scene = useScene();

  palette(scene);
  attachments(scene);
});
