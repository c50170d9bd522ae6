import { useComputed } from '@preact/signals';
import { useChat } from '../state/context';
import { Button, Icon } from '../ui/controls';
import { runningTime } from '../base/format';
import { t } from '../base/l10n';
import type { TurnInfo } from '../state/turnModel';

/** After this long without a word from the host the line says so. */
export const silenceMs = 60_000;

interface TailProps {
  readonly info: TurnInfo;
  /** A step of this turn already says that it waits. */
  readonly isMarkedWaiting: boolean;
  /** A notice of this turn already says how it ended. */
  readonly hasNotice: boolean;
}

/** The last line of a turn: what happens, or how it ended. */
export function Tail({ info, isMarkedWaiting, hasNotice }: TailProps) {
  const { store } = useChat();
  switch (info.state) {
    case 'done':
      return null;
    case 'sending':
    case 'running':
      if (store.requests.value.length === 0) return <Working info={info} />;
      return isMarkedWaiting ? null : <EndLine icon="bell" words={t('Waiting for you')} state="waiting" />;
    case 'stopped':
      return <EndLine icon="circle-slash" words={t('Stopped')} state="stopped" />;
    case 'failed':
      return hasNotice ? null : <EndLine icon="error" words={t('Failed')} state="failed" />;
    case 'interrupted':
      return hasNotice ? null : <EndLine icon="circle-slash" words={t('Interrupted')} state="failed" />;
  }
}

function EndLine({ icon, words, state }: { icon: string; words: string; state: string }) {
  return (
    <p class="tail" data-state={state}>
      <Icon name={icon} />
      <span>{words}</span>
    </p>
  );
}

function Working({ info }: { info: TurnInfo }) {
  const { store, send } = useChat();
  const now = store.clock.now.value;
  // Every piece of text is a fact: to follow them all would draw this line with each.
  const isSilent = useComputed(
    () => store.clock.now.value - Math.max(store.lastFactAt.value, info.startedAt) >= silenceMs,
  ).value;
  return (
    <p class="tail">
      <Icon name="loading" spin />
      <span>{isSilent ? t('No news for 60 s') : t('Working')}</span>
      {isSilent ? (
        <Button rank="quiet" onClick={() => send({ type: 'turn/stop' })}>
          {t('Stop')}
        </Button>
      ) : (
        <span class="num">{runningTime(now - info.startedAt)}</span>
      )}
    </p>
  );
}
