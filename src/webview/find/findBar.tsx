import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useChat } from '../state/context';
import { Icon, IconButton } from '../ui/controls';
import { isComposing } from '../ui/keys';
import { t } from '../base/l10n';
import type { Finder, FindFlag } from '../state/finder';

/** Find in the whole conversation; floats over its upper end. */
export function FindBar() {
  const { finder } = useChat();
  return finder.isOpen.value ? <Bar finder={finder} /> : null;
}

function Bar({ finder }: { finder: Finder }) {
  const input = useRef<HTMLInputElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  useFocus(finder, input, bar);
  const { failure } = finder;
  return (
    <div
      ref={bar}
      class="find"
      role="search"
      aria-label={t('Find in chat')}
      onKeyDown={(event) => onKey(event, finder)}
    >
      <div class="box">
        <input
          ref={input}
          type="text"
          aria-label={t('Find')}
          aria-invalid={failure.value !== undefined}
          aria-describedby={failure.value && 'find-failure'}
          placeholder={t('Find')}
          value={finder.text.value}
          onInput={(event) => finder.type(event.currentTarget.value)}
        />
        <div class="opts" role="group" aria-label={t('Find options')}>
          <Toggle finder={finder} flag="isCaseSensitive" icon="case-sensitive" label={t('Match case')} />
          <Toggle finder={finder} flag="isWholeWord" icon="whole-word" label={t('Match whole word')} />
          <Toggle finder={finder} flag="isRegex" icon="regex" label={t('Use regular expression')} />
        </div>
      </div>
      <span class="num small" role="status" aria-busy={finder.isSearching.value}>
        {countWords(finder)}
        {finder.isSearching.value && <Icon name="loading" spin />}
      </span>
      <Moves finder={finder} />
      <Failure finder={finder} />
    </div>
  );
}

function Moves({ finder }: { finder: Finder }) {
  const isEmpty = finder.total.value === 0;
  return (
    <div class="moves">
      <IconButton
        icon="arrow-up"
        label={t('Previous match')}
        onClick={() => finder.move(-1)}
        disabled={isEmpty}
      />
      <IconButton
        icon="arrow-down"
        label={t('Next match')}
        onClick={() => finder.move(1)}
        disabled={isEmpty}
      />
      <IconButton icon="close" label={t('Close find')} onClick={() => finder.close()} />
    </div>
  );
}

function Failure({ finder }: { finder: Finder }) {
  const failure = finder.failure.value;
  if (!failure) return null;
  return (
    <p id="find-failure" class="note bad" role="alert">
      {failure.reason === 'bad-regex'
        ? t(
            'Not a regular expression: {0}. Turn off “Use regular expression” to find the text as it is.',
            failure.detail,
          )
        : t('This expression takes too long. Make it simpler, or find plain text.')}
    </p>
  );
}

function countWords({ total, index, isSearching, pattern }: Finder): string {
  if (total.value > 0) return t('{0} of {1}', index.value, total.value);
  if (isSearching.value) return t('Searching');
  return pattern.value ? t('No results') : '';
}

interface ToggleProps {
  readonly finder: Finder;
  readonly flag: FindFlag;
  readonly icon: string;
  readonly label: string;
}

function Toggle({ finder, flag, icon, label }: ToggleProps) {
  return (
    <button
      class="ib"
      type="button"
      title={label}
      aria-label={label}
      aria-pressed={finder.flags.value[flag]}
      onClick={() => finder.toggle(flag)}
    >
      <Icon name={icon} />
    </button>
  );
}

const flagKeys = new Map<string, FindFlag>(
  Object.entries({
    KeyC: 'isCaseSensitive',
    KeyW: 'isWholeWord',
    KeyR: 'isRegex',
  }),
);

function onKey(event: KeyboardEvent, finder: Finder): void {
  if (isComposing(event)) return;
  const flag = event.altKey && !event.ctrlKey && !event.metaKey ? flagKeys.get(event.code) : undefined;
  if (flag) finder.toggle(flag);
  else if (event.key === 'Enter' && event.target instanceof HTMLInputElement)
    finder.move(event.shiftKey ? -1 : 1);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Takes the focus when it is opened, and gives it back to where it was. */
function useFocus(
  finder: Finder,
  input: { readonly current: HTMLInputElement | null },
  bar: { readonly current: HTMLElement | null },
): void {
  // Before it is seen: the first key typed belongs to it.
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [finder.opened.value]);
  useEffect(() => {
    const { cameFrom } = finder;
    const element = bar.current;
    return () => {
      // While it closes the bar still has the focus, or the page has none.
      const { activeElement } = document;
      if (activeElement && activeElement !== document.body && !element?.contains(activeElement)) return;
      if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
      else document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
    };
  }, [finder]);
}
