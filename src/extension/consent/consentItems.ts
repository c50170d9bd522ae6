import { createHash } from 'node:crypto';
import type { ConsentKind, ConsentProblem, ConsentRow } from '../../protocol/consent';

/** What a yes leads to, as the CLI is given it. */
export type Payload =
  | {
      readonly kind: 'hook';
      readonly event: string;
      readonly hook: Readonly<Record<string, unknown>>;
      /** Its group's fields, where it stands in one. */
      readonly group?: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'mcp-server'; readonly name: string; readonly config: McpConfig }
  | { readonly kind: 'agent'; readonly fileName: string; readonly text: string }
  | { readonly kind: 'skill'; readonly names: readonly string[] };

export type McpConfig =
  | {
      readonly type?: 'local' | 'stdio';
      readonly command: string;
      readonly args?: readonly string[];
      readonly env?: Readonly<Record<string, string>>;
      readonly workingDirectory: string;
      readonly tools?: readonly string[];
    }
  | {
      readonly type: 'http' | 'sse';
      readonly url: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly tools?: readonly string[];
    };

/** A file that the item names, with the hash of what is in it; undefined when it is not there. */
export interface NamedFile {
  readonly path: string;
  readonly hash: string | undefined;
}

/** One thing of the folder that runs by itself, or brings tools. */
export interface ConsentItem extends ConsentRow {
  readonly kind: ConsentKind;
  readonly problem?: ConsentProblem;
  /** Everything that decides what runs, as far as it stands in the item itself. */
  readonly content: string;
  readonly named: readonly NamedFile[];
  /** Absent where it stays off whatever the person says. */
  readonly payload?: Payload;
}

/** A command with its arguments in one line. */
export function commandWords(command: string, args: readonly string[]): string {
  const word = (text: string) => (/^[\w./:@%+=,-]+$/.test(text) ? text : JSON.stringify(text));
  return [command, ...args.map(word)].join(' ');
}

/** Of exactly these items with exactly this content. */
export function hashOf(items: readonly ConsentItem[]): string {
  const parts = items.map(({ kind, name, file, content, named }) => [
    kind,
    name,
    file,
    content,
    named.map(({ path, hash }) => [path, hash ?? null]),
  ]);
  return hashText(JSON.stringify(parts));
}

export function hashText(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}
