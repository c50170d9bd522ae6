import * as z from 'zod';
import { defineTool } from '../../sdk/index';
import type { EditorFacade } from '../editorFacade';
import { fromAgent, toAgent } from './paths';

const line = z.number().int().min(1);

export function openFile(editor: EditorFacade, folder: string) {
  return defineTool('editor_open_file', {
    description:
      'Shows a file to the user in the editor, at a range of lines (1-based) if given. Changes nothing.',
    parameters: z.object({
      path: z.string().min(1).describe('Path, absolute or relative to the workspace folder'),
      startLine: line.optional(),
      endLine: line.optional(),
    }),
    skipPermission: true,
    handler: async ({ path, startLine, endLine }) => {
      const target = fromAgent(folder, path);
      const start = (startLine ?? 1) - 1;
      const end = Math.max(start, (endLine ?? startLine ?? 1) - 1);
      const range = startLine
        ? {
            start: { line: start, character: 0 },
            end: { line: end, character: endLine ? Number.MAX_SAFE_INTEGER : 0 },
          }
        : undefined;
      await editor.open(target, range);
      return { opened: toAgent(folder, target) };
    },
  });
}
