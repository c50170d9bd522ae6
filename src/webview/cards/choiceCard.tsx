import type { ChoiceId, ChoiceRequest } from '../../protocol/forms';
import { useChat } from '../context';
import { Button, Icon } from '../controls';
import { duration, wholeNumber } from '../format';
import { isComposing, keyLabels } from '../keys';
import { t } from '../l10n';
import { Choices, useNumberKeys } from './choices';
import { Pager } from './pager';

/** A decision of a fixed kind: the session's limit, the model that is not to be had. */
export function ChoiceCard({ request }: { request: ChoiceRequest }) {
  const { dock, platform } = useChat();
  const offered = request.choices.slice(0, -1);
  const picked = Math.max(0, offered.indexOf(dock.keptText('choice') as ChoiceId));
  const pick = (index: number) => dock.keep('choice', offered[index]);
  const submit = () => dock.choose(offered[picked] ?? 'no');
  useNumberKeys(offered.length, pick);
  const onKeyDown = (event: KeyboardEvent) => {
    const isSubmit = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isSubmit || isComposing(event)) return;
    event.preventDefault();
    submit();
  };
  const refusal = request.choices.at(-1) ?? 'no';
  return (
    <section
      class="ask"
      role="group"
      aria-labelledby="request-title"
      data-region
      data-request={request.id}
      data-settled={dock.isSettled.value || undefined}
      onKeyDown={onKeyDown}
    >
      <header>
        <Icon name={request.about === 'auto-mode' ? 'sparkle' : 'dashboard'} />
        <h3 id="request-title">{choiceTitle(request)}</h3>
        <Pager />
        <p>{choiceAbout(request)}</p>
      </header>
      <div class="body">
        <Choices choices={offered.map((one) => choiceWords(one, request))} picked={picked} onPick={pick} />
      </div>
      <footer>
        <button class="btn main" type="button" onClick={submit}>
          {t('Go on')} <kbd>{keyLabels(platform).submit}</kbd>
        </button>
        <Button onClick={() => dock.choose(refusal)}>{choiceWords(refusal, request)}</Button>
      </footer>
    </section>
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
    ? t('The chosen model is not to be had now.')
    : t('The chosen model is not to be had now. It can be tried again in {0}.', duration(seconds * 1000));
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
