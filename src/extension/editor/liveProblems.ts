import * as path from 'node:path';
import type { FileProblems } from '../../protocol/toView';
import type { EditorFacade, ProblemInfo } from '../base/editorApi';
import { whenChanged } from '../base/onlyWhenChanged';

/** Those that one would want to have fixed. */
export function isSerious({ severity }: ProblemInfo): boolean {
  return severity === 'error' || severity === 'warning';
}

/** What is wrong in the file that the person looks at: an empty session offers to fix it. */
export class LiveProblems {
  private readonly tell: (current: FileProblems | undefined) => void;

  constructor(
    private readonly editor: Pick<EditorFacade, 'selection' | 'problems'>,
    changed: (problems: FileProblems | undefined) => void,
  ) {
    this.tell = whenChanged(changed);
  }

  get current(): FileProblems | undefined {
    const file = this.editor.selection()?.path;
    const count = file === undefined ? 0 : this.editor.problems(file).filter(isSerious).length;
    return file === undefined || count === 0 ? undefined : { path: file, name: path.basename(file), count };
  }

  /** The editor or its problems may have changed. */
  refresh(): void {
    this.tell(this.current);
  }
}
