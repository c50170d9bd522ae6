import type { ChoiceId, ChoiceRequest } from '../../protocol/forms';
import { useChat } from '../state/context';
import { duration, wholeNumber } from '../base/format';
import { t } from '../base/l10n';
import { Answer } from './answers';
import { Choices, useNumberKeys } from './choices';
import { RequestCard } from './requestCard';

/** A decision of a fixed kind: the session's limit, the model that is not available. */
export function ChoiceCard({ request }: { request: ChoiceRequest }) {
  const { dock } = useChat();
  const offered = request.choices.slice(0, -1);
  const picked = Math.max(0, offered.indexOf(dock.keptText('choice') as ChoiceId));
  const pick = (index: number) => dock.keep('choice', offered[index]);
  const submit = () => dock.choose(offered[picked] ?? 'no');
  useNumberKeys(offered.length, pick);
  const refusal = request.choices.at(-1) ?? 'no';
  return (
    <RequestCard
      request={request}
      icon={request.about === 'auto-mode' ? 'sparkle' : 'dashboard'}
      title={choiceTitle(request)}
      about={<p>{choiceAbout(request)}</p>}
      onSubmit={submit}
      answers={
        <footer>
          <Answer rank="main" keyName="submit" anywhere="allow" onClick={submit}>
            {t('Go on')}
          </Answer>
          <Answer keyName="deny" onClick={() => dock.choose(refusal)}>
            {choiceWords(refusal, request)}
          </Answer>
        </footer>
      }
    >
      <Choices choices={offered.map((one) => choiceWords(one, request))} picked={picked} onPick={pick} />
    </RequestCard>
  );
}

export function choiceTitle({ about }: ChoiceRequest): string {
  return about === 'session-limit'
    ? t('The session has used its credits')
    : t('Let Copilot choose the model?');
}

function choiceAbout({ about, values }: ChoiceRequest): string {
  const { used = 0, max = 0, seconds } = values;
  if (about === 'session-limit')
    return t('{0} of {1} credits are used. The agent waits.', wholeNumber(used), wholeNumber(max));
  return seconds === undefined
    ? t('The chosen model is not available now.')
    : t('The chosen model is not available now. It can be tried again in {0}.', duration(seconds * 1000));
}

function choiceWords(choice: ChoiceId, { values }: ChoiceRequest): string {
  switch (choice) {
    case 'add':
      return t('Add {0} credits to this session', wholeNumber(values['add'] ?? 0));
    case 'unset':
      return t('Go on without a limit in this session');
    case 'cancel':
      return t('Stop here');
    case 'yes':
      return t('This time');
    case 'yes_always':
      return t('For the rest of this session');
    case 'no':
      return t('Keep my model');
  }
}
