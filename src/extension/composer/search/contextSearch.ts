import * as path from 'node:path';
import type { ContextItem, ContextTrigger, ToView } from '../../../protocol/toView';
import type { Logger } from '../../../sdk/index';
import { describe } from '../../base/describeError';
import { attachSelection } from '../../transcript/attachments';
import { shownPath } from '../../base/folderPaths';
import type { ContextSources, FoundSymbol } from './contextSources';
import { FileIndex, type FoundPath } from './fileIndex';
import { fuzzyMatch } from './fuzzyMatch';
import type { NamedFile } from './namedFile';
import { symbolValue } from './pickedValue';

export interface ContextSearchOptions {
  readonly sources: ContextSources;
  /** Paths are shown relative to it. */
  readonly folder: string;
  readonly commands: () => Promise<readonly ContextItem[]>;
  readonly emit: (fact: ToView) => void;
  readonly logger: Logger;
}

interface Search {
  readonly id: number;
  readonly trigger: ContextTrigger;
  readonly query: string;
}

/** Keys of one word follow each other faster. */
const pauseMs = 120;
const [mostEditors, mostFiles, mostSymbols, mostTools] = [6, 40, 12, 60];

/** Finds what may follow `@`, `#` and `/`. Only the newest question is answered. */
export class ContextSearch {
  private readonly files: FileIndex;
  private newest = 0;
  private running: AbortController | undefined;

  constructor(private readonly options: ContextSearchOptions) {
    this.files = new FileIndex(() => options.sources.files());
  }

  async search(wanted: Search): Promise<void> {
    this.newest = wanted.id;
    this.running?.abort();
    switch (wanted.trigger) {
      case '@':
        return this.searchContext(wanted);
      case '#':
        return this.answer(wanted, matching(await this.toolItems(), wanted.query, mostTools));
      case '/':
        return this.answer(wanted, matching(await this.options.commands(), wanted.query, Infinity));
    }
  }

  /** Files at once; symbols and the number of changes, which take longer, in a second answer. */
  private async searchContext(wanted: Search): Promise<void> {
    const slow = this.slowItems(wanted);
    await this.or(undefined, this.files.refresh());
    const quick = await this.quickItems(wanted.query);
    this.answer(wanted, [...quick, ...this.moreItems(undefined)]);
    const found = await slow;
    if (found) this.answer(wanted, [...quick, ...found.symbols, ...this.moreItems(found.changes)]);
  }

  /** Begun when the person stops typing, and ended when they go on: languages and git work for each question. */
  private async slowItems(wanted: Search) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (wanted.id !== this.newest) return undefined;
    this.running = new AbortController();
    const counted = this.options.sources.countChanges(this.running.signal);
    const [symbols, changes] = await Promise.all([
      this.or([], this.symbols(wanted.query)),
      this.or(0, counted),
    ]);
    return { symbols, changes };
  }

  private answer({ id }: Search, items: readonly ContextItem[]): void {
    if (id === this.newest) this.options.emit({ type: 'context/found', id, items });
  }

  private async quickItems(query: string): Promise<readonly ContextItem[]> {
    const editors = this.editorItems(query);
    const open = new Set(this.options.sources.editor.openEditors().map((editor) => editor.path));
    if (query === '') return editors;
    const files = this.files.search(query, mostFiles, open).filter(({ file }) => !open.has(file));
    const named = await this.or(undefined, this.options.sources.namedFile(query));
    const isListed = !named || [...open, ...files.map(({ file }) => file)].includes(named.file);
    return [...editors, ...(isListed ? [] : [namedItem(named)]), ...files.map(fileItem)];
  }

  private editorItems(query: string): readonly ContextItem[] {
    const { folder, sources } = this.options;
    const items = sources.editor.openEditors().map((editor) => {
      const parent = path.posix.dirname(shownPath(folder, editor.path));
      return item('editors', 'file', path.basename(editor.path), parent === '.' ? '' : parent, editor.path);
    });
    const unique = [...new Map(items.map((one) => [one.value, one])).values()];
    return matching(unique, query, mostEditors);
  }

  private async symbols(query: string): Promise<readonly ContextItem[]> {
    if (query.length < 2) return [];
    const found = await this.options.sources.symbols(query);
    return matching(
      found.map((symbol) => this.symbolItem(symbol)),
      query,
      mostSymbols,
    );
  }

  private symbolItem(symbol: FoundSymbol): ContextItem {
    const place = `${path.basename(symbol.path)}:${symbol.range.start.line + 1}`;
    return item('symbols', 'symbol', symbol.name, place, symbolValue(symbol));
  }

  /** What has a word of its own instead of a name: the page knows the words and matches them. */
  private moreItems(changes: number | undefined): readonly ContextItem[] {
    const { editor, terminalRuns } = this.options.sources;
    const selection = editor.selection();
    const label =
      selection?.text &&
      attachSelection(selection.path, selection.text, selection.range, selection.cell).label;
    const runs = terminalRuns().map((run) =>
      item('more', 'terminal', '', `${run.terminal}, ${run.command}`, run.id),
    );
    const none = item('more', 'terminal', '', '', '');
    const paths = editor.openEditors().length;
    return [
      { ...item('more', 'selection', '', label || '', ''), count: label ? 1 : 0 },
      { ...item('more', 'problems', '', '', ''), count: editor.problems().length },
      ...(runs.length > 0 ? runs : [{ ...none, count: 0 }]),
      { ...item('more', 'changes', '', '', ''), ...(changes === undefined ? {} : { count: changes }) },
      { ...item('more', 'editors', '', '', ''), count: paths },
    ];
  }

  private async toolItems(): Promise<readonly ContextItem[]> {
    const tools = await this.or([], this.options.sources.tools());
    return tools.map(({ name, description }) =>
      item('tools', 'tool', name, description?.trim().split('\n')[0] ?? '', name),
    );
  }

  private async or<T>(otherwise: T, coming: Promise<T>): Promise<T> {
    try {
      return await coming;
    } catch (error) {
      this.options.logger.warn(`Context could not be looked up: ${describe(error)}`);
      return otherwise;
    }
  }
}

/** Those whose label matches, the best first; all, in their order, when nothing is typed yet. */
export function matching(
  items: readonly ContextItem[],
  query: string,
  limit: number,
): readonly ContextItem[] {
  if (query === '') return items.slice(0, limit);
  const wanted = query.normalize('NFC').toLowerCase();
  const found = items.flatMap((one) => {
    const label = one.label.normalize('NFC');
    const match = fuzzyMatch(wanted, label);
    return match ? [{ ...one, label, marks: match.marks, score: match.score }] : [];
  });
  found.sort((a, b) => b.score - a.score);
  return found.slice(0, limit).map(({ score: _, ...one }) => one);
}

function fileItem({ name, parent, file, isFolder, marks }: FoundPath): ContextItem {
  return { ...item('files', isFolder ? 'directory' : 'file', name, parent, file), marks };
}

function namedItem({ path: name, file, isFolder }: NamedFile): ContextItem {
  const parent = path.posix.dirname(name);
  const label = path.posix.basename(name);
  return item('files', isFolder ? 'directory' : 'file', label, parent === '.' ? '' : parent, file);
}

export function item(
  group: ContextItem['group'],
  kind: ContextItem['kind'],
  label: string,
  detail: string,
  value: string,
): ContextItem {
  return { group, kind, label, detail, value, marks: [] };
}
