import * as path from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import * as z from 'zod';
import { fieldsOf } from '../base/fields';
import { commandWords, type ConsentItem } from './consentItems';
import { readNamed, readText, shownIn } from './readFiles';

const text = z.string();
const server = z.looseObject({
  command: text.min(1),
  args: z.array(text).optional(),
  env: z.record(text, text).optional(),
});

/**
 * The language servers that a folder names. The CLI itself reads the file when the agent looks something up, so one
 * that is not understood as a whole keeps all of it off.
 */
export async function readLanguageServers(root: string, folder: string): Promise<readonly ConsentItem[]> {
  const file = path.join(root, '.github', 'lsp.json');
  const read = await readText(file);
  if (read === undefined) return [];
  const shown = { kind: 'lsp-server', file: shownIn(folder, file), path: file, named: [] } as const;
  if ('problem' in read) return [{ ...shown, name: '', text: '', content: '', problem: read.problem }];
  const errors: ParseError[] = [];
  const parsed: unknown = parse(read.text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
  const servers = Object.entries(fieldsOf(fieldsOf(parsed)['lspServers']));
  const content = read.text;
  if (errors.length > 0 || servers.length === 0)
    return [
      { ...shown, name: '', text: content, content, problem: errors.length > 0 ? 'unreadable' : 'shape' },
    ];
  const items = await Promise.all(
    servers.map(async ([name, given]): Promise<ConsentItem> => {
      const known = server.safeParse(given);
      const raw = JSON.stringify(given, undefined, 1);
      if (!known.success) return { ...shown, name, text: raw, content, problem: 'shape' };
      const { command, args = [], env = {} } = known.data;
      const named = await readNamed([command, ...args].join(' '), root, root);
      if (!named) return { ...shown, name, text: raw, content, problem: 'unreadable' };
      const lines = Object.entries(env).map(([key, value]) => `${key}=${value}`);
      return {
        ...shown,
        name,
        text: commandWords(command, args),
        content,
        named,
        ...(lines.length > 0 ? { env: lines } : {}),
      };
    }),
  );
  return items;
}
