import * as path from 'node:path';
import type { RuleReach, RuleWords } from '../../protocol/approvals';
import { patternDoes, patternOf } from './commandPattern';
import { denialOf, type Denial } from './denial';
import { isSafeToKeep } from '../base/redact';
import { isCovered, isStillOffered, originOf, type RuleMatch } from './ruleMatch';
import type { Subject } from './subject';

/** Nobody reads a longer line again before it runs. */
const lineLimit = 1000;

export interface Scope {
  readonly until: RuleReach;
  readonly match: RuleMatch;
}

export interface Denied {
  readonly until: Exclude<RuleReach, 'session'>;
  readonly match: Denial;
}

/** The wider ways to allow a request, narrow before wide. Each would allow the request itself. */
export function scopesFor(subject: Subject, folder: string): readonly Scope[] {
  return candidates(subject, folder).filter(
    ({ match }) => isStillOffered(match) && isCovered(match, subject, folder),
  );
}

/** What could be forbidden from now on. */
export function denialsFor(subject: Subject): readonly Denied[] {
  const match = denialOf(subject);
  return match
    ? [
        { until: 'folder', match },
        { until: 'everywhere', match },
      ]
    : [];
}

function candidates(asked: Subject, folder: string): readonly Scope[] {
  switch (asked.kind) {
    case 'shell':
      return commandScopes(asked, folder);
    case 'write':
      return [
        { until: 'session', match: { kind: 'write', path: '.' } },
        { until: 'folder', match: { kind: 'write', path: placeOf(asked.path) } },
      ];
    case 'read':
      return bothUntil({ kind: 'read', path: '.' });
    case 'url': {
      const origin = originOf(asked.url);
      return origin === undefined ? [] : bothUntil({ kind: 'url', origin });
    }
    case 'mcp':
      return bothUntil({ kind: 'mcp', server: asked.server, tool: asked.tool, identity: asked.identity });
    case 'tool':
      return bothUntil({ kind: 'tool', name: asked.name });
    case 'path':
    case 'editor':
    case 'page':
    case 'hook':
    case 'other':
      return [];
  }
}

function commandScopes(asked: Subject & { readonly kind: 'shell' }, folder: string): readonly Scope[] {
  const line = asked.command.trim();
  // A rule is kept as it is, so a line with a key in it cannot become one.
  if (line === '' || line.length > lineLimit || !isSafeToKeep(line)) return [];
  const words = patternOf(line);
  const exact: RuleMatch = { kind: 'command', line };
  const match: RuleMatch | undefined = words && { kind: 'commands', words: [...words] };
  if (!words || !match || !isCovered(match, asked, folder)) return bothUntil(exact);
  // What runs the files of a folder is allowed for that folder alone.
  const everywhere: readonly Scope[] = patternDoes(words) === 'reads' ? [{ until: 'everywhere', match }] : [];
  const wide = [...bothUntil(match), ...everywhere];
  return words.join(' ') === line ? wide : [...wide, { until: 'folder', match: exact }];
}

function bothUntil(match: RuleMatch): readonly Scope[] {
  return [
    { until: 'session', match },
    { until: 'folder', match },
  ];
}

/** The folder of a file; the file itself at the top, since the whole folder would be too much to save. */
function placeOf(file: string): string {
  const place = path.posix.dirname(file.replaceAll('\\', '/'));
  return place === '.' || place === '/' ? file : place;
}

/** A rule as the page words it. */
export function ruleWords(match: RuleMatch): RuleWords {
  switch (match.kind) {
    case 'command':
      return { kind: 'command', text: match.line, isExact: true };
    case 'commands':
      return { kind: 'command', text: match.words.join(' '), isExact: false };
    case 'write':
    case 'read':
      return { kind: match.kind, path: match.path === '.' ? '' : match.path };
    case 'url':
      return { kind: 'url', host: match.origin.replace(/^https:\/\//, '') };
    case 'mcp':
      return { kind: 'mcp', server: match.server, tool: match.tool };
    case 'tool':
      return match;
  }
}

/** What a rule forbids, as the page words it. */
export function denialWords(match: Denial): RuleWords {
  switch (match.kind) {
    case 'commands':
      return { kind: 'command', text: match.words.join(' '), isExact: false };
    case 'host':
      return { kind: 'url', host: match.host };
    case 'mcp':
    case 'tool':
      return match;
  }
}
