import * as z from 'zod';
import { redact } from '../base/redact';
import { subject, type Subject } from '../rules/subject';

const text = z.string();

const entry = z.object({
  id: text,
  /** Milliseconds since the epoch. */
  at: z.number(),
  session: text,
  title: text,
  /** The subagent or MCP server that asked. */
  askedBy: text.optional(),
  asked: subject,
  decision: z.enum(['allowed', 'denied', 'edited']),
  /**
   * What decided: the person, a rule, the permission mode, the sandbox that holds it, a hook of the folder; that it
   * shows only what the person's editor shows; another client of the session; the CLI, which did not ask.
   */
  by: z.enum(['you', 'rule', 'mode', 'sandbox', 'hook', 'editor', 'elsewhere', 'cli']),
  /** Which mode, if it was one. */
  mode: z.enum(['ask', 'allow-reads', 'allow-all']).optional(),
  /** The CLI's id of the request. */
  request: text.optional(),
  /** The tool call that it was for. */
  call: text.optional(),
  /** The rule that decided, or that was saved with the decision. */
  rule: text.optional(),
  /** What the agent was told with a denial, or the command as the person edited it. */
  words: text.optional(),
});

/** One decision of the past. */
export type LedgerEntry = z.infer<typeof entry>;

/** Where the ledger is kept: one line for each decision, oldest first. */
export interface LedgerStore {
  read(): Promise<string>;
  append(line: string): Promise<void>;
  replace(text: string): Promise<void>;
}

/** Decisions that somebody made, and as many that were made for them, so that these cannot drive those out. */
const limit = 500;
const textLimit = 2000;

/** Every decision on a request in this folder: kept on this machine, without secrets, bounded. */
export class Ledger {
  private kept: readonly LedgerEntry[] = [];
  private readonly loading: Promise<void>;
  private writing: Promise<void>;
  private written = 0;
  private unwritten: readonly LedgerEntry[] = [];

  constructor(
    private readonly store: LedgerStore,
    private readonly onError: (error: unknown) => void,
  ) {
    this.loading = this.load();
    this.writing = this.loading;
  }

  /** Oldest first. */
  get entries(): readonly LedgerEntry[] {
    return this.kept;
  }

  /** Resolves when what is on the disk has been read and all that was added is written. */
  settled(): Promise<void> {
    return this.writing;
  }

  add(decision: LedgerEntry): LedgerEntry {
    const safe = withoutSecrets(decision);
    this.kept = bounded([...this.kept, safe]);
    this.unwritten = [...this.unwritten, safe];
    this.write(() => this.append());
    return safe;
  }

  clear(): void {
    this.kept = [];
    this.unwritten = [];
    this.written = 0;
    this.write(() => this.store.replace(''));
  }

  /** One line of JSON for each decision. */
  export(): string {
    return toLines(this.kept);
  }

  private async load(): Promise<void> {
    try {
      const lines = (await this.store.read()).split('\n').filter((line) => line.trim() !== '');
      this.written = lines.length;
      this.kept = bounded([...lines.flatMap(parse), ...this.kept]);
    } catch (error) {
      this.onError(error);
    }
  }

  /** All that has come since the last time at once. */
  private async append(): Promise<void> {
    const added = this.unwritten;
    this.unwritten = [];
    this.written += added.length;
    if (this.written <= limit * 3) return this.store.append(toLines(added));
    this.written = this.kept.length;
    await this.store.replace(toLines(this.kept));
  }

  private write(work: () => Promise<void>): void {
    this.writing = this.writing.then(work).catch(this.onError);
  }
}

function bounded(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  const sortOf = (one: LedgerEntry) =>
    !isMadeForThem(one) ? 'decided' : one.by === 'hook' ? 'hook' : 'made';
  const sorts = { made: limit, hook: limit / 2, decided: limit };
  const stay = new Set(
    Object.entries(sorts).flatMap(([sort, most]) =>
      entries.filter((one) => sortOf(one) === sort).slice(-most),
    ),
  );
  return entries.filter((one) => stay.has(one));
}

/** Nobody was asked, and no rule speaks of it. */
export function isMadeForThem({ by }: Pick<LedgerEntry, 'by'>): boolean {
  return by !== 'you' && by !== 'rule';
}

/** A line that was cut by a crash, or written by a later version, is left out. */
function parse(line: string): readonly LedgerEntry[] {
  try {
    const parsed = entry.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

function toLines(entries: readonly LedgerEntry[]): string {
  return entries.map((one) => `${JSON.stringify(one)}\n`).join('');
}

function withoutSecrets(one: LedgerEntry): LedgerEntry {
  return {
    ...one,
    title: clean(one.title),
    asked: redactAsked(one.asked),
    ...(one.words === undefined ? {} : { words: clean(one.words) }),
  };
}

function redactAsked(what: Subject): Subject {
  switch (what.kind) {
    case 'shell':
      return { ...what, command: clean(what.command) };
    case 'url':
      return {
        kind: 'url',
        url: clean(what.url),
        ...(what.from === undefined ? {} : { from: clean(what.from) }),
      };
    case 'page':
      return { ...what, url: clean(what.url) };
    case 'write':
    case 'read':
      return {
        ...what,
        path: short(what.path),
        ...(what.others && { others: what.others.slice(0, 100).map(short) }),
      };
    case 'path':
      return { ...what, path: short(what.path) };
    case 'hook':
      return { ...what, ...(what.command === undefined ? {} : { command: clean(what.command) }) };
    case 'mcp':
    case 'tool':
    case 'editor':
    case 'other':
      return what;
  }
}

function short(path: string): string {
  return path.slice(0, textLimit);
}

function clean(words: string): string {
  // Cut before and after: looking for secrets in a very long text would take long.
  const safe = redact(words.slice(0, textLimit * 2));
  return safe.length > textLimit ? `${safe.slice(0, textLimit)}…` : safe;
}
