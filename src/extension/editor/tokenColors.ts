import { parse } from 'jsonc-parser';
import * as z from 'zod';
import type { TokenColors } from '../../protocol/toView';

/** TextMate scopes that stand for each kind of token in the chat, the most telling first. */
const scopes: Record<keyof TokenColors, readonly string[]> = {
  keyword: ['keyword.control', 'keyword', 'storage.type', 'storage'],
  string: ['string', 'string.quoted'],
  number: ['constant.numeric', 'constant'],
  comment: ['comment'],
  function: ['entity.name.function', 'support.function'],
  type: ['entity.name.type', 'support.type', 'support.class', 'entity.name.class'],
};

const rule = z.object({
  scope: z.union([z.string(), z.array(z.string())]).optional(),
  settings: z.object({ foreground: z.string().optional() }).optional(),
});
const theme = z.object({
  include: z.string().optional(),
  tokenColors: z.array(rule).optional().catch(undefined),
});

export type TokenRule = z.infer<typeof rule>;

export const noTokenColors: TokenColors = {
  keyword: '',
  string: '',
  number: '',
  comment: '',
  function: '',
  type: '',
};

/** The rules of a theme file and of those it includes, the included first. */
export async function readRules(
  file: string,
  read: (file: string) => Promise<string>,
  resolve: (from: string, include: string) => string,
  depth = 0,
): Promise<readonly TokenRule[]> {
  const parsed = theme.safeParse(parse(await read(file)));
  if (!parsed.success || depth > 5) return [];
  const { include, tokenColors = [] } = parsed.data;
  const inherited = include ? await readRules(resolve(file, include), read, resolve, depth + 1) : [];
  return [...inherited, ...tokenColors];
}

/** The colour of each kind of token: of its first scope that a rule matches, by the most exact rule, the last of equals. */
export function tokenColors(rules: readonly TokenRule[]): TokenColors {
  const exact = new Map<string, string>();
  for (const { scope, settings } of rules) {
    const foreground = settings?.foreground;
    if (!foreground || !/^#[0-9a-f]{3,8}$/i.test(foreground)) continue;
    for (const selector of [scope ?? []].flat().flatMap((one) => one.split(',')))
      exact.set(selector.trim(), foreground);
  }
  const find = (candidates: readonly string[]) =>
    candidates.map((scope) => lookUp(exact, scope)).find(Boolean) ?? '';
  return {
    keyword: find(scopes.keyword),
    string: find(scopes.string),
    number: find(scopes.number),
    comment: find(scopes.comment),
    function: find(scopes.function),
    type: find(scopes.type),
  };
}

/** A rule for `keyword` also colours `keyword.control`. */
function lookUp(rules: ReadonlyMap<string, string>, scope: string): string | undefined {
  const parts = scope.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const found = rules.get(parts.slice(0, length).join('.'));
    if (found) return found;
  }
  return undefined;
}
