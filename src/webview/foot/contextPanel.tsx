import { useId } from 'preact/hooks';
import type { ContextSource, Spending, UsageDetails } from '../../protocol/foot';
import { useChat } from '../state/context';
import { Button, Icon, IconButton } from '../ui/controls';
import { wholeNumber } from '../base/format';
import { plural, t } from '../base/l10n';
import { heavyWords, sourceWords, spendingWords } from './footWords';
import { visibleString } from '../text/visibleText';
import type { Popup } from './popup';

/** Tokens by where they come from, the heaviest items, the cost, and the way to make room. */
export function ContextPanel({ popup }: { popup: Popup<HTMLElement> }) {
  const { store } = useChat();
  const titleId = useId();
  const details = store.usageDetails.value;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    popup.close();
  };
  return (
    <section
      ref={popup.panel}
      class="pop context"
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onFocusOut={popup.onFocusOut}
    >
      <header class="row">
        <h3 id={titleId} class="grow">
          {t('Context')}
        </h3>
        {details && !details.missing && (
          <span class="num dim small">
            {t('{0} of {1} tokens', wholeNumber(details.usedTokens), wholeNumber(details.limitTokens))}
          </span>
        )}
        <IconButton icon="close" label={t('Close')} onClick={() => popup.close()} />
      </header>
      {details ? <Details details={details} /> : <p class="small dim">{t('Counting tokens')}</p>}
      <Compact close={() => popup.close()} />
    </section>
  );
}

function Details({ details }: { details: UsageDetails }) {
  return (
    <>
      {details.missing ? (
        <p class="small dim">{missingWords(details.missing)}</p>
      ) : (
        <Sources details={details} />
      )}
      {details.heaviest.length > 0 && <Heaviest details={details} />}
      <Cost details={details} />
      {details.compactions > 0 && (
        <p class="small dim">
          {plural(
            details.compactions,
            'Compacted once; the notice is in the conversation.',
            'Compacted {0} times; the notices are in the conversation.',
          )}
        </p>
      )}
    </>
  );
}

function missingWords(missing: NonNullable<UsageDetails['missing']>): string {
  return missing === 'empty'
    ? t('Nothing was sent yet. The count comes with the first answer.')
    : t('This CLI does not say what fills the context. Update it.');
}

function Sources({ details }: { details: UsageDetails }) {
  const { sources, limitTokens, reservedTokens } = details;
  const percent = (tokens: number) => `${limitTokens > 0 ? (tokens / limitTokens) * 100 : 0}%`;
  const free = Math.max(0, limitTokens - details.usedTokens - reservedTokens);
  return (
    <>
      <svg class="meter" role="img" aria-label={t('Shares of the context')} width="100%" height="8">
        {sources.map(({ kind, tokens }, index) => (
          <rect
            key={kind}
            data-source={kind}
            x={percent(sources.slice(0, index).reduce((sum, one) => sum + one.tokens, 0))}
            width={percent(tokens)}
            height="8"
          />
        ))}
        <rect
          data-source="reserved"
          x={percent(limitTokens - reservedTokens)}
          width={percent(reservedTokens)}
          height="8"
        />
      </svg>
      <ul class="small sources">
        {sources.map(({ kind, tokens }) => (
          <Row key={kind} kind={kind} words={sourceWords(kind)} tokens={tokens} />
        ))}
        {reservedTokens > 0 && (
          <Row kind="reserved" words={t('Kept free for the answer')} tokens={reservedTokens} />
        )}
        <Row kind="free" words={t('Free')} tokens={free} />
      </ul>
    </>
  );
}

function Row({
  kind,
  words,
  tokens,
}: {
  kind: ContextSource | 'reserved' | 'free';
  words: string;
  tokens: number;
}) {
  return (
    <li class="row">
      <Icon name={kind === 'free' ? 'circle' : 'circle-filled'} className={`dot ${kind}`} />
      <span class="grow">{words}</span>
      <span class="num">{wholeNumber(tokens)}</span>
    </li>
  );
}

function Heaviest({ details }: { details: UsageDetails }) {
  return (
    <>
      <h4 class="small">{t('Heaviest')}</h4>
      <ol class="small sources">
        {details.heaviest.map((item, index) => (
          <li key={index} class="row" title={visibleString(heavyWords(item), 'prose')}>
            <span class="cut grow" dir="auto">
              {visibleString(heavyWords(item), 'prose')}
            </span>
            <span class="num">{wholeNumber(item.tokens)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

function Cost({ details }: { details: UsageDetails }) {
  if (details.session.requests === 0 && !details.turn) return null;
  return (
    <>
      <h4 class="small">{t('Cost')}</h4>
      <dl class="small cost">
        {details.turn && (
          <>
            <dt>{t('Last turn')}</dt>
            <Spent spending={details.turn} />
          </>
        )}
        <dt>{t('Session')}</dt>
        <Spent spending={details.session} />
      </dl>
    </>
  );
}

/** What it cost stands above what it was made of; each keeps to one line, narrow too. */
function Spent({ spending }: { spending: Spending }) {
  return (
    <dd dir="auto">
      {spendingWords(spending).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </dd>
  );
}

function Compact({ close }: { close: () => void }) {
  const { store, send } = useChat();
  const isEmpty = store.turns.value.length === 0;
  const why = isEmpty
    ? t('There is nothing to compact yet.')
    : store.isBusy.value
      ? t('Stop the turn first.')
      : t('The agent goes on with a summary. What is shown here stays.');
  const compact = () => {
    send({ type: 'context/compact' });
    close();
  };
  return (
    <footer class="row">
      <Button disabled={isEmpty || store.isBusy.value} onClick={compact}>
        {t('Compact now')}
      </Button>
      <span class="small dim grow">{why}</span>
    </footer>
  );
}
