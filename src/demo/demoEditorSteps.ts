import type { DemoStep } from './demoSteps';
import { done, inFolder, move, quote, wasDenied } from './demoToolSteps';
import type { ModelRequest, ToolCall } from './modelScript';

const selection = editorStep('selection', 'I ask the editor what is selected.', () => ({
  name: 'editor_get_selection',
  arguments: {},
}));
const openEditors = editorStep('editors', 'I ask which editors are open.', () => ({
  name: 'editor_list_open',
  arguments: {},
}));
const openFile = editorStep('open', 'I open a file beside the chat.', (request) => ({
  name: 'editor_open_file',
  arguments: { path: request.taggedFiles[0] ?? inFolder(request, 'README.md') },
}));
const problems = editorStep('problems', 'I ask for the problems that the editor knows.', () => ({
  name: 'editor_get_diagnostics',
  arguments: {},
}));

/** Steps that use the editor's own tools. */
export const editorSteps = {
  selection: [selection],
  editors: [openEditors, openFile],
  problems: [problems],
  all: [selection, openEditors, openFile, problems],
} as const;

function editorStep(name: string, say: string, call: (request: ModelRequest) => ToolCall): DemoStep {
  return {
    name,
    next(outcomes, request) {
      const last = outcomes.at(-1);
      if (!last) return move(request, say, call(request));
      if (wasDenied(last)) return done('You denied it, so I go on without it.');
      return done(`The editor answered:\n\n${quote(last.result)}`);
    },
  };
}
