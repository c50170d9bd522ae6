import * as z from 'zod';
import { defineTool } from '../../../sdk/index';
import { placeOf } from '../../rules/folderPlace';
import { nameForAgent, type EditorToolOptions } from './editorToolOptions';

const limit = 100;

export function listOpen({ editor, folders, permit }: EditorToolOptions) {
  return defineTool('editor_list_open', {
    description:
      'The files of the workspace that are open in the editor, the active one marked. Others are only counted.',
    parameters: z.object({}),
    skipPermission: true,
    handler: async (_args, invocation) => {
      await permit({ tool: 'editor_list_open' }, invocation);
      const all = editor.openEditors();
      const files = all.flatMap(({ path, isActive, isUnsaved }) => {
        const file = nameForAgent(placeOf(path, folders));
        return file === undefined ? [] : [{ file, isActive, hasUnsavedChanges: isUnsaved }];
      });
      return {
        files: files.slice(0, limit),
        total: files.length,
        outsideWorkspace: all.length - files.length,
      };
    },
  });
}
