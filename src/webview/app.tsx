import { useComputed } from '@preact/signals';
import { DockView } from './cards/dock';
import { ChatContext, type Chat } from './context';
import { ErrorEdge } from './errorEdge';
import { FindBar } from './find/findBar';
import { Rail } from './rail/rail';
import { Transcript } from './transcript/transcript';

export function App({ chat }: { chat: Chat }) {
  return (
    <ChatContext.Provider value={chat}>
      <ErrorEdge>
        <div class="chat">
          <FindBar />
          <Rail />
          <Transcript />
          <DockView />
        </div>
      </ErrorEdge>
      <LiveRegion chat={chat} />
    </ChatContext.Provider>
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
