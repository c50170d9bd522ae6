import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { t } from '../base/l10n';
import { drawVisible } from '../text/visible';
import { useChoice } from '../state/choices';
import { parseDiff, type DiffLine } from './diff';

/** Drawing more at once would hold up the page. */
const firstLines = 400;

const signs: Readonly<Record<DiffLine['kind'], string>> = {
  added: '+',
  removed: '-',
  same: ' ',
  gap: '⋯',
  file: '',
};
const classes: Readonly<Record<DiffLine['kind'], string>> = {
  added: 'ins',
  removed: 'rem',
  same: 'same',
  gap: 'hunk',
  file: 'hunk',
};

interface DiffViewProps {
  readonly diff: string;
  readonly label: string;
  /** Path of the file, which the CLI's own heading gives in a form of its own; without it there is no heading. */
  readonly name?: string;
  /** Where it stands in the conversation, if it does. */
  readonly place?: string;
  /** Nothing of it is beside what is in sight, and none of it left out. */
  readonly wraps?: boolean;
  /** Stands after the last line. */
  readonly end?: ComponentChildren;
}

export function DiffView({ diff, label, name, place, wraps = false, end }: DiffViewProps) {
  const lines = useMemo(
    () =>
      parseDiff(diff).flatMap((line) =>
        line.kind !== 'file' ? [line] : name === undefined ? [] : [{ ...line, text: name }],
      ),
    [diff, name],
  );
  const [showsAll = false, setShowsAll] = useChoice(place);
  const shown = showsAll || wraps ? lines : lines.slice(0, firstLines);
  return (
    <>
      <div
        class={wraps ? 'well diff mono wrap' : 'well diff mono'}
        role="group"
        aria-label={label}
        tabIndex={0}
      >
        <div class="lines">
          {shown.map((line, index) => (
            <div key={index} class={classes[line.kind]}>
              <span>{line.number}</span>
              <span>{signs[line.kind]}</span>
              <span>{drawVisible(line.text, line.kind === 'file' ? 'line' : 'code')}</span>
            </div>
          ))}
        </div>
        {end}
      </div>
      {shown.length < lines.length && (
        <button class="btn quiet" type="button" onClick={() => setShowsAll(true)}>
          {t('Show all {0} lines', lines.length)}
        </button>
      )}
    </>
  );
}
