import type { PermissionKind, PermissionRequest } from '../../protocol/toView';
import { folderName, isOutside, shownPath } from './conversationPaths';
import { fieldsOf, textOf, textsOf, wordsOf } from './eventFields';
import type { Fields } from './eventFields';
import { firstLine, shownInput } from './longText';
import { readDiff } from './unifiedDiff';

type What = Pick<PermissionRequest, 'permission' | 'text' | 'subject'> &
  Partial<Pick<PermissionRequest, 'isOutside' | 'askedBy' | 'warning' | 'intention'>>;

export interface PermissionPlace {
  readonly id: string;
  readonly folder: string;
}

/** The CLI's own words for what the kind and the path say already. */
const saysNothing = /^(Create|Edit|Update) file$|^Read file: |^Fetch content from this URL\.?$/;

/** What `permission.requested` asks, for the person. */
export function permissionRequest(place: PermissionPlace, asked: unknown, shown: unknown): PermissionRequest {
  const request = fieldsOf(asked);
  const prompt = fieldsOf(shown);
  const toolCallId = wordsOf(request, 'toolCallId') ?? wordsOf(prompt, 'toolCallId');
  const words = wordsOf(request, 'intention');
  const intention = words !== undefined && saysNothing.test(words) ? undefined : words;
  return {
    kind: 'permission',
    id: place.id,
    folder: folderName(place.folder),
    ...(toolCallId === undefined ? {} : { toolCallId }),
    ...(intention === undefined ? {} : { intention }),
    ...(words === 'Create file' ? { isNew: true } : {}),
    ...readDiff(wordsOf(request, 'diff')),
    ...whatOf(request, prompt, place.folder),
  };
}

function whatOf(request: Fields, prompt: Fields, folder: string): What {
  if (prompt['kind'] === 'path') {
    return pathWhat(request, prompt, folder);
  }
  switch (request['kind']) {
    case 'shell':
      return shellWhat(request);
    case 'write':
      return fileWhat('write', textOf(request, 'fileName') ?? '', folder);
    case 'read':
      return fileWhat('read', textOf(request, 'path') ?? '', folder);
    case 'url':
      return urlWhat(request);
    case 'mcp':
      return mcpWhat(request, prompt);
    case 'custom-tool':
      return toolWhat('tool', request);
    case 'hook':
      return hookWhat(request);
    default:
      return otherWhat(request);
  }
}

/** The first of two questions for a path outside the folder: it decides about the place, not about the tool. */
function pathWhat(request: Fields, prompt: Fields, folder: string): What {
  const paths = textsOf(prompt, 'paths');
  const subject = paths.map((path) => shownPath(folder, path)).join(', ');
  return { permission: 'path', text: paths.join('\n') || targetOf(request), subject, isOutside: true };
}

function targetOf(request: Fields): string {
  return textOf(request, 'fileName') ?? textOf(request, 'path') ?? textOf(request, 'fullCommandText') ?? '';
}

function shellWhat(request: Fields): What {
  const text = textOf(request, 'fullCommandText') ?? '';
  const warning = wordsOf(request, 'warning');
  return {
    permission: 'shell',
    text,
    subject: firstLine(text),
    ...(warning === undefined ? {} : { warning }),
  };
}

function fileWhat(permission: PermissionKind, path: string, folder: string): What {
  return {
    permission,
    text: path,
    subject: shownPath(folder, path),
    ...(isOutside(folder, path) ? { isOutside: true } : {}),
  };
}

function urlWhat(request: Fields): What {
  const text = textOf(request, 'url') ?? '';
  const from = wordsOf(request, 'redirectedFrom');
  const subject = URL.canParse(text) ? new URL(text).host : text;
  return { permission: 'url', text: from === undefined ? text : `${text}\n← ${from}`, subject };
}

/** The bare name stands only in the prompt; the request has the server's name in front. */
function mcpWhat(request: Fields, prompt: Fields): What {
  const server = wordsOf(request, 'serverName') ?? wordsOf(prompt, 'serverName');
  const bare = prompt['kind'] === 'mcp' ? wordsOf(prompt, 'toolName') : undefined;
  return {
    permission: 'mcp',
    text: shownInput(request['args']),
    subject: bare ?? wordsOf(request, 'toolTitle') ?? textOf(request, 'toolName') ?? '',
    ...(server === undefined ? {} : { askedBy: server }),
  };
}

function toolWhat(permission: PermissionKind, request: Fields): What {
  return {
    permission,
    text: shownInput(request['args'] ?? request['toolArgs']),
    subject: textOf(request, 'toolName') ?? '',
  };
}

function hookWhat(request: Fields): What {
  const message = wordsOf(request, 'hookMessage');
  return { ...toolWhat('other', request), ...(message === undefined ? {} : { warning: message }) };
}

/** A kind of a newer CLI: everything it says, so that nobody allows what is not shown. */
function otherWhat(request: Fields): What {
  const { kind, toolCallId: _id, intention: _intention, ...rest } = request;
  return { permission: 'other', text: shownInput(rest), subject: typeof kind === 'string' ? kind : '' };
}
