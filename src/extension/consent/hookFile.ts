import { parse, type ParseError } from 'jsonc-parser';
import { fieldsOf, textOf, type Fields } from '../base/fields';
import { ownValue } from '../../protocol/ownValue';

/** One hook as a file has it. */
export interface FoundHook {
  readonly event: string;
  readonly matcher: string | undefined;
  /** The fields as they stand; undefined where there is no object. */
  readonly fields: Fields | undefined;
  /** Its group has the matcher, as in the settings of Claude. */
  readonly isGrouped: boolean;
  /** A part that is not known: it may be anything, so it stays off. */
  readonly isUnknown: boolean;
  readonly raw: string;
}

export interface HookFile {
  readonly hooks: readonly FoundHook[];
  readonly disablesAll: boolean;
  readonly isBroken: boolean;
}

const commandFields: ReadonlySet<string> = new Set([
  'type',
  'bash',
  'powershell',
  'command',
  'cwd',
  'env',
  'timeoutSec',
  'timeout',
  'matcher',
  'comment',
  'description',
]);

/** What a file of hooks or settings says of hooks. */
export function parseHookFile(text: string): HookFile {
  const errors: ParseError[] = [];
  const root: unknown = parse(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
  if (errors.length > 0) return { hooks: [], disablesAll: false, isBroken: true };
  const fields = fieldsOf(root);
  const events = fields['hooks'];
  const isBroken = events !== undefined && (typeof events !== 'object' || Array.isArray(events));
  const hooks = Object.entries(fieldsOf(events)).flatMap(([event, list]) => hooksOf(event, list));
  return { hooks, disablesAll: fields['disableAllHooks'] === true, isBroken };
}

function hooksOf(event: string, list: unknown): readonly FoundHook[] {
  if (!Array.isArray(list)) return [unknownHook(event, list)];
  return list.flatMap((entry: unknown) => {
    const fields = fieldsOf(entry);
    if (!('hooks' in fields)) return [hookOf(event, entry, textOf(fields, 'matcher'), false, fields)];
    const inner = fields['hooks'];
    const isKnown = Array.isArray(inner) && Object.keys(fields).every((key) => /^(hooks|matcher)$/.test(key));
    if (!isKnown) return [unknownHook(event, entry)];
    return inner.map((one: unknown) => hookOf(event, one, textOf(fields, 'matcher'), true, fields));
  });
}

function hookOf(
  event: string,
  entry: unknown,
  matcher: string | undefined,
  isGrouped: boolean,
  around: Fields,
): FoundHook {
  const fields = fieldsOf(entry);
  const hasOddMatcher = 'matcher' in around && matcher === undefined;
  const isUnknown = hasOddMatcher || !isCommand(fields);
  return { event, matcher, fields, isGrouped, isUnknown, raw: JSON.stringify(entry, undefined, 1) ?? '' };
}

function unknownHook(event: string, entry: unknown): FoundHook {
  const raw = JSON.stringify(entry, undefined, 1) ?? '';
  return { event, matcher: undefined, fields: undefined, isGrouped: false, isUnknown: true, raw };
}

function isCommand(fields: Fields): boolean {
  const commands = commandsOf(fields);
  return (
    (fields['type'] === undefined || fields['type'] === 'command') &&
    commands.length > 0 &&
    Object.keys(fields).every((key) => commandFields.has(key)) &&
    ['bash', 'powershell', 'command', 'cwd'].every((key) => isTextOrAbsent(ownValue(fields, key))) &&
    isTexts(fields['env'])
  );
}

/** Each of its commands: which of them runs depends on the system. */
export function commandsOf(fields: Fields): readonly string[] {
  const all = ['bash', 'powershell', 'command'].flatMap((key) => textOf(fields, key) ?? []);
  return [...new Set(all)].filter((command) => command.trim() !== '');
}

function isTexts(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((one) => typeof one === 'string');
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
