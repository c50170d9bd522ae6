import type { PermissionRequest } from '../../protocol/toView';
import { commandConcerns } from '../rules/commandConcerns';
import { placeOf } from '../rules/folderPlace';
import type { RequestFacts } from '../permissions/readRequest';
import { pathsOf } from '../rules/subject';
import { folderName } from '../base/folderPaths';
import { firstLine, wholeInput } from '../base/textLimits';
import type { AskedPermission } from '../permissions/askedPermission';
import { readWholeDiff, totalOf } from '../base/unifiedDiff';

type What = Pick<PermissionRequest, 'permission' | 'text' | 'subject'> &
  Partial<Pick<PermissionRequest, 'isOutside' | 'askedBy' | 'target' | 'tool' | 'concerns'>>;

/** The CLI's own words for what the kind and the path say already. */
const saysNothing = /^(Create|Edit|Update) file$|^Read file: |^Fetch content from this URL\.?$/;

/** What is asked, for the person. */
export function permissionRequest(asked: AskedPermission, folders: readonly string[]): PermissionRequest {
  const { id, facts, reason, scopes, denials } = asked;
  const { toolCallId, intention, warning, diff, leaves } = facts;
  const words = intention !== undefined && saysNothing.test(intention) ? undefined : intention;
  return {
    kind: 'permission',
    id,
    folder: folderName(folders[0] ?? ''),
    ...(toolCallId === undefined ? {} : { toolCallId }),
    ...(words === undefined ? {} : { intention: words }),
    ...(intention === 'Create file' ? { isNew: true } : {}),
    ...diffWhat(diff),
    ...(warning === undefined ? {} : { warning }),
    ...whatOf(facts, folders),
    ...(reason === undefined ? {} : { reason }),
    ...(leaves === undefined ? {} : { leaves }),
    ...(scopes.length > 0 ? { scopes } : {}),
    ...(denials.length > 0 ? { denials } : {}),
  };
}

function diffWhat(text: string | undefined): Pick<PermissionRequest, 'diff' | 'linesAdded' | 'linesRemoved'> {
  const whole = readWholeDiff(text);
  return whole ? { diff: whole.diff, ...totalOf(whole.counts) } : {};
}

function whatOf(facts: RequestFacts, folders: readonly string[]): What {
  const { subject, input, paths } = facts;
  switch (subject.kind) {
    case 'shell':
      return shellWhat(subject.command);
    case 'write':
    case 'read':
      // As they are named; one of the editor's own tools has only the subject.
      return { permission: subject.kind, ...filesWhat(paths.length > 0 ? paths : pathsOf(subject), folders) };
    case 'path':
      return { permission: 'path', ...filesWhat(paths, folders), isOutside: true };
    case 'editor':
      return { permission: 'editor', tool: subject.tool, ...filesWhat(pathsOf(subject), folders) };
    case 'url':
      return urlWhat(subject.url, subject.from);
    case 'page':
      return {
        permission: 'page',
        text: wholeInput(input),
        subject: urlWhat(subject.url, undefined).subject,
      };
    case 'mcp':
      return {
        permission: 'mcp',
        text: wholeInput(input),
        subject: subject.tool,
        ...(subject.server ? { askedBy: subject.server } : {}),
      };
    case 'tool':
      return { permission: 'tool', text: wholeInput(input), subject: subject.name };
    case 'hook':
      return { permission: 'other', text: subject.command ?? '', subject: subject.event };
    case 'other':
      return { permission: 'other', text: wholeInput(input), subject: subject.name };
  }
}

function shellWhat(command: string): What {
  const concerns = commandConcerns(command, process.platform === 'win32' ? 'windows' : 'posix');
  return {
    permission: 'shell',
    text: command,
    subject: firstLine(command),
    ...(concerns.length > 0 ? { concerns } : {}),
  };
}

function filesWhat(paths: readonly string[], folders: readonly string[]): Omit<What, 'permission'> {
  const places = paths.map((one) => placeOf(one, folders));
  const moved = places.flatMap(({ isMoved, real }) => (isMoved && real !== undefined ? [real] : []));
  return {
    text: paths.join('\n'),
    subject: places.map(({ shown }) => shown).join(', '),
    ...(places.some(({ within }) => within === undefined) ? { isOutside: true } : {}),
    ...(moved.length > 0 ? { target: moved.join('\n') } : {}),
  };
}

function urlWhat(url: string, from: string | undefined): What {
  const subject = URL.canParse(url) ? new URL(url).host : url;
  return { permission: 'url', text: from === undefined ? url : `${url}\n← ${from}`, subject };
}
