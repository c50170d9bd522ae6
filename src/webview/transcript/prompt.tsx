import { useSignalEffect } from '@preact/signals';
import type { Attachment } from '../../protocol/toView';
import { Picture } from '../ui/chips';
import { omittedWords } from '../state/chipWords';
import { useChat } from '../state/context';
import { CopyButton } from '../ui/copyButton';
import { Icon, IconButton } from '../ui/controls';
import { t } from '../base/l10n';
import { isOver, type TurnInfo } from '../state/turnModel';
import { visibleString } from '../text/visibleText';
import { drawVisible } from '../text/visible';
import { useChoice } from '../state/choices';

/** Three lines are shown; this much text may need more. */
const lengthThatMayBeCut = 120;

/** What the person asked: the heading of its turn. */
export function Prompt({ info, headingId }: { info: TurnInfo; headingId: string }) {
  const { finder } = useChat();
  const [isWhole = false, setIsWhole] = useChoice(`${info.id}/prompt`);
  useSignalEffect(() => {
    const hit = finder.current.value;
    if (hit?.turnId === info.id && hit.itemId === 'prompt') setIsWhole(true);
  });
  const mayBeCut = info.prompt.length > lengthThatMayBeCut || info.prompt.split('\n').length > 3;
  return (
    <header class="prompt">
      <div class="own">
        <h2 id={headingId} data-item="prompt" tabIndex={-1} class={isWhole ? 'whole' : undefined} dir="auto">
          {info.prompt}
        </h2>
        <SentChips attachments={info.attachments} />
        <div class="tools" role="toolbar" aria-label={t('Prompt actions')}>
          <CopyButton label={t('Copy prompt')} text={info.prompt} />
          <PromptActions info={info} />
          {mayBeCut && (
            <IconButton
              icon={isWhole ? 'fold' : 'unfold'}
              label={isWhole ? t('Show less') : t('Show whole prompt')}
              onClick={() => setIsWhole(!isWhole)}
            />
          )}
        </div>
      </div>
    </header>
  );
}

/** What needs a message that the CLI knows. */
function PromptActions({ info }: { info: TurnInfo }) {
  const { send, store } = useChat();
  if (!info.eventId) return null;
  const askEdit = () => {
    store.askedEdit = info.id;
    send({ type: 'turn/edit', turnId: info.id });
  };
  return (
    <>
      <IconButton icon="edit" label={t('Edit and send again')} onClick={askEdit} />
      {isOver(info) && (
        <IconButton
          icon="repo-forked"
          label={t('Copy the session up to here')}
          onClick={() => send({ type: 'turn/fork', turnId: info.id })}
        />
      )}
    </>
  );
}

/** What went with a message. */
export function SentChips({ attachments }: { attachments: readonly Attachment[] }) {
  if (attachments.length === 0) return null;
  return (
    <ul class="chips" aria-label={t('Attached')}>
      {attachments.map((one) => (
        <SentChip key={one.id} attachment={one} />
      ))}
    </ul>
  );
}

function SentChip({ attachment }: { attachment: Attachment }) {
  const { send } = useChat();
  const open = () => send({ type: 'file/open', path: attachment.path });
  const inner = (
    <>
      <Picture attachment={attachment} />
      <span class="cut">
        {drawVisible(attachment.kind === 'tool' ? `#${attachment.label}` : attachment.label, 'line')}
      </span>
      {attachment.omitted && (
        <span class="dim cut" title={omittedWords(attachment.omitted)}>
          {omittedWords(attachment.omitted)}
        </span>
      )}
    </>
  );
  if (attachment.kind === 'directory' || attachment.path === '') {
    return (
      <li class="chip" title={visibleString(attachment.path, 'line') || undefined}>
        {inner}
      </li>
    );
  }
  return (
    <li>
      <button class="chip" type="button" title={visibleString(attachment.path, 'line')} onClick={open}>
        {inner}
      </button>
    </li>
  );
}

/** Stands in for a prompt that has scrolled away; takes no height, so nothing below ever moves. */
export function StickyPrompt({ info, headingId }: { info: TurnInfo; headingId: string }) {
  const [line = ''] = info.prompt.split('\n');
  const back = () => document.getElementById(headingId)?.closest('.turn')?.scrollIntoView({ block: 'start' });
  return (
    <div class="stick">
      <button type="button" aria-label={t('Back to prompt: {0}', line)} onClick={back}>
        <span class="cut" dir="auto">
          {line}
        </span>
        <Icon name="arrow-up" />
      </button>
    </div>
  );
}
