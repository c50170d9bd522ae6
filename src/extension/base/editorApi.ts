/** Positions are 0-based, as in the editor. */
export interface TextRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface ProblemInfo {
  readonly path: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  readonly source: string | undefined;
  readonly range: TextRange;
}

/** What the tools need of the editor. Paths are absolute. */
export interface EditorFacade {
  selection():
    | {
        readonly path: string;
        readonly language: string;
        readonly text: string;
        readonly range: TextRange;
        readonly isUnsaved: boolean;
        /** In a notebook, whose path is given: the cell that the lines are of, from 1. */
        readonly cell?: number;
      }
    | undefined;
  openEditors(): readonly {
    readonly path: string;
    readonly isActive: boolean;
    readonly isUnsaved: boolean;
  }[];
  /**
   * Brings a file into sight, the lines (0-based) marked for as long as the person does nothing there. Nothing is
   * selected: what is selected goes to the agent, and only the person does that. Rejects when it cannot be opened.
   */
  show(path: string, lines?: { readonly first: number; readonly last: number }): Promise<void>;
  problems(path?: string): readonly ProblemInfo[];
  /** Files whose text in the editor is not yet the one on the disk. */
  unsaved(): readonly string[];
  /** The person has the editor save what they type. */
  readonly savesByItself: boolean;
  /** Writes the editor's text of a file to the disk; false when it could not be written. */
  save(path: string): Promise<boolean>;
}
