import type { ChoiceId, ChoiceRequest } from '../../protocol/forms';
import { useChat } from '../state/context';
import { duration, wholeNumber } from '../base/format';
import { plural, t } from '../base/l10n';
import { visibleString } from '../text/visibleText';
import { Answer } from './answers';
import { Choices, useNumberKeys } from './choices';
import { RequestCard } from './requestCard';

const icons = { 'auto-mode': 'sparkle', 'session-limit': 'dashboard', unsaved: 'save' } as const;

/** A decision of a fixed kind: the session's limit, the model that is not available, a file that is not saved. */
export function ChoiceCard({ request }: { request: ChoiceRequest }) {
  const { dock } = useChat();
  const offered = request.choices.slice(0, -1);
  const picked = Math.max(0, offered.indexOf(dock.keptText('choice') as ChoiceId));
  const pick = (index: number) => dock.keep('choice', offered[index]);
  const submit = () => dock.choose(offered[picked] ?? 'no');
  useNumberKeys(offered.length, pick);
  const only = offered.length === 1 ? offered[0] : undefined;
  const refusal = request.choices.at(-1) ?? 'no';
  return (
    <RequestCard
      request={request}
      icon={icons[request.about]}
      title={choiceTitle(request)}
      about={<p>{choiceAbout(request)}</p>}
      onSubmit={submit}
      answers={
        <footer>
          <Answer rank="main" keyName="submit" anywhere="allow" onClick={submit}>
            {only === undefined ? t('Go on') : choiceWords(only, request)}
          </Answer>
          <Answer keyName="deny" onClick={() => dock.choose(refusal)}>
            {choiceWords(refusal, request)}
          </Answer>
        </footer>
      }
    >
      {only === undefined && (
        <Choices choices={offered.map((one) => choiceWords(one, request))} picked={picked} onPick={pick} />
      )}
    </RequestCard>
  );
}

export function choiceTitle({ about, files = [] }: ChoiceRequest): string {
  switch (about) {
    case 'session-limit':
      return t('The session has used its credits');
    case 'auto-mode':
      return t('Let Copilot choose the model?');
    case 'unsaved': {
      const [first = ''] = files;
      return plural(files.length, 'Save {1} first?', 'Save {0} files first?', visibleString(first, 'line'));
    }
  }
}

function choiceAbout({ about, values, files = [] }: ChoiceRequest): string {
  const { used = 0, max = 0, seconds } = values;
  switch (about) {
    case 'session-limit':
      return t('{0} of {1} credits are used. The agent waits.', wholeNumber(used), wholeNumber(max));
    case 'auto-mode':
      return seconds === undefined
        ? t('The chosen model is not available now.')
        : t('The chosen model is not available now. It can be tried again in {0}.', duration(seconds * 1000));
    case 'unsaved':
      return plural(
        files.length,
        'The agent wants to change it, and what you typed there is not on the disk yet.',
        'The agent wants to change them, and what you typed there is not on the disk yet: {1}',
        files.map((file) => visibleString(file, 'line')).join(', '),
      );
  }
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
    case 'save':
      return t('Save and go on');
    case 'leave':
      return t('Do not change it');
  }
}
