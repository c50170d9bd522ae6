import type { ConsentGroup, ConsentKind, ConsentRow } from '../../protocol/consent';
import { useChat } from '../state/context';
import { t } from '../base/l10n';
import { VisibleText } from '../text/visible';
import { problemWords, rowName } from './consentWords';

/** Each with all that runs, and the file that says so. */
export function ConsentRows({ group: { kind, rows } }: { group: ConsentGroup }) {
  return (
    <ul class="well hooks">
      {rows.map((row, index) => (
        <Row key={index} kind={kind} row={row} />
      ))}
    </ul>
  );
}

function Row({ kind, row }: { kind: ConsentKind; row: ConsentRow }) {
  const { send } = useChat();
  const open = (event: Event) => {
    event.preventDefault();
    send({ type: 'file/open', path: row.path });
  };
  return (
    <li>
      <span class="ev" dir="auto">
        <VisibleText text={rowName(kind, row)} kind="line" />
      </span>
      <a href="#" dir="ltr" aria-label={t('Open {0}', row.file)} onClick={open}>
        <VisibleText text={row.file} kind="line" />
      </a>
      {row.text !== '' && (
        <code dir="ltr">
          <VisibleText text={row.text} kind="code" />
        </code>
      )}
      <Details row={row} />
    </li>
  );
}

/** What else decides what it does. */
function Details({ row: { matcher, cwd, env, problem } }: { row: ConsentRow }) {
  return (
    <>
      {matcher !== undefined && <Detail words={t('Only for {0}', matcher)} />}
      {cwd !== undefined && <Detail words={t('Runs in {0}', cwd)} />}
      {env?.map((line) => (
        <Detail key={line} words={line} />
      ))}
      {problem && <Detail words={problemWords(problem)} />}
    </>
  );
}

function Detail({ words }: { words: string }) {
  return (
    <small>
      <VisibleText text={words} kind="prose" />
    </small>
  );
}
