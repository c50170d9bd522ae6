import { useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useChat } from '../state/context';
import { Icon } from './controls';
import { useChoice } from '../state/choices';

interface FoldProps {
  /** Names it among all of the conversation. */
  readonly place: string;
  readonly className?: string;
  readonly icon: string;
  readonly spins?: boolean;
  readonly what: ComponentChildren;
  readonly end?: ComponentChildren;
  /** Open or closed until the person decides. */
  readonly isOpenByItself?: boolean;
  /** Items inside: it opens when the search comes to one of them. */
  readonly holds?: readonly string[];
  readonly children: () => ComponentChildren;
}

/** A line that opens. Its content is drawn only while it is open. */
export function Fold({
  place,
  className,
  icon,
  spins,
  what,
  end,
  isOpenByItself = false,
  holds,
  children,
}: FoldProps) {
  const { scroll, finder } = useChat();
  const [choice, setChoice] = useChoice(place);
  const isOpen = choice ?? isOpenByItself;
  useSignalEffect(() => {
    const found = finder.current.value?.itemId;
    if (found !== undefined && holds?.includes(found)) setChoice(true);
  });
  const toggle = (event: Event) => {
    // The page decides over `open`; the element's own toggling would fight with it.
    event.preventDefault();
    scroll.letGo();
    setChoice(!isOpen);
  };
  return (
    <details class={className} open={isOpen}>
      <summary onClick={toggle}>
        <Icon name={icon} spin={spins} />
        <span class="what">{what}</span>
        <span class="end">
          {end}
          <Icon name="chevron-right" />
        </span>
      </summary>
      {isOpen && children()}
    </details>
  );
}
