import * as z from 'zod';
import { isOutside, shownPath } from '../chat/conversationPaths';
import { fieldsOf, textOf, textsOf, wordsOf } from '../chat/eventFields';

const text = z.string();

/** What a request is about, as far as a rule looks at it. Paths inside the folder are relative to it. */
export const asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shell'), command: text }),
  z.object({ kind: z.enum(['write', 'read']), path: text }),
  z.object({ kind: z.literal('url'), url: text, from: text.optional() }),
  z.object({ kind: z.literal('mcp'), server: text, tool: text }),
  z.object({ kind: z.literal('tool'), name: text }),
  /** Access to a place outside the folder. */
  z.object({ kind: z.literal('path'), path: text }),
  z.object({ kind: z.literal('other'), name: text }),
]);

export type Asked = z.infer<typeof asked>;

/** Reads a request of the CLI; what is not understood is `other`, which no rule allows. */
export function askedOf(request: unknown, prompt: unknown, folder: string): Asked {
  const fields = fieldsOf(request);
  const shown = fieldsOf(prompt);
  if (shown['kind'] === 'path') return { kind: 'path', path: placeOf(textsOf(shown, 'paths'), folder) };
  const { kind } = fields;
  switch (kind) {
    case 'shell':
      return { kind, command: textOf(fields, 'fullCommandText') ?? '' };
    case 'write':
      return { kind, path: shownPath(folder, textOf(fields, 'fileName') ?? '') };
    case 'read':
      return { kind, path: shownPath(folder, textOf(fields, 'path') ?? '') };
    case 'url':
      return urlAsked(textOf(fields, 'url') ?? '', wordsOf(fields, 'redirectedFrom'));
    case 'mcp': {
      const bare = shown['kind'] === 'mcp' ? wordsOf(shown, 'toolName') : undefined;
      const server = wordsOf(fields, 'serverName') ?? '';
      return { kind, server, tool: bare ?? textOf(fields, 'toolName') ?? '' };
    }
    case 'custom-tool':
      return { kind: 'tool', name: textOf(fields, 'toolName') ?? '' };
    default:
      return { kind: 'other', name: typeof kind === 'string' ? kind : '' };
  }
}

/** What is asked in one line: the command, the path, the address, the tool. */
export function askedText(what: Asked): string {
  switch (what.kind) {
    case 'shell':
      return what.command;
    case 'write':
    case 'read':
    case 'path':
      return what.path;
    case 'url':
      return what.url;
    case 'mcp':
      return `${what.server}: ${what.tool}`;
    case 'tool':
    case 'other':
      return what.name;
  }
}

function urlAsked(url: string, from: string | undefined): Asked {
  return { kind: 'url', url, ...(from === undefined ? {} : { from }) };
}

function placeOf(paths: readonly string[], folder: string): string {
  return paths.map((path) => (isOutside(folder, path) ? path : shownPath(folder, path))).join(', ');
}
