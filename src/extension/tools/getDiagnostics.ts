import * as z from 'zod';
import { defineTool } from '../../sdk/index';
import type { EditorFacade, ProblemInfo } from '../editorFacade';
import { fromAgent, toAgent } from './paths';

const limit = 50;
const rank = { error: 0, warning: 1, info: 2, hint: 3 } as const;

export function getDiagnostics(editor: EditorFacade, folder: string) {
  return defineTool('editor_get_diagnostics', {
    description:
      'Problems that the editor reports (compiler, linter) for one file, or for the whole workspace without a path. Errors first; lines are 1-based.',
    parameters: z.object({
      path: z.string().min(1).optional().describe('File, absolute or relative to the workspace folder'),
    }),
    skipPermission: true,
    handler: ({ path }) => {
      const all = [...editor.problems(path && fromAgent(folder, path))].sort(
        (a, b) => rank[a.severity] - rank[b.severity],
      );
      return { problems: all.slice(0, limit).map((problem) => brief(problem, folder)), total: all.length };
    },
  });
}

function brief({ path, severity, message, source, range }: ProblemInfo, folder: string) {
  return {
    file: toAgent(folder, path),
    line: range.start.line + 1,
    severity,
    message,
    ...(source ? { source } : {}),
  };
}
