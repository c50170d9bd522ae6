import { useComputed } from '@preact/signals';
import { DockView } from './dock';
import { StopButton } from './composer/stopButton';
import { ComposerContext, type Chat } from './state/context';
import { ErrorEdge } from './ui/errorEdge';
import { FindBar } from './find/findBar';
import { t } from './base/l10n';
import { Rail } from './promptNavigation/rail';
import { Transcript } from './transcript/transcript';

export function App({ chat }: { chat: Chat }) {
  return (
    <ComposerContext.Provider value={chat}>
      <div class="chat">
        <ErrorEdge name={t('The search')}>
          <FindBar />
        </ErrorEdge>
        <ErrorEdge name={t('The list of prompts')}>
          <Rail />
        </ErrorEdge>
        <ErrorEdge name={t('The conversation')} of={chat.store.resets.value}>
          <Transcript />
        </ErrorEdge>
        <ErrorEdge name={t('The message field')} instead={<StopButton />}>
          <DockView />
        </ErrorEdge>
      </div>
      <LiveRegion chat={chat} />
    </ComposerContext.Provider>
  );
}

function LiveRegion({ chat }: { chat: Chat }) {
  const sentence = useComputed(() => chat.spoken.value);
  return (
    <p class="sr" role="status" aria-live="polite">
      {sentence}
    </p>
  );
}
