import type { Todo } from '../../protocol/toView';
import { CopilotError, type CopilotSession, type Logger } from '../../sdk/index';
import { describe } from '../base/describeError';
import { fieldsOf, listOf, textOf, wordsOf } from '../base/fields';

export interface TodosOptions {
  readonly logger: Logger;
  readonly changed: (todos: readonly Todo[]) => void;
}

/** The list that the agent keeps for itself; the CLI only tells that it changed. */
export class Todos {
  private list: readonly Todo[] = [];
  private reading: Promise<void> | undefined;
  private isStale = false;

  constructor(private readonly options: TodosOptions) {}

  get all(): readonly Todo[] {
    return this.list;
  }

  /** Follows a session from now on; one that was resumed may have a list already. */
  async follow(session: CopilotSession, isResumed: boolean): Promise<void> {
    for (const type of ['session.todos_changed', 'session.snapshot_rewind'])
      session.on(type, () => void this.refresh(session));
    if (isResumed) await this.refresh(session);
  }

  /** Reads one at a time; what changes meanwhile is read once more. */
  private refresh(session: CopilotSession): Promise<void> {
    this.isStale = true;
    this.reading ??= this.readAll(session).finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async readAll(session: CopilotSession): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      try {
        this.take(todosOf(await session.rpc.plan.readSqlTodos({})));
      } catch (error) {
        // A CLI without such lists, or one that has just ended.
        if (!(error instanceof CopilotError)) throw error;
        this.options.logger.debug(`The todos could not be read: ${describe(error)}`);
      }
    }
  }

  private take(todos: readonly Todo[]): void {
    if (JSON.stringify(todos) === JSON.stringify(this.list)) return;
    this.list = todos;
    this.options.changed(todos);
  }
}

/** The rows as the agent wrote them: any column may be missing, and any word may stand for a state. */
export function todosOf(reply: unknown): readonly Todo[] {
  return listOf(fieldsOf(reply), 'rows')
    .map(fieldsOf)
    .map((row, index) => ({
      id: wordsOf(row, 'id') ?? String(index),
      title: wordsOf(row, 'title') ?? wordsOf(row, 'description') ?? wordsOf(row, 'id') ?? '',
      state: stateOf(textOf(row, 'status') ?? ''),
    }))
    .filter((todo) => todo.title.trim() !== '');
}

function stateOf(status: string): Todo['state'] {
  switch (status.toLowerCase().replaceAll(/[\s-]/g, '_')) {
    case 'done':
    case 'completed':
    case 'complete':
      return 'done';
    case 'in_progress':
    case 'active':
    case 'doing':
      return 'active';
    case 'blocked':
      return 'blocked';
    default:
      return 'open';
  }
}
