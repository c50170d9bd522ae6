import type { ToolCall, ToolKind } from '../../../protocol/toView';
import { absolutePath, shownPath } from '../../base/folderPaths';
import { fieldsOf, listOf, numberOf, textOf, wordsOf } from '../../base/fields';
import type { Fields } from '../../base/fields';
import { firstLine, shownInput } from '../../base/textLimits';
import { patchedFiles } from '../../base/patchFiles';

/** The built-in tools of the model families that the CLI knows. */
const kinds: ReadonlyMap<string, ToolKind> = new Map<string, ToolKind>([
  ...all('shell', 'bash', 'powershell', 'shell', 'local_shell'),
  ...all('edit', 'edit', 'str_replace', 'apply_patch'),
  ...all('create', 'create', 'write'),
  ...all('read', 'view', 'read'),
  ...all('search', 'grep', 'rg', 'glob', 'semantic_code_search', 'web_search'),
  ...all('fetch', 'web_fetch'),
  ...all('agent', 'task'),
  ...all('question', 'ask_user'),
  ...all('plan', 'exit_plan_mode'),
]);

const editorTool = /^editor_/;
/** The agent keeps its list in a table of its own database. */
const todosQuery = /\b(?:into|update|from)\s+todos\b/i;
/** Where tools of others usually name what they work on, the best first. */
const subjectKeys = [
  'path',
  'file',
  'filePath',
  'url',
  'uri',
  'query',
  'pattern',
  'command',
  'name',
  'summary',
];

export interface ToolPlace {
  readonly folder: string;
  readonly startedAt: number;
  readonly parentId: string | undefined;
}

type What = Pick<ToolCall, 'subject' | 'intention' | 'input' | 'path' | 'range' | 'files'>;

/** What `tool.execution_start` says, as a step of the transcript. */
export function startedTool(data: Fields, id: string, place: ToolPlace): ToolCall {
  const name = textOf(data, 'toolName') ?? '';
  const tool = toolKind(name, data);
  return {
    kind: 'tool',
    id,
    tool,
    // The server's name stands beside it, not in front of it once more.
    name: (tool === 'mcp' ? wordsOf(data, 'mcpToolName') : undefined) ?? name,
    ...whatOf(tool, data, place.folder),
    state: 'running',
    startedAt: place.startedAt,
    ...(place.parentId === undefined ? {} : { parentId: place.parentId }),
  };
}

function toolKind(name: string, data: Fields): ToolKind {
  if (wordsOf(data, 'mcpServerName') !== undefined) {
    return 'mcp';
  }
  if (name === 'sql' && todosQuery.test(textOf(fieldsOf(data['arguments']), 'query') ?? '')) return 'todos';
  return editorTool.test(name) ? 'editor' : (kinds.get(name) ?? 'other');
}

function whatOf(tool: ToolKind, data: Fields, folder: string): What {
  const input = data['arguments'];
  const given = fieldsOf(input);
  const shown = shownInput(input);
  switch (tool) {
    case 'shell':
      return shellWhat(given, shown);
    case 'edit':
    case 'create':
    case 'read':
      return {
        ...(typeof input === 'string' ? patchWhat(input, folder) : fileWhat(given, folder)),
        input: shown,
      };
    case 'search':
      return { subject: textOf(given, 'pattern') ?? textOf(given, 'query') ?? '', input: shown };
    case 'fetch':
      return { subject: textOf(given, 'url') ?? '', input: shown };
    case 'agent':
      return agentWhat(given, shown);
    case 'question':
      return { subject: firstLine(textOf(given, 'question') ?? ''), input: shown };
    case 'plan': {
      const summary = textOf(given, 'summary') ?? '';
      return { subject: firstLine(summary), input: summary };
    }
    case 'mcp':
      return { subject: textOf(data, 'mcpServerName') ?? '', input: shown };
    case 'todos':
      return { subject: '', input: textOf(given, 'query') ?? shown };
    case 'editor':
    case 'hook':
    case 'other':
      return { subject: anySubject(given, folder), input: shown };
  }
}

function shellWhat(given: Fields, shown: string): What {
  const command = textOf(given, 'command') ?? shown;
  const intention = wordsOf(given, 'description');
  return { subject: firstLine(command), input: command, ...(intention === undefined ? {} : { intention }) };
}

function agentWhat(given: Fields, shown: string): What {
  const description = wordsOf(given, 'description');
  const agent = wordsOf(given, 'agent_type') ?? wordsOf(given, 'name') ?? description ?? '';
  return {
    subject: firstLine(agent),
    input: textOf(given, 'prompt') ?? shown,
    ...(description === undefined || description === agent ? {} : { intention: firstLine(description) }),
  };
}

function anySubject(given: Fields, folder: string): string {
  const key = subjectKeys.find((candidate) => wordsOf(given, candidate) !== undefined);
  const subject = firstLine(key === undefined ? '' : (textOf(given, key) ?? ''));
  return key === 'path' || key === 'filePath' ? shownPath(folder, subject) : subject;
}

/** A patch is text. */
function patchWhat(patch: string, folder: string): Omit<What, 'input'> {
  const files = patchedFiles(patch, folder);
  const [only] = files;
  const subject = files.map((file) => file.subject).join(', ');
  return only && files.length === 1 ? { subject, path: only.path } : { subject, files };
}

function fileWhat(given: Fields, folder: string): Omit<What, 'input'> {
  const paths = [given['path'], given['file_path'], ...listOf(given, 'paths')]
    .filter((path) => typeof path === 'string')
    .filter((path) => path !== '');
  const subject = paths.map((path) => shownPath(folder, path)).join(', ');
  const [path, ...more] = paths;
  const range = rangeOf(given);
  return {
    subject,
    ...(path === undefined || more.length > 0 ? {} : { path: absolutePath(folder, path) }),
    ...(range === undefined ? {} : { range }),
  };
}

function rangeOf(given: Fields): ToolCall['range'] {
  const [first, last] = listOf(given, 'view_range');
  const start = numberOf({ first }, 'first');
  const end = numberOf({ last }, 'last');
  // -1 reads to the end of the file, which only the result knows.
  return start === undefined || end === undefined || end < start ? undefined : { start, end };
}

function all(kind: ToolKind, ...names: readonly string[]): readonly (readonly [string, ToolKind])[] {
  return names.map((name) => [name, kind] as const);
}
