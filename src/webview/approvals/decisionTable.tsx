import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import type { ApprovalsState, PastDecision } from '../../protocol/approvals';
import { Button } from '../ui/controls';
import { key, rich, t } from '../base/l10n';
import { VisibleText } from '../text/visible';
import { visibleString } from '../text/visibleText';
import type { Send } from './approvalsPage';
import { moment } from './moment';
import { madeForYouWords } from './ruleWords';
import { Row, Table } from './table';

/** Rows drawn at first; the rest on demand. */
const firstRows = 100;

export function DecisionTable({ state, send }: { state: ApprovalsState; send: Send }) {
  const [limit, setLimit] = useState(firstRows);
  const { decisions, reveal } = state;
  const wanted = decisions.findIndex((one) => rowId(one) === reveal?.place);
  const count = Math.max(limit, wanted + 1);
  const more = decisions.length - count;
  return (
    <section aria-labelledby="past-decisions">
      <div class="head">
        <h2 id="past-decisions" tabIndex={-1}>
          {t('Past decisions')}
        </h2>
        {decisions.length > 0 && (
          <>
            <Button rank="quiet" onClick={() => send({ type: 'approvals/export' })}>
              {t('Export')}
            </Button>
            <Button rank="quiet" onClick={() => send({ type: 'approvals/forget' })}>
              {t('Forget all')}
            </Button>
          </>
        )}
      </div>
      {decisions.length === 0 ? (
        <p class="quiet">{t('Nothing was decided yet.')}</p>
      ) : (
        <Table columns={[t('When'), t('Request'), t('Decision')]}>
          {decisions.slice(0, count).map((one) => (
            <DecisionRow key={one.id} one={one} state={state} send={send} />
          ))}
        </Table>
      )}
      {more > 0 && <Button onClick={() => setLimit(Infinity)}>{t('Show {0} more', more)}</Button>}
    </section>
  );
}

function rowId({ id }: PastDecision): string {
  return `decision-${id}`;
}

function DecisionRow({ one, state, send }: { one: PastDecision; state: ApprovalsState; send: Send }) {
  const { now, reveal } = state;
  return (
    <Row id={rowId(one)} reveal={reveal}>
      <td class="num quiet">{moment(one.at, now)}</td>
      <td>
        {rich(requests[one.kind], <VisibleText text={one.text} kind="code" className="mono" />)}
        <small>{sessionWords(one)}</small>
      </td>
      <td data-label={t('Decision')}>{decisionWords(one, now)}</td>
      <td class="end">
        {one.canBecomeRule && (
          <Button rank="quiet" onClick={() => send({ type: 'approvals/try', decision: one.id })}>
            {t('Make a rule')}
          </Button>
        )}
      </td>
    </Row>
  );
}

function sessionWords({ session, askedBy }: PastDecision): string {
  const title = visibleString(session, 'prose');
  return askedBy ? t('{0}, asked by {1}', title, visibleString(askedBy, 'line')) : title;
}

const requests: Readonly<Record<PastDecision['kind'], string>> = {
  shell: key('Run {0}'),
  write: key('Write {0}'),
  read: key('Read {0}'),
  url: key('Fetch {0}'),
  page: key('Let the text of {0} in'),
  mcp: key('Use {0}'),
  tool: key('Use {0}'),
  editor: key('In the editor: {0}'),
  hook: key('Hook: {0}'),
  path: key('Reach {0}'),
  other: key('Use {0}'),
};

function decisionWords(one: PastDecision, now: number): ComponentChild {
  switch (one.decision) {
    case 'denied':
      if (one.by === 'rule') return <span class="bad">{t('Denied by a rule')}</span>;
      if (one.by === 'editor') return <span class="bad">{t('Not written: the file had changed')}</span>;
      if (one.by !== 'you') return <span class="bad">{t('Denied by a hook or another client')}</span>;
      return one.words ? (
        rich(
          '{0}: “{1}”',
          <span class="bad">{t('Denied')}</span>,
          <VisibleText text={one.words} kind="prose" />,
        )
      ) : (
        <span class="bad">{t('Denied')}</span>
      );
    case 'edited':
      return rich('Edited by you: {0}', <VisibleText text={one.words ?? ''} kind="code" className="mono" />);
    case 'allowed':
      return allowedWords(one, now);
  }
}

function allowedWords(one: PastDecision, now: number): ComponentChild {
  const { rule, by, hasRule, mode, kind } = one;
  if (kind === 'hook') return t('Ran by itself');
  if (by !== 'you' && by !== 'rule') return madeForYouWords(by, mode);
  const link = rule && <a href={`#rule-${rule.id}`}>{t('rule of {0}', moment(rule.savedAt, now))}</a>;
  if (by === 'rule') return link ? rich('Allowed by {0}', link) : t('Allowed by a rule that is revoked');
  if (!hasRule) return t('Allowed once by you');
  return link ? rich('Allowed by you, saved as {0}', link) : t('Allowed by you, with a rule that is revoked');
}
