import { useScene } from '../support/workbench/scene';
import { permissions } from './parts/permissions';
import { sessions } from './parts/sessions';

describe('in one window:', () => {
  const scene = useScene();

  sessions(scene);
  permissions(scene);
});
