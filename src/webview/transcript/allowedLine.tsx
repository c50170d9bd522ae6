import type { ComponentChild } from 'preact';
import type { AllowedBy } from '../../protocol/toView';
import { madeForYouWords, ruleSentence } from '../approvals/ruleWords';
import { useChat } from '../state/context';
import { rich, t } from '../base/l10n';
import { VisibleText } from '../text/visible';

/** Who or what let a step run, with the way to it. */
export function AllowedLine({ allowedBy }: { allowedBy: AllowedBy }) {
  const { send } = useChat();
  const show = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
    send({ type: 'approvals/show', decision: allowedBy.decision });
  };
  return (
    <p class="note">
      {allowedWords(allowedBy)}
      {' · '}
      <a href="#" aria-label={t('Show in Approvals')} onClick={show}>
        {t('Show')}
      </a>
    </p>
  );
}

function allowedWords({ by, rule, mode }: AllowedBy): ComponentChild {
  if (by === 'you') return t('Allowed by you');
  if (by !== 'rule') return madeForYouWords(by, mode);
  if (rule === undefined) return t('Allowed by a rule that is revoked');
  const sentence = ruleSentence(rule, (name) => <VisibleText text={name} kind="code" className="mono" />);
  return rich('Allowed by your rule “{0}”', <>{sentence}</>);
}
