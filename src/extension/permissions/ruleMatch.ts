import * as path from 'node:path';
import * as z from 'zod';
import type { Asked } from './asked';
import { beginsWith } from './commandLine';
import { realPathOf } from './realPath';

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
  z.object({ kind: z.literal('mcp'), server: text, tool: text }),
  z.object({ kind: z.literal('tool'), name: text }),
]);

export type RuleMatch = z.infer<typeof ruleMatch>;

/** Files that run code later, or hold keys: a rule for their folder does not reach them. */
const guarded = {
  write:
    /(^|\/)(\.git|\.vscode|\.idea|\.devcontainer|\.husky|\.github|\.env[^/]*|\.npmrc|\.netrc|\.ssh|\.envrc)(\/|$)/i,
  read: /(^|\/)(\.env[^/]*|\.npmrc|\.netrc|\.ssh|\.aws|\.gnupg|id_(rsa|dsa|ecdsa|ed25519)|[^/]+\.(pem|key|pfx|p12|kdbx))(\/|$)/i,
};

/** Whether a rule allows what is asked in this folder. */
export function isAllowedBy(rule: RuleMatch, asked: Asked, folder: string): boolean {
  switch (rule.kind) {
    case 'command':
      return asked.kind === 'shell' && asked.command.trim() === rule.line.trim() && rule.line.trim() !== '';
    case 'commands':
      return asked.kind === 'shell' && beginsWith(asked.command, rule.words);
    case 'write':
    case 'read':
      return asked.kind === rule.kind && isBelow(rule.kind, rule.path, asked.path, folder);
    case 'url':
      return asked.kind === 'url' && originOf(asked.url) === rule.origin && isSameSite(asked, rule.origin);
    case 'mcp':
      return asked.kind === 'mcp' && asked.server === rule.server && asked.tool === rule.tool;
    case 'tool':
      return asked.kind === 'tool' && asked.name === rule.name;
  }
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
  if (file === '') return false;
  const root = realPathOf(folder);
  const top = realPathOf(path.resolve(folder, place));
  const real = realPathOf(path.resolve(folder, file));
  if (!root || !top || !real || !isWithin(root, top) || !isWithin(top, real)) return false;
  const within = path.relative(root, real).split(path.sep).join('/');
  return !guarded[kind].test(within) || real === top;
}

function isWithin(outer: string, inner: string): boolean {
  const way = path.relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}
