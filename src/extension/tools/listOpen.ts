import * as z from 'zod';
import { defineTool } from '../../sdk/index';
import type { EditorFacade } from '../editorFacade';
import { toAgent } from './paths';

const limit = 100;

export function listOpen(editor: EditorFacade, folder: string) {
  return defineTool('editor_list_open', {
    description: 'The files that are open in the editor, the active one marked.',
    parameters: z.object({}),
    skipPermission: true,
    handler: () => {
      const all = editor.openEditors();
      return {
        files: all.slice(0, limit).map(({ path, isActive, isUnsaved }) => ({
          file: toAgent(folder, path),
          isActive,
          hasUnsavedChanges: isUnsaved,
        })),
        total: all.length,
      };
    },
  });
}
