import * as path from 'node:path';
import * as z from 'zod';
import { isAllowedByPattern, isStillPattern } from './commandPattern';
import { canHoldSecrets, canSteer } from './fileRisks';
import { placeOf, wayInto } from './folderPlace';
import { realPathOf } from '../base/realPath';
import { pathsOf, type Subject } from './subject';

const text = z.string();

/** What a saved rule allows. */
export const ruleMatch = z.discriminatedUnion('kind', [
  /** This line and no other. */
  z.object({ kind: z.literal('command'), line: text }),
  /** Simple commands that begin with these words. */
  z.object({ kind: z.literal('commands'), words: z.array(text).min(1) }),
  /** Files below a place of the folder, `.` for all of it. */
  z.object({ kind: z.enum(['write', 'read']), path: text }),
  /** Addresses of one host, by the same protocol and port. */
  z.object({ kind: z.literal('url'), origin: text }),
  z.object({ kind: z.literal('mcp'), server: text, tool: text, identity: text.optional() }),
  z.object({ kind: z.literal('tool'), name: text }),
]);

export type RuleMatch = z.infer<typeof ruleMatch>;

/** Whether this version would still offer a rule; one of an earlier version may allow more than it said. */
export function isStillOffered(rule: RuleMatch): boolean {
  switch (rule.kind) {
    case 'commands':
      return isStillPattern(rule.words);
    case 'mcp':
      return rule.identity !== undefined;
    default:
      return true;
  }
}

/** Whether a rule speaks of an act in this folder. */
export function isCovered(rule: RuleMatch, subject: Subject, folder: string): boolean {
  switch (rule.kind) {
    case 'command':
      return (
        subject.kind === 'shell' && subject.command.trim() === rule.line.trim() && rule.line.trim() !== ''
      );
    case 'commands':
      return (
        subject.kind === 'shell' &&
        isAllowedByPattern(subject.command, rule.words, { folder, isSecret: canHoldSecrets })
      );
    case 'write':
    case 'read':
      return (
        subject.kind === rule.kind &&
        pathsOf(subject).every((one) => isBelow(rule.kind, rule.path, one, folder))
      );
    case 'url':
      return (
        subject.kind === 'url' && originOf(subject.url) === rule.origin && isSameSite(subject, rule.origin)
      );
    case 'mcp':
      return subject.kind === 'mcp' && isSameTool(rule, subject);
    case 'tool':
      return subject.kind === 'tool' && subject.name === rule.name;
  }
}

type McpTool = { readonly server: string; readonly tool: string; readonly identity?: string | undefined };

/** A server that runs or reaches something else is another one, whatever it is called. */
function isSameTool(rule: McpTool, asked: McpTool): boolean {
  const isKnown = rule.identity !== undefined && rule.identity === asked.identity;
  return isKnown && asked.server === rule.server && asked.tool === rule.tool;
}

/** Protocol, host and port of an address of the web; undefined for anything else, or with a name and password. */
export function originOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, origin, username, password } = new URL(address);
  return /^https?:$/.test(protocol) && !username && !password ? origin : undefined;
}

/** A redirection from elsewhere was not what the person allowed. */
function isSameSite(asked: { readonly from?: string | undefined }, origin: string): boolean {
  return asked.from === undefined || originOf(asked.from) === origin;
}

/** Both paths as they are on the disk, so that no link leads out of the place. */
function isBelow(kind: 'write' | 'read', place: string, file: string, folder: string): boolean {
  const { real, within, isFolder } = placeOf(file, [folder]);
  const top = realPathOf(path.resolve(folder, place));
  if (real === undefined || within === undefined || top === undefined) return false;
  if (placeOf(place, [folder]).within === undefined || wayInto(top, real) === undefined) return false;
  if (canHoldSecrets(within)) return false;
  return kind === 'read' ? !isFolder : !canSteer(within);
}
