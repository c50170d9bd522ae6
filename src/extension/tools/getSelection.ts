import * as z from 'zod';
import { defineTool } from '../../sdk/index';
import type { EditorFacade } from '../editorFacade';
import { toAgent } from './paths';

/** Longest selection that is handed over whole; the agent can read the file for more. */
const textLimit = 8000;

/** What the person hides in the message is hidden here too. */
export function getSelection(editor: EditorFacade, folder: string, isHidden: () => boolean) {
  return defineTool('editor_get_selection', {
    description:
      'The file in the active editor and the text the user has selected in it. Lines are 1-based. Empty text means only a cursor.',
    parameters: z.object({}),
    skipPermission: true,
    handler: () => {
      const found = editor.selection();
      if (!found) return { file: null };
      if (isHidden()) return { file: toAgent(folder, found.path), isHiddenByUser: true };
      const { range, text } = found;
      return {
        file: toAgent(folder, found.path),
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
