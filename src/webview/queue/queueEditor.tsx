import { useEffect, useRef, useState } from 'preact/hooks';
import type { QueuedMessage } from '../../protocol/toView';
import { say } from '../ui/say';
import { sendKeyOf } from '../ui/sendKey';
import { useChat } from '../state/context';
import { IconButton } from '../ui/controls';
import { isComposing } from '../ui/keys';
import { t } from '../base/l10n';

/** The host hears of typing at most this late. */
const tellAfterMs = 300;

/** Rewrites a message where it stands; the queue waits for it meanwhile. */
export function QueueEditor({ message }: { message: QueuedMessage }) {
  const { store, send, spoken, platform } = useChat();
  const { id } = message;
  const [text, setText] = useState(message.text);
  const tell = useLateTelling((late) => send({ type: 'queue/update', id, text: late }));
  const end = (change: { readonly text?: string }, words: string) => {
    tell.cancel();
    send({ type: 'queue/edited', id, ...change });
    say(spoken, words);
  };
  const save = () => end({ text }, t('Message changed.'));
  const leave = () => end({}, t('Message left as it was.'));
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Escape') leave();
    else if (sendKeyOf(event, store.composer.value.sendKey, platform)) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <textarea
        rows={1}
        dir="auto"
        aria-label={t('Edit queued message')}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          tell.later(currentTarget.value);
        }}
        onBlur={() => tell.now()}
        onKeyDown={onKeyDown}
      />
      <span class="acts">
        <IconButton icon="check" label={t('Save message')} onClick={save} />
        <IconButton icon="close" label={t('Leave message as it was')} onClick={leave} />
      </span>
    </>
  );
}

interface Waiting {
  readonly text: string;
  readonly timer: ReturnType<typeof setTimeout>;
}

interface LateTelling {
  readonly later: (text: string) => void;
  readonly now: () => void;
  readonly cancel: () => void;
}

/** Tells a moment after the last change; at once when the page or the field goes. */
function useLateTelling(tell: (text: string) => void): LateTelling {
  const waiting = useRef<Waiting | undefined>(undefined);
  const cancel = () => {
    clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
  };
  const now = () => {
    const { current } = waiting;
    cancel();
    if (current) tell(current.text);
  };
  const later = (text: string) => {
    cancel();
    waiting.current = { text, timer: setTimeout(now, tellAfterMs) };
  };
  useEffect(() => {
    window.addEventListener('pagehide', now);
    return () => {
      window.removeEventListener('pagehide', now);
      now();
    };
  }, []);
  return { later, now, cancel };
}
