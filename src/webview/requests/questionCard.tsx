import type { QuestionRequest } from '../../protocol/toView';
import { useChat } from '../state/context';
import { t } from '../base/l10n';
import { Suspects } from '../ui/suspects';
import { Markdown } from '../markdown/markdown';
import { headed, MarkdownLine } from '../markdown/markdownLine';
import { Answer } from './answers';
import { Choices, useNumberKeys } from './choices';
import { RequestCard } from './requestCard';

export function QuestionCard({ request }: { request: QuestionRequest }) {
  const { dock } = useChat();
  const choice = (dock.kept('choice') as number | undefined) ?? (request.choices.length > 0 ? 0 : -1);
  const words = dock.keptText('words') ?? '';
  const setChoice = (index: number) => dock.keep('choice', index);
  const own = words.trim();
  const answer = own || request.choices[choice];
  const submit = () => answer && dock.answerQuestion(answer, own !== '');
  useNumberKeys(request.choices.length, setChoice);
  const { heading, rest } = headed(request.question);
  return (
    <RequestCard
      request={request}
      icon="question"
      title={heading ? <MarkdownLine text={heading} /> : t('The agent asks')}
      onSubmit={submit}
      answers={<Footer isReady={Boolean(answer)} onSubmit={submit} />}
    >
      {rest && <Markdown text={rest} />}
      <Suspects texts={[request.question, ...request.choices].map((one) => [one, 'prose'])} />
      <Choices choices={request.choices} picked={own ? -1 : choice} onPick={setChoice} />
      {request.allowsFreeform && (
        <OwnWords
          isOnly={request.choices.length === 0}
          words={words}
          onInput={(typed) => dock.keep('words', typed)}
        />
      )}
    </RequestCard>
  );
}

function Footer({ isReady, onSubmit }: { isReady: boolean; onSubmit: () => void }) {
  const { dock } = useChat();
  return (
    <footer>
      <Answer rank="main" keyName="submit" anywhere="allow" disabled={!isReady} onClick={onSubmit}>
        {t('Answer')}
      </Answer>
      <Answer keyName="deny" onClick={() => dock.decline()}>
        {t('Decline to answer')}
      </Answer>
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
