import type { EditorToolOptions } from './editorToolOptions';
import { getDiagnostics } from './getDiagnostics';
import { getSelection } from './getSelection';
import { listOpen } from './listOpen';
import { openFile } from './openFile';

/** The tools by which the agent sees and moves the editor. */
export function editorTools(options: EditorToolOptions) {
  return [getSelection, listOpen, openFile, getDiagnostics].map((tool) => tool(options));
}
