import * as z from 'zod';
import { defineTool } from '../../../sdk/index';
import { canHoldSecrets } from '../../rules/fileRisks';
import { placeOf } from '../../rules/folderPlace';
import { nameForAgent, type EditorToolOptions } from './editorToolOptions';

/** Longest selection that is handed over whole; the agent can read the file for more. */
const textLimit = 8000;

export function getSelection({ editor, folders, isHidden, permit }: EditorToolOptions) {
  return defineTool('editor_get_selection', {
    description:
      'The file in the active editor and the text the user has selected in it. Lines are 1-based. Empty text means only a cursor.',
    parameters: z.object({}),
    skipPermission: true,
    handler: async (_args, invocation) => {
      const found = editor.selection();
      const place = found && placeOf(found.path, folders);
      const file = place && nameForAgent(place);
      const isShown = found !== undefined && found.text !== '' && !isHidden();
      // What is only a cursor, or hidden, tells no more than the name of a file of the folder.
      if (!found || !isShown) {
        await permit({ tool: 'editor_get_selection' }, invocation);
        return { file: file ?? null, ...(isHidden() && file ? { isHiddenByUser: true } : {}) };
      }
      const isRead = !place?.within || canHoldSecrets(place.within);
      await permit({ tool: 'editor_get_selection', path: place?.shown ?? found.path, isRead }, invocation);
      const { range, text, cell } = found;
      return {
        file: place?.shown ?? found.path,
        ...(cell === undefined ? {} : { notebookCell: cell }),
        language: found.language,
        startLine: range.start.line + 1,
        endLine: range.end.line + 1,
        text: text.slice(0, textLimit),
        isCut: text.length > textLimit,
        hasUnsavedChanges: found.isUnsaved,
      };
    },
  });
}
