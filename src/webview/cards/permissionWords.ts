import type { PermissionRequest } from '../../protocol/toView';
import { baseName } from '../format';
import { key, t } from '../l10n';

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

export function permissionTitle(request: PermissionRequest): string {
  const { permission, intention, subject } = request;
  switch (permission) {
    case 'shell':
      return intention ?? t('Run a command');
    case 'write':
      return request.isNew ? t('Create {0}', baseName(subject)) : t('Edit {0}', baseName(subject));
    case 'read':
      return request.isOutside ? t('Read outside this folder') : t('Read {0}', baseName(subject));
    case 'path':
      return t('Work outside this folder');
    case 'editor':
      return request.tool === 'editor_get_diagnostics'
        ? t('Read the problems of {0}', baseName(subject))
        : t('Show {0} in the editor', baseName(subject));
    case 'url':
      return t('Fetch a page');
    case 'page':
      return t('Give the agent the text of {0}', subject);
    case 'mcp':
    case 'tool':
      return t('Use tool {0}', subject);
    case 'other':
      return intention ?? t('Use {0}', subject);
  }
}

/** Who asks, where, and what for, as far as the title does not say it. */
export function permissionAbout(request: PermissionRequest): readonly string[] {
  const lines: string[] = [];
  if (request.intention && request.intention !== permissionTitle(request)) lines.push(request.intention);
  if (request.askedBy) {
    lines.push(
      request.permission === 'mcp'
        ? t('Asked by MCP server {0}', request.askedBy)
        : t('Asked by agent {0}', request.askedBy),
    );
  }
  return lines;
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
  readonly icon: 'warning' | 'info';
  readonly words: string;
}

/** The consequences, before one answers. */
export function permissionHints(request: PermissionRequest): readonly Hint[] {
  const hints: Hint[] = [];
  if (request.permission === 'shell') {
    hints.push({ icon: 'warning', words: t('May change files. The CLI cannot tell for shell commands.') });
  }
  if (request.isOutside) hints.push({ icon: 'warning', words: outsideWords(request) });
  else if (request.permission === 'read')
    hints.push({ icon: 'info', words: t('Its text will be sent to the model.') });
  if (request.warning) hints.push({ icon: 'warning', words: request.warning });
  return hints;
}

function outsideWords(request: PermissionRequest): string {
  const place = outerFolder(request.subject) ?? outerFolder(request.text);
  const isRead = request.permission === 'read';
  if (!place) {
    return isRead
      ? t('The file is not in {0}. Its text will be sent to the model.', request.folder)
      : t('The file is not in {0}.', request.folder);
  }
  return isRead
    ? t('The file is in {0}, not in {1}. Its text will be sent to the model.', place, request.folder)
    : t('The file is in {0}, not in {1}.', place, request.folder);
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
