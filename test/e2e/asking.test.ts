import { useScene } from '../support/workbench/scene';
import { answers } from './parts/answers';
import { editorTools } from './parts/editorTools';

describe('in a window in which TypeScript is understood:', () => {
  const scene = useScene({ settings: { 'typescript.tsserver.useSyntaxServer': 'never' } });

  answers(scene);
  editorTools(scene);
});
