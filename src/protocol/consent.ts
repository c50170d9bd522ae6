/** What the folder wants to run by itself, for the person to look at. Plain types, no run-time code. */

export type ConsentKind = 'hook' | 'mcp-server' | 'lsp-server' | 'agent' | 'skill';

/** Why something stays off whatever the person says. */
export type ConsentProblem = 'shape' | 'variables' | 'unreadable' | 'too-large';

export interface ConsentRow {
  /** The CLI's name of a hook's event, else the name of the server, agent or skill. */
  readonly name: string;
  /** All that runs, as it stands in the file: never cut. */
  readonly text: string;
  /** Relative to the folder, where it lies there. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  /** The tools that a hook is for, if not for all. */
  readonly matcher?: string;
  /** Where it runs, if not in the folder. */
  readonly cwd?: string;
  /** Variables of the environment or headers, as `NAME=value`. */
  readonly env?: readonly string[];
  readonly problem?: ConsentProblem;
}

/** All of one kind: one yes for all of them. */
export interface ConsentGroup {
  readonly kind: ConsentKind;
  /** Of the content that the yes holds for. */
  readonly hash: string;
  /** Another content was allowed before. */
  readonly isChanged: boolean;
  readonly rows: readonly ConsentRow[];
}

export interface ConsentAsk {
  readonly folder: string;
  readonly groups: readonly ConsentGroup[];
}
