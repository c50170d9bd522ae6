import type { PermissionRequest } from '../../sdk/index';
import { asKnownPermissionRequest } from '../../sdk/index';
import { fieldsOf, textOf, textsOf, wordsOf, type Fields } from '../base/fields';
import { placeOf } from '../rules/folderPlace';
import { leavesSandbox } from '../sandbox/confinement';
import { argumentsOf } from './searchFilter';
import type { Subject } from '../rules/subject';

/** Everything that a request of the CLI says, read once: what is decided on, and what the person is shown. */
export interface RequestFacts {
  readonly subject: Subject;
  readonly toolCallId?: string | undefined;
  /** What the agent, or for some kinds the CLI, says it is for. */
  readonly intention?: string | undefined;
  /** A warning of the CLI's own, or what a hook says. */
  readonly warning?: string | undefined;
  /** Unified diff of a write. */
  readonly diff?: string | undefined;
  /** What a tool is called with, or all that a request of an unknown kind says. */
  readonly input?: unknown;
  /** Files that are named, as they are named. */
  readonly paths: readonly string[];
  /** An organization wants a person's word for it, whatever is allowed here. */
  readonly isManaged: boolean;
  /** Allowing it takes it out of the sandbox, for the CLI's reason. */
  readonly leaves?: { readonly reason?: string } | undefined;
  /** The CLI says that it must not be allowed for longer than once. */
  readonly isOnceOnly: boolean;
}

/** Reads a request, with what tells the MCP server that it is for from others of its name; what is not understood is `other`, which no rule and no mode but `allow-all` allows. */
export function readRequest(
  request: PermissionRequest,
  prompt: unknown,
  folders: readonly string[],
  identity?: string,
): RequestFacts {
  const fields = fieldsOf(request);
  const shown = fieldsOf(prompt);
  const what = shown['kind'] === 'path' ? pathFacts(fields, shown) : knownFacts(request, shown, identity);
  const paths = what.paths ?? [];
  return {
    toolCallId: wordsOf(fields, 'toolCallId') ?? wordsOf(shown, 'toolCallId'),
    intention: wordsOf(fields, 'intention'),
    diff: wordsOf(fields, 'diff'),
    isManaged: fields['managedApprovalRequired'] === true,
    isOnceOnly:
      leavesSandbox(request) || (fields['kind'] === 'write' && fields['canOfferSessionApproval'] === false),
    ...(leavesSandbox(request) && { leaves: leavingFacts(fields) }),
    ...what,
    paths,
    subject: withPlaces(what.subject, paths, folders),
  };
}

function leavingFacts(fields: Fields): RequestFacts['leaves'] {
  const reason = wordsOf(fields, 'requestSandboxBypassReason');
  return reason === undefined ? {} : { reason };
}

type What = Pick<RequestFacts, 'subject' | 'warning' | 'input'> & { readonly paths?: readonly string[] };

/** The first of two questions for a place outside the folder: it decides about the place, not about the tool. */
function pathFacts(fields: Fields, shown: Fields): What {
  const named = textsOf(shown, 'paths');
  const target = textOf(fields, 'fileName') ?? textOf(fields, 'path') ?? textOf(fields, 'fullCommandText');
  const paths = named.length > 0 || target === undefined ? named : [target];
  return { subject: { kind: 'path', path: '' }, paths };
}

function knownFacts(request: PermissionRequest, shown: Fields, identity: string | undefined): What {
  const known = asKnownPermissionRequest(request);
  switch (known?.kind) {
    case 'shell':
      return {
        subject: { kind: 'shell', command: known.fullCommandText },
        warning: known.warning || undefined,
      };
    case 'write':
      return { subject: { kind: 'write', path: '' }, paths: writtenPaths(known) };
    case 'read':
      return { subject: { kind: 'read', path: '' }, paths: [known.path] };
    case 'url':
      return { subject: urlSubject(known.url, wordsOf(fieldsOf(request), 'redirectedFrom')) };
    case 'mcp': {
      // The bare name of the tool stands only in the prompt; the request has the server's name in front.
      const bare = shown['kind'] === 'mcp' ? wordsOf(shown, 'toolName') : undefined;
      const { serverName: server, toolName, args } = known;
      const tool = { server, tool: bare ?? toolName, ...(identity === undefined ? {} : { identity }) };
      return { subject: { kind: 'mcp', ...tool }, input: args };
    }
    case 'custom-tool':
      return { subject: { kind: 'tool', name: known.toolName }, input: known.args };
    case 'hook': {
      const path = known.toolName === 'view' ? textOf(argumentsOf(known.toolArgs), 'path') : undefined;
      const warning = known.hookMessage || undefined;
      // A hook of ours has it asked where the CLI would not.
      if (path !== undefined) return { subject: { kind: 'read', path: '' }, paths: [path], warning };
      return {
        subject: { kind: 'other', name: known.toolName },
        input: known.toolArgs,
        warning,
      };
    }
    case undefined:
      return { subject: { kind: 'other', name: request.kind }, input: allOf(request) };
  }
}

/** One write can reach more files than the one it is named after. */
function writtenPaths(known: {
  readonly fileName: string;
  readonly fileEdits?:
    | readonly {
        readonly before?: { readonly path: string } | undefined;
        readonly after?: { readonly path: string } | undefined;
      }[]
    | undefined;
}): readonly string[] {
  const edited = known.fileEdits?.flatMap(({ before, after }) => [before?.path, after?.path]) ?? [];
  return [...new Set([known.fileName, ...edited.filter((one) => one !== undefined)])];
}

function urlSubject(url: string, from: string | undefined): Subject {
  return { kind: 'url', url, ...(from === undefined ? {} : { from }) };
}

/** A kind of a newer CLI: everything it says, so that nobody allows what is not shown. */
function allOf({ kind: _kind, toolCallId: _id, intention: _intention, ...rest }: PermissionRequest): Fields {
  return rest;
}

function withPlaces(subject: Subject, paths: readonly string[], folders: readonly string[]): Subject {
  const [path = '', ...others] = paths.map((one) => placeOf(one, folders).shown);
  switch (subject.kind) {
    case 'write':
    case 'read':
      return { ...subject, path, ...(others.length > 0 ? { others } : {}) };
    case 'path':
      return { ...subject, path: [path, ...others].join(', ') };
    default:
      return subject;
  }
}
