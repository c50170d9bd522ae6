import type { EditorFacade, TextRange } from '../../base/editorApi';
import type { ListedFile } from './fileIndex';
import type { NamedFile } from './namedFile';

export interface FoundSymbol {
  readonly name: string;
  readonly path: string;
  readonly range: TextRange;
}

/** One command that ran in a terminal, with what it printed. */
export interface TerminalRun {
  readonly id: string;
  readonly terminal: string;
  readonly command: string;
  readonly output: string;
  readonly exitCode: number | undefined;
}

export interface NamedTool {
  readonly name: string;
  readonly description?: string | undefined;
}

/** Where context comes from; the editor provides it, tests replace it. Paths are absolute. */
export interface ContextSources {
  /** Without what `files.exclude`, `search.exclude` and git leave out. */
  files(): Promise<readonly ListedFile[]>;
  /** What bears exactly this name, also if `files` leaves it out. */
  namedFile(query: string): Promise<NamedFile | undefined>;
  symbols(query: string): Promise<readonly FoundSymbol[]>;
  /** The newest first. */
  terminalRuns(): readonly TerminalRun[];
  countChanges(signal?: AbortSignal): Promise<number>;
  readChanges(): Promise<string>;
  /** Tools that the agent of the shown session has. */
  tools(): Promise<readonly NamedTool[]>;
  readonly editor: Pick<EditorFacade, 'selection' | 'openEditors' | 'problems'>;
}
