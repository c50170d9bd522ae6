import type { Todo } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { t } from '../base/l10n';
import { visibleString } from '../text/visibleText';
import { drawVisible } from '../text/visible';
import { useState } from 'preact/hooks';

/** What the agent means to do, in one line that opens in place. */
export function TodosStrip() {
  const { store } = useChat();
  const [isOpen, setIsOpen] = useState(false);
  const todos = store.todos.value;
  const done = todos.filter((todo) => todo.state === 'done').length;
  // A list that is done has said all it can once the work is over.
  if (todos.length === 0 || (done === todos.length && !store.isBusy.value)) return null;
  const toggle = (event: Event) => {
    event.preventDefault(); // the element's own toggling would fight with the drawing
    setIsOpen(!isOpen);
  };
  return (
    <section class="strip" aria-label={t('Todos')} data-region>
      <details open={isOpen}>
        <summary onClick={toggle}>
          <Icon name="checklist" />
          <span class="num">{t('Todos {0}/{1}', done, todos.length)}</span>
          <span class="cut dim" dir="auto">
            {isOpen ? '' : drawVisible(presentOf(todos)?.title ?? '', 'prose')}
          </span>
          <Icon name="chevron-right" />
        </summary>
        {isOpen && (
          <ol tabIndex={0} aria-label={t('Todos')}>
            {todos.map((todo) => (
              <Row key={todo.id} todo={todo} />
            ))}
          </ol>
        )}
      </details>
    </section>
  );
}

function Row({ todo }: { todo: Todo }) {
  return (
    <li data-todo={todo.state}>
      <Icon name={icons[todo.state]} />
      <span class="cut" dir="auto" title={visibleString(todo.title, 'prose')}>
        {drawVisible(todo.title, 'prose')}
      </span>
      <span class={todo.state === 'blocked' ? 'small' : 'sr'}>{stateWords(todo.state)}</span>
    </li>
  );
}

const icons: Readonly<Record<Todo['state'], string>> = {
  done: 'pass',
  active: 'circle-large-filled',
  blocked: 'circle-slash',
  open: 'circle-large',
};

/** What the agent is at, else what comes next. */
function presentOf(todos: readonly Todo[]): Todo | undefined {
  const states = ['active', 'open', 'blocked'] as const;
  return states.map((state) => todos.find((todo) => todo.state === state)).find((todo) => todo !== undefined);
}

function stateWords(state: Todo['state']): string {
  switch (state) {
    case 'done':
      return t('done');
    case 'active':
      return t('in progress');
    case 'blocked':
      return t('blocked');
    case 'open':
      return t('open');
  }
}
