import * as path from 'node:path';
import type { RuleWords } from '../../protocol/approvals';
import type { Asked } from './asked';
import { prefixOf } from './commandLine';
import { isSafeToKeep } from './redact';
import { isAllowedBy, originOf, type RuleMatch } from './ruleMatch';

/** Nobody reads a longer line again before it runs. */
const lineLimit = 1000;

export interface Scope {
  readonly until: 'session' | 'folder';
  readonly match: RuleMatch;
}

/** The wider ways to allow a request, narrow before wide. Each would allow the request itself. */
export function scopesFor(asked: Asked, folder: string): readonly Scope[] {
  return candidates(asked).filter(({ match }) => isAllowedBy(match, asked, folder));
}

function candidates(asked: Asked): readonly Scope[] {
  switch (asked.kind) {
    case 'shell':
      return commandScopes(asked.command);
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
      return bothUntil({ kind: 'mcp', server: asked.server, tool: asked.tool });
    case 'tool':
      return bothUntil({ kind: 'tool', name: asked.name });
    case 'path':
    case 'other':
      return [];
  }
}

function commandScopes(command: string): readonly Scope[] {
  const line = command.trim();
  // A rule is kept as it is, so a line with a key in it cannot become one.
  if (line === '' || line.length > lineLimit || !isSafeToKeep(line)) return [];
  const words = prefixOf(line);
  const exact: RuleMatch = { kind: 'command', line };
  if (!words) return bothUntil(exact);
  const wide = bothUntil({ kind: 'commands', words: [...words] });
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
    case 'tool':
      return match;
  }
}
