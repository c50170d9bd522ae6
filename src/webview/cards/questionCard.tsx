import { useEffect, useState } from 'preact/hooks';
import type { QuestionRequest } from '../../protocol/toView';
import { useChat } from '../context';
import { Button, Icon } from '../controls';
import { isComposing, isTextField, keyLabels } from '../keys';
import { t } from '../l10n';
import { Pager } from './pager';

export function QuestionCard({ request }: { request: QuestionRequest }) {
  const { dock } = useChat();
  const [choice, setChoice] = useState(request.choices.length > 0 ? 0 : -1);
  const [words, setWords] = useState('');
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
      <Button onClick={() => dock.declineQuestion()}>{t('Decline to answer')}</Button>
    </footer>
  );
}

interface ChoicesProps {
  readonly choices: readonly string[];
  readonly picked: number;
  readonly onPick: (index: number) => void;
}

function Choices({ choices, picked, onPick }: ChoicesProps) {
  if (choices.length === 0) return null;
  return (
    <div class="choices" role="radiogroup" aria-labelledby="request-title">
      {choices.map((choice, index) => (
        <label key={choice}>
          <input type="radio" name="answer" checked={index === picked} onChange={() => onPick(index)} />
          <span dir="auto">{choice}</span>
          {index < 9 && <kbd aria-hidden="true">{index + 1}</kbd>}
        </label>
      ))}
    </div>
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

/** 1 to 9 pick an answer from anywhere in the chat, unless one is typing. */
function useNumberKeys(count: number, pick: (index: number) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const number = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
      if (
        number === 0 ||
        number > count ||
        event.ctrlKey ||
        event.altKey ||
        event.metaKey ||
        isTextField(event.target)
      )
        return;
      event.preventDefault();
      pick(number - 1);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [count]);
}
