import type { Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ApprovalsState, ApprovalsWish, RuleOrigin, SavedRule } from '../../protocol/approvals';
import { Button } from '../ui/controls';
import { plural, t } from '../base/l10n';
import { VisibleText } from '../text/visible';
import { visibleString } from '../text/visibleText';
import { DecisionTable } from './decisionTable';
import { ForbidCommand } from './forbidCommand';
import { moment } from './moment';
import { NewRule } from './newRule';
import { forbidSentence, reachOf, ruleSentence } from './ruleWords';
import { Row, Table } from './table';

export type Send = (wish: ApprovalsWish) => void;

interface PageProps {
  readonly state: Signal<ApprovalsState | undefined>;
  readonly send: Send;
}

/** What may be done without asking, and what was decided so far. */
export function ApprovalsPage({ state, send }: PageProps) {
  const shown = state.value;
  const reveal = shown?.reveal;
  useEffect(() => (reveal ? showRow(reveal.place) : undefined), [reveal?.count]);
  if (!shown) return null;
  return (
    <main class="page">
      <div>
        <div>
          <h1>{t('Approvals')}</h1>
          <p class="quiet">
            {t(
              'Kept on this machine for the folder {0}. Secrets are blanked before anything is written.',
              shown.folder,
            )}
          </p>
        </div>
        {shown.draft && <NewRule draft={shown.draft} folder={shown.folder} send={send} />}
        <section aria-labelledby="saved-rules">
          <h2 id="saved-rules" tabIndex={-1}>
            {t('Saved rules')}
          </h2>
          <RuleTable state={shown} send={send} />
          <ForbidCommand send={send} />
        </section>
        <DecisionTable state={shown} send={send} />
      </div>
    </main>
  );
}

/** One that is gone leaves the list in which it stood. */
function showRow(place: string): void {
  const row = document.getElementById(place) ?? document.getElementById('past-decisions');
  row?.scrollIntoView({ block: 'center' });
  row?.focus({ preventScroll: true });
}

function RuleTable({ state, send }: { state: ApprovalsState; send: Send }) {
  if (state.rules.length === 0)
    return (
      <p class="quiet">
        {t(
          'Nothing is allowed without asking. A rule can be saved where a request asks, or from a past decision.',
        )}
      </p>
    );
  return (
    <Table columns={[t('Rule'), t('Ends'), t('Saved'), t('Last used')]}>
      {state.rules.map((rule) => (
        <RuleRow key={rule.id} rule={rule} state={state} send={send} />
      ))}
    </Table>
  );
}

function RuleRow({ rule, state, send }: { rule: SavedRule; state: ApprovalsState; send: Send }) {
  const revoke = () => {
    send({ type: 'approvals/revoke', id: rule.id });
    // The button goes with its row; the place stays known to the keyboard.
    document.getElementById('saved-rules')?.focus();
  };
  const reach = rule.isInForce
    ? rule.effect === 'allow' && reachOf(rule.rule, state.folder)
    : t('Not used any more: it allowed more than it said. Revoke it, or save it anew where a request asks.');
  return (
    <Row id={`rule-${rule.id}`} reveal={state.reveal}>
      <td>
        {(rule.effect === 'deny' ? forbidSentence : ruleSentence)(rule.rule, (name) => (
          <VisibleText text={name} kind="code" className="mono" />
        ))}
        {reach && <small>{reach}</small>}
      </td>
      <td data-label={t('Ends')}>{endWords(rule)}</td>
      <td data-label={t('Saved')} class="num">
        {t('{0}, by you', moment(rule.savedAt, state.now))}
        {rule.origin && <small>{originWords(rule.origin)}</small>}
      </td>
      <td data-label={t('Last used')} class="num">
        {rule.lastUsedAt === undefined
          ? t('Never')
          : t('{0}, {1}', moment(rule.lastUsedAt, state.now), plural(rule.uses, 'once', '{0} times'))}
      </td>
      <td class="end">
        <Button rank="quiet" onClick={revoke}>
          {t('Revoke')}
        </Button>
      </td>
    </Row>
  );
}

function endWords({ until, origin }: SavedRule): string {
  if (until === 'everywhere') return t('When revoked, in every folder');
  if (until === 'folder') return t('When revoked');
  return origin?.place === 'card' && origin.session
    ? t('With the session “{0}”', visibleString(origin.session, 'prose'))
    : t('With its session');
}

/** Where the person saved a rule. */
function originWords(origin: RuleOrigin): string {
  if (origin.place === 'approvals') return t('On this page, from a past decision');
  if (!origin.session) return t('On a request card');
  const session = visibleString(origin.session, 'prose');
  const askedBy = origin.askedBy && visibleString(origin.askedBy, 'line');
  return askedBy
    ? t('On a request card in “{0}”, asked by {1}', session, askedBy)
    : t('On a request card in “{0}”', session);
}
