import { useEffect } from 'preact/hooks';
import { isTextField } from '../ui/keys';
import { MarkdownLine } from '../markdown/markdownLine';

interface ChoicesProps {
  readonly choices: readonly string[];
  readonly picked: number;
  readonly onPick: (index: number) => void;
}

/** One of several, named by the title of the card. */
export function Choices({ choices, picked, onPick }: ChoicesProps) {
  if (choices.length === 0) return null;
  return (
    <div class="choices" role="radiogroup" aria-labelledby="request-title">
      {choices.map((choice, index) => (
        <label key={choice}>
          <input type="radio" name="answer" checked={index === picked} onChange={() => onPick(index)} />
          <span dir="auto">
            <MarkdownLine text={choice} />
          </span>
          {index < 9 && <kbd aria-hidden="true">{index + 1}</kbd>}
        </label>
      ))}
    </div>
  );
}

/** 1 to 9 pick an answer from anywhere in the chat, unless one is typing. */
export function useNumberKeys(count: number, pick: (index: number) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const number = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
      const hasModifier = event.ctrlKey || event.altKey || event.metaKey;
      if (number === 0 || number > count || hasModifier || isTextField(event.target)) return;
      event.preventDefault();
      pick(number - 1);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [count]);
}
