import * as z from 'zod';

const text = z.string();

/**
 * What an act is about, as far as a decision looks at it. Paths inside the folder are relative to it, with `/`
 * between their parts; all others are absolute.
 */
export const subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shell'), command: text }),
  /** `others` are reached by the same act. */
  z.object({ kind: z.enum(['write', 'read']), path: text, others: z.array(text).optional() }),
  z.object({ kind: z.literal('url'), url: text, from: text.optional() }),
  /** `identity` tells one server of a name from another: a hash of what is run or reached. */
  z.object({ kind: z.literal('mcp'), server: text, tool: text, identity: text.optional() }),
  z.object({ kind: z.literal('tool'), name: text }),
  /** One of the editor's own tools, and the file that it shows or tells of. */
  z.object({ kind: z.literal('editor'), tool: text, path: text.optional() }),
  /** A page that was fetched and is to enter the conversation. */
  z.object({ kind: z.literal('page'), url: text }),
  /** Access to a place outside the folder. */
  z.object({ kind: z.literal('path'), path: text }),
  /** A command that a file of hooks brings along. */
  z.object({ kind: z.literal('hook'), event: text, command: text.optional(), file: text.optional() }),
  /** A kind of a newer CLI; no rule allows it. */
  z.object({ kind: z.literal('other'), name: text }),
]);

export type Subject = z.infer<typeof subject>;

/** What is asked in one line: the command, the path, the address, the tool. */
export function subjectText(what: Subject): string {
  switch (what.kind) {
    case 'shell':
      return what.command;
    case 'write':
    case 'read':
      return [what.path, ...(what.others ?? [])].join(', ');
    case 'path':
      return what.path;
    case 'url':
    case 'page':
      return what.url;
    case 'mcp':
      return `${what.server}: ${what.tool}`;
    case 'editor':
      return what.path === undefined ? what.tool : `${what.tool}: ${what.path}`;
    case 'hook':
      return what.command ?? what.event;
    case 'tool':
    case 'other':
      return what.name;
  }
}

/** Every file that an act names. */
export function pathsOf(what: Subject): readonly string[] {
  switch (what.kind) {
    case 'write':
    case 'read':
      return [what.path, ...(what.others ?? [])];
    case 'editor':
      return what.path === undefined ? [] : [what.path];
    default:
      return [];
  }
}
