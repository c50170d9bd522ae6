import type { Item } from '../../protocol/toView';
import { NoticeCard } from '../notices/notice';
import { CopyAsText } from '../ui/copyAsText';
import { ErrorEdge } from '../ui/errorEdge';
import { t } from '../base/l10n';
import { Markdown } from '../markdown/markdown';
import type { ItemModel } from '../state/turnModel';
import { Steered } from './steered';
import { Steps } from './steps';
import type { SectionsProps, Thread } from './thread';

/** Steps, words and notices in their order. */
export function Sections({ sections, thread, steps }: SectionsProps) {
  return (
    <>
      {sections.map((section) => {
        if (section.kind !== 'steps')
          return <Passage key={section.id} model={thread.models.get(section.id)} thread={thread} />;
        const first = section.rows[0];
        return (
          <Steps
            key={first?.kind === 'step' ? first.id : first?.ids[0]}
            rows={section.rows}
            thread={thread}
            {...steps}
          />
        );
      })}
    </>
  );
}

function Passage({ model, thread }: { model: ItemModel | undefined; thread: Thread }) {
  const item = model?.item.value;
  const text = item && 'text' in item ? item.text : undefined;
  return (
    <ErrorEdge
      name={item?.kind === 'answer' ? t('An answer') : t('A notice')}
      of={item}
      instead={<CopyAsText of={item} text={text} />}
    >
      <PassageOf item={item} thread={thread} />
    </ErrorEdge>
  );
}

function PassageOf({ item, thread }: { item: Item | undefined; thread: Thread }) {
  if (item?.kind === 'notice') return <NoticeCard notice={item.notice} noticeId={item.id} />;
  if (item?.kind === 'steer') return <Steered steer={item} />;
  if (item?.kind !== 'answer') return null;
  return (
    <div class="answer" data-item={item.id}>
      <Markdown text={item.text} isOpen={item.isStreaming && thread.isRunning} />
      {item.isCutOff && <p class="note dim">{t('The answer was cut off here.')}</p>}
    </div>
  );
}
