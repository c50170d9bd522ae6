import type { QuestionRequest } from '../../protocol/toView';
import { useChat } from '../context';
import { Button, Icon } from '../controls';
import { isComposing, keyLabels } from '../keys';
import { t } from '../l10n';
import { Choices, useNumberKeys } from './choices';
import { Pager } from './pager';

export function QuestionCard({ request }: { request: QuestionRequest }) {
  const { dock } = useChat();
  const choice = (dock.kept('choice') as number | undefined) ?? (request.choices.length > 0 ? 0 : -1);
  const words = dock.keptText('words') ?? '';
  const setChoice = (index: number) => dock.keep('choice', index);
  const setWords = (typed: string) => dock.keep('words', typed);
  const own = words.trim();
  const answer = own || request.choices[choice];
  const submit = () => answer && dock.answerQuestion(answer, own !== '');
  useNumberKeys(request.choices.length, setChoice);
  const onKeyDown = (event: KeyboardEvent) => {
    const isSubmit = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isSubmit || isComposing(event)) return;
    event.preventDefault();
    submit();
  };
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
        <Icon name="question" />
        <h3 id="request-title" dir="auto">
          {request.question}
        </h3>
        <Pager />
      </header>
      <div class="body">
        <Choices choices={request.choices} picked={own ? -1 : choice} onPick={setChoice} />
        {request.allowsFreeform && (
          <OwnWords isOnly={request.choices.length === 0} words={words} onInput={setWords} />
        )}
      </div>
      <Footer isReady={Boolean(answer)} onSubmit={submit} />
    </section>
  );
}

function Footer({ isReady, onSubmit }: { isReady: boolean; onSubmit: () => void }) {
  const { dock, platform } = useChat();
  return (
    <footer>
      <button class="btn main" type="button" disabled={!isReady} onClick={onSubmit}>
        {t('Answer')} <kbd>{keyLabels(platform).submit}</kbd>
      </button>
      <Button onClick={() => dock.decline()}>{t('Decline to answer')}</Button>
    </footer>
  );
}

function OwnWords({
  isOnly,
  words,
  onInput,
}: {
  isOnly: boolean;
  words: string;
  onInput: (words: string) => void;
}) {
  return (
    <div class="field">
      <label for="own-answer">{isOnly ? t('Your answer') : t('Or in your own words')}</label>
      <input
        id="own-answer"
        type="text"
        dir="auto"
        autocomplete="off"
        placeholder={t('Type an answer')}
        value={words}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}
