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
      }
    | undefined;
  openEditors(): readonly {
    readonly path: string;
    readonly isActive: boolean;
    readonly isUnsaved: boolean;
  }[];
  /** Rejects when the file cannot be opened. */
  open(path: string, range?: TextRange): Promise<void>;
  problems(path?: string): readonly ProblemInfo[];
}
