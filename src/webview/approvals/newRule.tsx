import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DraftRule, RuleWords } from '../../protocol/approvals';
import { Button } from '../ui/controls';
import { plural, rich, t } from '../base/l10n';
import { VisibleText } from '../text/visible';
import type { Send } from './approvalsPage';
import { PastRequests } from './pastRequests';
import { deniedSentence, reachOf, rehearsalSentence, ruleSentence, scopeSentence } from './ruleWords';

/** A rule before it is saved: what it would have done so far. */
export function NewRule({ draft, folder, send }: { draft: DraftRule; folder: string; send: Send }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const { rule, rehearsal, narrower } = draft;
  const leave = (type: 'approvals/save' | 'approvals/cancel') => {
    send({ type });
    document.getElementById('saved-rules')?.focus();
  };
  return (
    <section aria-labelledby="new-rule">
      <h2 id="new-rule" ref={heading} tabIndex={-1}>
        {t('New rule')}
      </h2>
      <div class="card draft">
        <p>
          {scopeSentence(rule, 'folder', (name) => (
            <code>
              <VisibleText text={name} kind="code" />
            </code>
          ))}
        </p>
        <p class="quiet">
          {[t('Saved for {0} until you revoke it.', folder), reachOf(rule, folder)].join(' ')}
        </p>
        <Past rehearsal={rehearsal} />
        <div class="acts">
          <Button rank="main" onClick={() => leave('approvals/save')}>
            {t('Save rule')}
          </Button>
          {narrower && (
            <Button onClick={() => send({ type: 'approvals/narrow' })}>{narrowWords(narrower)}</Button>
          )}
          <Button rank="quiet" onClick={() => leave('approvals/cancel')}>
            {t('Cancel')}
          </Button>
        </div>
      </div>
    </section>
  );
}

function Past({ rehearsal }: Pick<DraftRule, 'rehearsal'>) {
  const count = rehearsal.requests.length;
  return (
    <>
      <meter
        min={0}
        max={Math.max(1, rehearsal.of)}
        value={count}
        aria-label={rehearsalSentence(rehearsal)}
      />
      <p>
        <b>{rehearsalSentence(rehearsal)}</b> <span class="quiet">{deniedSentence(rehearsal)}</span>
      </p>
      {count > 0 && (
        <details>
          <summary>{plural(count, 'Show that request', 'Show those {0} requests')}</summary>
          <PastRequests rehearsal={rehearsal} />
        </details>
      )}
    </>
  );
}

function narrowWords(rule: RuleWords) {
  const sentence = ruleSentence(rule, (name) => <VisibleText text={name} kind="code" className="mono" />);
  return <span>{rich('Narrow to: {0}', <span>{sentence}</span>)}</span>;
}
