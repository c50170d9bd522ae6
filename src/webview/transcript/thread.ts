import type { FunctionComponent } from 'preact';
import type { ItemModel } from '../state/turnModel';
import type { Section } from './arrange';

/** What the steps of one turn share. */
export interface Thread {
  readonly turnId: string;
  readonly models: ReadonlyMap<string, ItemModel>;
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly isRunning: boolean;
  /** What opened by itself stays open: the turn runs, or the pointer or the focus is among its steps. */
  readonly keepsOpen: boolean;
  readonly lastStepId: string | undefined;
  /** Draws its sections: a subagent's thread lies within a step, and a step within sections. */
  readonly Sections: FunctionComponent<SectionsProps>;
}

export interface SectionsProps {
  readonly sections: readonly Section[];
  readonly thread: Thread;
  /** Name and look of the lists of steps, where they are not those of the turn itself. */
  readonly steps?: { readonly label: string; readonly className: string };
}

/** What a subagent did and said, and those that it started. */
export function idsWithin(id: string, children: Thread['children']): readonly string[] {
  return (children.get(id) ?? []).flatMap((child) => [child, ...idsWithin(child, children)]);
}
