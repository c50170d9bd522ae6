import * as path from 'node:path';
import { fieldsOf, textOf, type Fields } from '../base/fields';
import { commandsOf, parseHookFile, type FoundHook } from './hookFile';
import type { ConsentItem } from './consentItems';
import { filesIn, readNamed, readText, shownIn } from './readFiles';

const settings = [
  '.github/copilot/settings.json',
  '.github/copilot/settings.local.json',
  '.claude/settings.json',
  '.claude/settings.local.json',
];

interface Place {
  /** Where the files lie and the commands run. */
  readonly root: string;
  /** What paths are shown relative to. */
  readonly folder: string;
}

/** The hooks that the files of a folder define. */
export async function readHooks(place: Place): Promise<readonly ConsentItem[]> {
  const { root } = place;
  const files = [
    ...(await filesIn(path.join(root, '.github', 'hooks'), '.json')),
    ...settings.map((file) => path.join(root, file)),
  ];
  const items: ConsentItem[] = [];
  for (const file of files) {
    const read = await readText(file);
    if (read === undefined) continue;
    if ('problem' in read) {
      items.push(brokenFile(file, place, read.problem, ''));
      continue;
    }
    const { hooks, disablesAll, isBroken } = parseHookFile(read.text);
    if (disablesAll) return [];
    if (isBroken) items.push(brokenFile(file, place, 'unreadable', read.text));
    for (const hook of hooks) items.push(await itemOf(hook, file, place));
  }
  return items;
}

async function itemOf(hook: FoundHook, file: string, place: Place): Promise<ConsentItem> {
  const { root, folder } = place;
  const { event, matcher, fields, raw } = hook;
  const shown = { name: event, file: shownIn(folder, file), path: file, ...(matcher ? { matcher } : {}) };
  const content = JSON.stringify([event, matcher ?? null, raw, root]);
  if (hook.isUnknown || !fields) {
    return { kind: 'hook', ...shown, text: raw, content, named: [], problem: 'shape' };
  }
  const cwd = path.resolve(root, textOf(fields, 'cwd') ?? '.');
  const commands = commandsOf(fields);
  const named = await readNamed(commands.join('\n'), cwd, root);
  return {
    kind: 'hook',
    ...shown,
    text: commands.join('\n'),
    content,
    named: named ?? [],
    ...(cwd === folder ? {} : { cwd: shownIn(folder, cwd) }),
    ...envOf(fields),
    ...(named ? { payload: payloadOf(hook, fields, cwd, file) } : { problem: 'unreadable' }),
  };
}

/** As the file has it, but that its place and folder are told: it is handed over from elsewhere. */
function payloadOf(hook: FoundHook, fields: Fields, cwd: string, file: string): ConsentItem['payload'] {
  const { event, matcher, isGrouped } = hook;
  const env = { COPILOT_HOOK_DIR: path.dirname(file), ...fieldsOf(fields['env']) };
  const group = { group: matcher === undefined ? {} : { matcher } };
  return { kind: 'hook', event, hook: { ...fields, type: 'command', cwd, env }, ...(isGrouped ? group : {}) };
}

function envOf(fields: Fields): Pick<ConsentItem, 'env'> {
  const env = Object.entries(fieldsOf(fields['env'])).map(([name, value]) => `${name}=${String(value)}`);
  return env.length > 0 ? { env } : {};
}

function brokenFile(
  file: string,
  { folder }: Place,
  problem: NonNullable<ConsentItem['problem']>,
  text: string,
): ConsentItem {
  const shown = shownIn(folder, file);
  return { kind: 'hook', name: '', file: shown, path: file, text: '', content: text, named: [], problem };
}
