import * as path from 'node:path';
import { skillFolders } from '../base/skillFolders';
import { bringsTools, fieldNames, fieldOf, frontMatter } from './frontMatter';
import type { ConsentItem } from './consentItems';
import { filesIn, namesIn, readText, shownIn } from './readFiles';

/** The custom agents of a folder: each has tools, all of them where it names none. */
export async function readAgents(folder: string): Promise<readonly ConsentItem[]> {
  const items: ConsentItem[] = [];
  for (const place of ['.github/agents', '.claude/agents']) {
    for (const file of await filesIn(path.join(folder, place), '.md')) {
      const item = await agentOf(file, folder);
      if (item) items.push(item);
    }
  }
  return items;
}

async function agentOf(file: string, folder: string): Promise<ConsentItem | undefined> {
  const fileName = path.basename(file);
  const bare = fileName.replace(/(?:\.agent)?\.md$/, '');
  const shown = { kind: 'agent', name: bare, file: shownIn(folder, file), path: file, named: [] } as const;
  const read = await readText(file);
  if (!read) return undefined;
  if ('problem' in read) return { ...shown, text: '', content: '', problem: read.problem };
  const { text } = read;
  const head = frontMatter(text);
  if (head === undefined || fieldNames(head) === undefined)
    return { ...shown, text: '', content: text, problem: 'shape' };
  const name = fieldOf(head, 'name') ?? bare;
  return { ...shown, name, text: head.trimEnd(), content: text, payload: { kind: 'agent', fileName, text } };
}

/** The skills of the folders that are more than words. */
export async function readSkills(folders: readonly string[]): Promise<readonly ConsentItem[]> {
  const items: ConsentItem[] = [];
  for (const place of skillFolders(folders)) {
    for (const dir of await namesIn(place)) {
      const file = path.join(place, dir, 'SKILL.md');
      const read = await readText(file);
      if (!read) continue;
      const shown = {
        kind: 'skill',
        name: dir,
        file: shownIn(folders[0] ?? '', file),
        path: file,
        named: [],
      } as const;
      if ('problem' in read) {
        items.push({ ...shown, text: '', content: '', problem: read.problem });
        continue;
      }
      if (!bringsTools(read.text)) continue;
      const head = frontMatter(read.text) ?? '';
      const name = fieldOf(head, 'name') ?? dir;
      const payload = { kind: 'skill', names: [...new Set([name, dir])] } as const;
      items.push({ ...shown, name, text: head.trimEnd(), content: read.text, payload });
    }
  }
  return items;
}
