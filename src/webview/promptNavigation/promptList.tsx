import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PromptLine } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Button } from '../ui/controls';
import { t } from '../base/l10n';

type ListRef = { readonly current: HTMLElement | null };

interface PromptListProps {
  readonly close: (givesFocusBack: boolean) => void;
}

/** The prompts of the conversation, a part at a time, to go to one of them. */
export function PromptList({ close }: PromptListProps) {
  const { store, window, send } = useChat();
  const list = useRef<HTMLDivElement>(null);
  const listed = store.prompts.value;
  const ask = (turnId: string | undefined) => turnId && send({ type: 'prompts/list', turnId });
  useEffect(() => {
    store.prompts.value = undefined;
    ask(window.visible.peek() ?? store.range.last.peek()?.id);
  }, []);
  useFocus(list, listed?.turnId);
  return (
    <div
      ref={list}
      class="prompts"
      onKeyDown={(event) => onKey(event, list, close)}
      onFocusOut={(event) => onLeave(event, list, close)}
      aria-busy={listed === undefined}
    >
      {listed?.hasOlder && (
        <Button rank="quiet" icon="arrow-up" onClick={() => ask(listed.prompts[0]?.turnId)}>
          {t('Earlier prompts')}
        </Button>
      )}
      <ul>
        {listed?.prompts.map((prompt) => (
          <PromptRow key={prompt.turnId} prompt={prompt} close={close} />
        ))}
      </ul>
      {listed?.hasNewer && (
        <Button rank="quiet" icon="arrow-down" onClick={() => ask(listed.prompts.at(-1)?.turnId)}>
          {t('Later prompts')}
        </Button>
      )}
    </div>
  );
}

function PromptRow({ prompt, close }: PromptListProps & { readonly prompt: PromptLine }) {
  const { window, scroll } = useChat();
  const { turnId, text } = prompt;
  const go = () => {
    close(false);
    scroll.letGo();
    window.show(turnId, true);
  };
  return (
    <li>
      <button
        type="button"
        class="cut"
        dir="auto"
        data-prompt={turnId}
        title={text}
        aria-current={turnId === window.visible.value ? 'true' : undefined}
        onClick={go}
      >
        {text}
      </button>
    </li>
  );
}

/** Each part that comes begins at the prompt it was asked for. */
function useFocus(list: ListRef, turnId: string | undefined): void {
  useLayoutEffect(() => {
    const button =
      turnId && list.current?.querySelector<HTMLElement>(`[data-prompt="${CSS.escape(turnId)}"]`);
    if (!button) return;
    button.scrollIntoView({ block: 'center' });
    button.focus({ preventScroll: true });
  }, [turnId]);
}

function onLeave({ relatedTarget }: FocusEvent, list: ListRef, close: PromptListProps['close']): void {
  if (relatedTarget instanceof Node && !list.current?.parentElement?.contains(relatedTarget)) close(false);
}

function onKey(event: KeyboardEvent, list: ListRef, close: PromptListProps['close']): void {
  const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const places = new Map(
    Object.entries({
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: buttons.length - 1,
    }),
  );
  const place = event.ctrlKey || event.metaKey || event.altKey ? undefined : places.get(event.key);
  if (event.key === 'Escape') close(true);
  else if (place !== undefined) buttons[place]?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
