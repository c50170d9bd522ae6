import * as path from 'node:path';
import * as z from 'zod';
import { defineTool } from '../../../sdk/index';
import { placeOf } from '../../rules/folderPlace';
import { canHoldSecrets } from '../../rules/fileRisks';
import { nameForAgent, type EditorToolOptions } from './editorToolOptions';

const limit = 50;
const rank = { error: 0, warning: 1, info: 2, hint: 3 } as const;

export function getDiagnostics({ editor, folders, permit }: EditorToolOptions) {
  return defineTool('editor_get_diagnostics', {
    description:
      'Problems that the editor reports (compiler, linter) for one file, or for the whole workspace without a path. Errors first; lines are 1-based.',
    parameters: z.object({
      path: z.string().min(1).optional().describe('File, absolute or relative to the workspace folder'),
    }),
    skipPermission: true,
    handler: async ({ path: named }, invocation) => {
      const asked = named === undefined ? undefined : placeOf(named, folders).shown;
      await permit(
        { tool: 'editor_get_diagnostics', ...(asked === undefined ? {} : { path: asked }) },
        invocation,
      );
      const found = editor.problems(named && path.resolve(folders[0] ?? '', named));
      const problems = found.flatMap((problem) => {
        const place = placeOf(problem.path, folders);
        // A problem of another file quotes it, so only the one that was asked for is told.
        const isOpen = place.within !== undefined && !canHoldSecrets(place.within);
        const file = named !== undefined ? place.shown : isOpen ? nameForAgent(place) : undefined;
        return file === undefined ? [] : [{ ...problem, file }];
      });
      const sorted = [...problems].sort((a, b) => rank[a.severity] - rank[b.severity]);
      return { problems: sorted.slice(0, limit).map(brief), total: sorted.length };
    },
  });
}

function brief({
  file,
  severity,
  message,
  source,
  range,
}: { readonly file: string } & ReturnType<EditorToolOptions['editor']['problems']>[number]) {
  return {
    file,
    line: range.start.line + 1,
    severity,
    message,
    ...(source ? { source } : {}),
  };
}
