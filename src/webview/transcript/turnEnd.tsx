import type { Spending } from '../../protocol/foot';
import type { Item } from '../../protocol/toView';
import { useChat } from '../state/context';
import { ConfirmedButton, CopyButton } from '../ui/copyButton';
import { Icon, IconButton, LineCount } from '../ui/controls';
import { baseName, folderOf, timeOfDay } from '../base/format';
import { costWords, spendingWords, tokensShort } from '../foot/footWords';
import { plural, rich, t } from '../base/l10n';
import { isMainAnswer, type TurnInfo } from '../state/turnModel';
import { visibleString } from '../text/visibleText';
import { drawVisible } from '../text/visible';
import { changedFiles, type Author, type ChangedFile } from './changedFiles';

/** Beneath a finished turn: the files it changed, and what one can do with the answer. */
export function TurnEnd({ info, items }: { info: TurnInfo; items: readonly Item[] }) {
  const files = changedFiles(items, info.onDisk);
  const answer = items
    .flatMap((item) => (isMainAnswer(item) ? [item.text] : []))
    .at(-1)
    ?.trim();
  const { spent } = info;
  const meta = [info.model, timeOfDay(info.endedAt ?? info.startedAt), spent && turnCost(spent)]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      {files.length > 0 && <Files files={files} />}
      <footer class="foot">
        {answer && <CopyButton label={t('Copy answer')} text={answer} />}
        {info.eventId && <AnswerActions turnId={info.id} />}
        <span class="meta" title={spent && `${t('This turn')}: ${spendingWords(spent).join(' · ')}`}>
          {meta}
        </span>
      </footer>
    </>
  );
}

function AnswerActions({ turnId }: { turnId: string }) {
  const { send, store } = useChat();
  const retry = () => {
    store.askedEdit = turnId; // the host may want to say first what goes
    send({ type: 'turn/retry', turnId });
  };
  return (
    <>
      <IconButton
        icon="refresh"
        label={t('Send the prompt again, in place of this answer')}
        onClick={retry}
      />
      <ConfirmedButton
        icon="link"
        label={t('Copy link to this turn')}
        done={t('Link copied')}
        onClick={() => send({ type: 'turn/link', turnId })}
      />
    </>
  );
}

/** Credits where they are known, else tokens. */
function turnCost(spent: Spending): string {
  return costWords(spent) ?? t('{0} tokens', tokensShort(spent.inputTokens + spent.outputTokens));
}

function Files({ files }: { files: readonly ChangedFile[] }) {
  const added = files.reduce((sum, file) => sum + file.added, 0);
  const removed = files.reduce((sum, file) => sum + file.removed, 0);
  return (
    <section class="files" aria-label={t('Changed files')}>
      <header>
        <h3 class="cut">{plural(files.length, '1 file changed', '{0} files changed')}</h3>
        <LineCount added={added} removed={removed} />
      </header>
      <ul>
        {files.map((file) => (
          <FileRow key={file.path} file={file} />
        ))}
      </ul>
    </section>
  );
}

function FileRow({ file }: { file: ChangedFile }) {
  const { send } = useChat();
  const open = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
    send({ type: 'file/open', path: file.path });
  };
  return (
    <li>
      <Icon name={changeIcons[file.change]} />
      {file.change === 'deleted' ? (
        <s class="cut" title={visibleString(file.path, 'line')}>
          {drawVisible(baseName(file.subject), 'line')}
        </s>
      ) : (
        <a class="cut" href="#" title={visibleString(file.path, 'line')} onClick={open}>
          {drawVisible(baseName(file.subject), 'line')}
        </a>
      )}
      <span class="cut dim small grow">
        {drawVisible(folderOf(file.subject), 'line')}
        {file.author && folderOf(file.subject) && ' · '}
        {file.author && <By author={file.author} />}
      </span>
      <span class="small">
        <LineCount added={file.added} removed={file.removed} />
      </span>
    </li>
  );
}

const changeIcons = { created: 'diff-added', modified: 'diff-modified', deleted: 'diff-removed' } as const;

/** Who wrote it, where that was not the agent with a tool of its own. */
function By({ author }: { author: Author }) {
  switch (author.kind) {
    case 'agent':
      return <>{rich('by agent {0}', <b>{drawVisible(author.name, 'line')}</b>)}</>;
    case 'command':
      return (
        <>
          {' '}
          {rich(
            'by {0}',
            <code title={visibleString(author.command, 'line')}>{drawVisible(author.command, 'line')}</code>,
          )}
        </>
      );
    case 'commands':
      return <>{t('by one of the commands')}</>;
    case 'unknown':
      return <>{t('not by a step of this turn')}</>;
  }
}
