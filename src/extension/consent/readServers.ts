import * as path from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import * as z from 'zod';
import { fieldsOf } from '../base/fields';
import { commandWords, type ConsentItem, type McpConfig } from './consentItems';
import { readNamed, readText, shownIn } from './readFiles';

const text = z.string();
const texts = z.array(text);
const local = z.strictObject({
  type: z.enum(['local', 'stdio']).optional(),
  command: text.min(1),
  args: texts.optional(),
  env: z.record(text, text).optional(),
  cwd: text.optional(),
  tools: texts.optional(),
});
const remote = z.strictObject({
  type: z.enum(['http', 'sse']),
  url: text.min(1),
  headers: z.record(text, text).optional(),
  tools: texts.optional(),
});

/** The MCP servers that the folder's own files name. */
export async function readServers(folder: string): Promise<readonly ConsentItem[]> {
  const files = ['.mcp.json', '.github/mcp.json'].map((name) => path.join(folder, name));
  return (await Promise.all(files.map((file) => serversIn(file, folder)))).flat();
}

async function serversIn(file: string, folder: string): Promise<readonly ConsentItem[]> {
  const read = await readText(file);
  if (read === undefined) return [];
  const shown = { kind: 'mcp-server', file: shownIn(folder, file), path: file, named: [] } as const;
  if ('problem' in read) return [{ ...shown, name: '', text: '', content: '', problem: read.problem }];
  const errors: ParseError[] = [];
  const root: unknown = parse(read.text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
  if (errors.length > 0) return [{ ...shown, name: '', text: '', content: read.text, problem: 'unreadable' }];
  const servers = Object.entries(fieldsOf(fieldsOf(root)['mcpServers']));
  return Promise.all(
    servers.map(async ([name, given]) => ({ ...shown, name, ...(await serverOf(name, given, folder)) })),
  );
}

type Found = Pick<ConsentItem, 'text' | 'content' | 'named' | 'env' | 'cwd' | 'problem' | 'payload'>;

async function serverOf(name: string, given: unknown, folder: string): Promise<Found> {
  const content = JSON.stringify(given);
  const bad = (problem: ConsentItem['problem']): Found => ({
    text: JSON.stringify(given, undefined, 1),
    content,
    named: [],
    ...(problem ? { problem } : {}),
  });
  // The CLI would fill them in from this machine's environment, which the file must not reach.
  if (content.includes('${')) return bad('variables');
  const ours = local.safeParse(given);
  if (ours.success) {
    const { command, args = [], env, cwd = '.', type, tools } = ours.data;
    const workingDirectory = path.resolve(folder, cwd);
    const named = await readNamed([command, ...args].join(' '), workingDirectory, folder);
    if (!named) return bad('unreadable');
    const config: McpConfig = {
      command,
      args,
      workingDirectory,
      ...(type ? { type } : {}),
      ...(env ? { env } : {}),
      ...(tools ? { tools } : {}),
    };
    return {
      text: commandWords(command, args),
      content,
      named,
      ...(workingDirectory === folder ? {} : { cwd }),
      ...lines(env),
      payload: { kind: 'mcp-server', name, config },
    };
  }
  const theirs = remote.safeParse(given);
  if (!theirs.success) return bad('shape');
  const { headers, tools, ...rest } = theirs.data;
  const config: McpConfig = { ...rest, ...(headers ? { headers } : {}), ...(tools ? { tools } : {}) };
  return {
    text: theirs.data.url,
    content,
    named: [],
    ...lines(headers),
    payload: { kind: 'mcp-server', name, config },
  };
}

function lines(record: Readonly<Record<string, string>> | undefined): Pick<ConsentItem, 'env'> {
  const all = Object.entries(record ?? {}).map(([name, value]) => `${name}=${value}`);
  return all.length > 0 ? { env: all } : {};
}
