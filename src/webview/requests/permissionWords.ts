import type { Concern } from '../../protocol/requests';
import type { PermissionRequest } from '../../protocol/toView';
import { baseName } from '../base/format';
import { key, t } from '../base/l10n';
import { suspectWords, type ForeignText } from '../text/suspectWords';
import { visibleString, type TextKind } from '../text/visibleText';
import { leavingWords } from '../transcript/sandboxWords';

const icons: Readonly<Record<PermissionRequest['permission'], string>> = {
  shell: 'terminal',
  write: 'diff',
  read: 'file',
  url: 'globe',
  page: 'globe',
  mcp: 'mcp',
  tool: 'tools',
  editor: 'go-to-file',
  path: 'folder-opened',
  other: 'shield',
};

export function permissionIcon(request: PermissionRequest): string {
  return request.permission === 'read' && request.isOutside ? 'folder-opened' : icons[request.permission];
}

/** What kind of act it is, in words of ours; the name of what it is done to is foreign. */
export interface PermissionTitle {
  /** With a place for the name, if it has one. */
  readonly words: string;
  readonly name?: string;
  /** The name is not one of a file. */
  readonly isTool?: boolean;
}

export function permissionTitle(request: PermissionRequest): PermissionTitle {
  const { permission, subject } = request;
  if (request.leaves && permission === 'shell') return { words: key('Run outside the sandbox') };
  switch (permission) {
    case 'shell':
      return { words: key('Run a command') };
    case 'write':
      return { words: request.isNew ? key('Create {0}') : key('Edit {0}'), name: baseName(subject) };
    case 'read':
      return request.isOutside
        ? { words: key('Read outside this folder') }
        : { words: key('Read {0}'), name: baseName(subject) };
    case 'path':
      return { words: key('Work outside this folder') };
    case 'editor':
      return {
        words:
          request.tool === 'editor_get_diagnostics'
            ? key('Read the problems of {0}')
            : key('Show {0} in the editor'),
        name: baseName(subject),
      };
    case 'page':
      return { words: key('Give the agent the text of {0}'), name: subject };
    case 'url':
      return { words: key('Fetch a page') };
    case 'mcp':
    case 'tool':
      return { words: key('Use tool {0}'), name: subject, isTool: true };
    case 'other':
      return subject.trim()
        ? { words: key('Use {0}'), name: subject, isTool: true }
        : { words: key('Do something that is not known here') };
  }
}

/** The title where it takes no elements. */
export function permissionTitleText(request: PermissionRequest): string {
  const { words, name } = permissionTitle(request);
  return name === undefined ? t(words) : t(words, visibleString(name, 'line'));
}

const wellLabels: Readonly<Record<PermissionRequest['permission'], string>> = {
  shell: key('Command'),
  write: key('Path'),
  read: key('Path'),
  path: key('Path'),
  url: key('Address'),
  page: key('Text of the page'),
  mcp: key('Arguments'),
  tool: key('Arguments'),
  editor: key('Path'),
  other: key('Details'),
};

export function wellLabel(request: PermissionRequest): string {
  return t(wellLabels[request.permission]);
}

export interface Hint {
  readonly icon: 'warning' | 'info' | 'lock';
  readonly words: string;
  /** Said by somebody else, with a place for the words. */
  readonly saidBy?: string;
}

const reasons: Readonly<Record<NonNullable<PermissionRequest['reason']>, string>> = {
  secret: key('It can hold secrets, so this is asked every time.'),
  steers: key('It runs or steers things later, so this is asked every time.'),
  moved: key('It is not where it seems to be, so this is asked every time.'),
  outside: key('It lies outside the folder, so this is asked every time.'),
  'whole-folder': key('A tool that is not known here wants to read a whole folder.'),
  'maybe-denied': key('One of your rules may forbid this. It cannot be told for certain.'),
  managed: key('Your organization wants a person to decide on this.'),
};

const concerns: Readonly<Record<Concern, string>> = {
  escalates: key('It runs with the rights of another user.'),
  removes: key('It can delete or overwrite files.'),
  sends: key('It can send data over the network.'),
  installs: key('It installs packages, which may run code of their own.'),
  ends: key('It ends other programs.'),
  writes: key('It writes files.'),
  unclear: key('It cannot be told for certain what this line runs.'),
};

/** The consequences, before one answers. */
export function permissionHints(request: PermissionRequest): readonly Hint[] {
  const hints: Hint[] = suspectWords(shownTexts(request)).map((words) => ({ icon: 'warning', words }));
  if (request.leaves) hints.push({ icon: 'warning', words: leavingWords(request) });
  hints.push(
    ...(request.concerns ?? []).map((concern) => ({ icon: 'warning', words: t(concerns[concern]) }) as const),
  );
  if (request.isOutside) hints.push({ icon: 'warning', words: outsideWords(request) });
  else if (request.permission === 'read')
    hints.push({ icon: 'info', words: t('Its text will be sent to the model.') });
  // Where it lies is said already.
  if (request.reason && request.reason !== 'outside')
    hints.push({ icon: 'lock', words: t(reasons[request.reason]) });
  if (request.warning) {
    const saidBy = request.permission === 'other' ? key('The hook says: “{0}”') : key('The CLI warns: “{0}”');
    hints.push({ icon: 'warning', words: request.warning, saidBy });
  }
  return hints;
}

/** Every foreign text on the card, once. */
function shownTexts(request: PermissionRequest): readonly ForeignText[] {
  const { permission, text, diff, subject, intention, askedBy, warning, target, folder } = request;
  const isNamed = permission === 'mcp' || permission === 'tool' || permission === 'other';
  return [
    // The ends of lines are those of the file.
    diff === undefined ? [text, textKind(request)] : [diff.replace(/\r\n/g, '\n'), 'code'],
    [isNamed || diff !== undefined ? subject : '', 'line'],
    [intention ?? '', 'prose'],
    [warning ?? '', 'prose'],
    [`${askedBy ?? ''} ${target ?? ''} ${folder}`, 'line'],
  ];
}

/** Several paths stand in lines of their own. */
export function textKind({ permission, text }: PermissionRequest): TextKind {
  const isOne = permission === 'read' || permission === 'write';
  return isOne && text !== '' ? 'line' : 'code';
}

function outsideWords(request: PermissionRequest): string {
  const outer = outerFolder(request.subject) ?? outerFolder(request.text);
  const [place, folder] = [outer && visibleString(outer, 'line'), visibleString(request.folder, 'line')];
  const isRead = request.permission === 'read';
  if (!place) {
    return isRead
      ? t('The file is not in {0}. Its text will be sent to the model.', folder)
      : t('The file is not in {0}.', folder);
  }
  return isRead
    ? t('The file is in {0}, not in {1}. Its text will be sent to the model.', place, folder)
    : t('The file is in {0}, not in {1}.', place, folder);
}

/** The folder that a path outside leads into: the first after `../`, or the one that holds the file. */
export function outerFolder(path: string): string | undefined {
  if (path.includes('\n')) return undefined;
  const parts = path.split(/[\\/]/);
  const isRelative = parts[0] === '..';
  const named = parts.filter((part) => part !== '..' && part !== '.' && part !== '');
  if (named.length < 2) return undefined;
  return isRelative ? named[0] : named.at(-2);
}
