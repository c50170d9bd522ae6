import type { EditorFacade } from '../editorFacade';
import { getDiagnostics } from './getDiagnostics';
import { getSelection } from './getSelection';
import { listOpen } from './listOpen';
import { openFile } from './openFile';

/** The tools by which the agent sees and moves the editor; `isHidden` tells of the selection. */
export function editorTools(editor: EditorFacade, folder: string, isHidden: () => boolean) {
  return [getSelection, listOpen, openFile, getDiagnostics].map((tool) => tool(editor, folder, isHidden));
}
