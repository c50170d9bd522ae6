import * as path from 'node:path';
import * as z from 'zod';
import { defineTool } from '../../../sdk/index';
import { placeOf } from '../../rules/folderPlace';
import type { EditorToolOptions } from './editorToolOptions';

const line = z.number().int().min(1);

export function openFile({ editor, folders, permit }: EditorToolOptions) {
  return defineTool('editor_open_file', {
    description:
      'Shows a file to the user in the editor, at a range of lines (1-based) if given. Changes nothing.',
    parameters: z.object({
      path: z.string().min(1).describe('Path, absolute or relative to the workspace folder'),
      startLine: line.optional(),
      endLine: line.optional(),
    }),
    skipPermission: true,
    handler: async ({ path: named, startLine, endLine }, invocation) => {
      const { shown } = placeOf(named, folders);
      await permit({ tool: 'editor_open_file', path: shown }, invocation);
      const first = (startLine ?? 1) - 1;
      const lines = startLine && { first, last: Math.max(first, (endLine ?? startLine) - 1) };
      await editor.show(path.resolve(folders[0] ?? '', named), lines || undefined);
      return { opened: shown };
    },
  });
}
