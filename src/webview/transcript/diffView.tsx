import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { t } from '../base/l10n';
import { LineCount } from '../ui/controls';
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
  file: 'hunk file',
};

interface DiffFile {
  readonly subject: string;
  readonly added?: number;
  readonly removed?: number;
}

interface DiffViewProps {
  readonly diff: string;
  readonly label: string;
  /** The files in their order, which the CLI's own headings give in a form of its own; without them there is no heading. */
  readonly files?: readonly DiffFile[];
  /** Where it stands in the conversation, if it does. */
  readonly place?: string;
  /** Nothing of it is beside what is in sight, and none of it left out. */
  readonly wraps?: boolean;
  /** Stands after the last line. */
  readonly end?: ComponentChildren;
}

export function DiffView({ diff, label, files, place, wraps = false, end }: DiffViewProps) {
  const lines = useMemo(() => headedLines(diff, files), [diff, files]);
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
              <span>
                {drawVisible(line.text, line.kind === 'file' ? 'line' : 'code')}
                {line.file && ' '}
                {line.file && <LineCount added={line.file.added} removed={line.file.removed} />}
              </span>
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

interface HeadedLine extends DiffLine {
  readonly file?: DiffFile | undefined;
}

/** The lines with the files' own names above their parts. */
function headedLines(diff: string, files: readonly DiffFile[] | undefined): readonly HeadedLine[] {
  let at = 0;
  return parseDiff(diff).flatMap((line): readonly HeadedLine[] => {
    if (line.kind !== 'file') return [line];
    const file = files?.[at++];
    return file ? [{ ...line, text: file.subject, file }] : files ? [line] : [];
  });
}
