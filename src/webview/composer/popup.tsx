import { useEffect, useRef } from 'preact/hooks';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { plural, t } from '../base/l10n';
import { visibleString } from '../text/visibleText';
import { drawVisible } from '../text/visible';
import type { Row } from '../state/popupRows';

export const listId = 'context-list';

export function rowId(index: number): string {
  return `context-row-${index}`;
}

/** What may follow `@`, `#` or `/`, above the text. */
export function PopupList() {
  const { popup, spoken } = useChat();
  const box = useRef<HTMLDivElement>(null);
  const { rows, active, isOpen, isAnswered } = popup;
  const shown = rows.value;
  const at = active.value;
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, shown]);
  const count = shown.length;
  useEffect(() => {
    if (isOpen.value && isAnswered.value) spoken.value = plural(count, '1 result', '{0} results');
  }, [isOpen.value, isAnswered.value, count]);
  if (!isOpen.value) return null;
  return (
    // The press of a mouse must not take the focus out of the text.
    <div class="mentions" ref={box} onMouseDown={(event) => event.preventDefault()}>
      {count === 0 ? (
        <p class="none small dim">{t('Nothing found')}</p>
      ) : (
        <div id={listId} class="list" role="listbox" aria-label={t('Suggestions')}>
          {grouped(shown).map((group) => (
            <Group key={group.name} {...group} active={at} />
          ))}
        </div>
      )}
    </div>
  );
}

interface GroupProps {
  readonly name: string;
  readonly from: number;
  readonly rows: readonly Row[];
}

function Group({ name, from, rows, active }: GroupProps & { readonly active: number }) {
  return (
    <div role="group" aria-label={name}>
      <div class="head" aria-hidden="true">
        {name}
      </div>
      {rows.map((row, index) => (
        <Option key={from + index} row={row} index={from + index} isOn={from + index === active} />
      ))}
    </div>
  );
}

function Option({ row, index, isOn }: { row: Row; index: number; isOn: boolean }) {
  const { popup } = useChat();
  return (
    <div
      id={rowId(index)}
      role="option"
      class={isOn ? 'row-of is-on' : 'row-of'}
      aria-selected={isOn}
      aria-disabled={row.isEmpty || undefined}
      title={[row.label, row.detail]
        .filter(Boolean)
        .map((one) => visibleString(one, 'line'))
        .join('\n')}
      onClick={() => popup.take(index)}
    >
      <Icon name={row.icon} />
      <span class="name cut">
        <Marked text={row.label} marks={row.marks} />
      </span>
      <span class="desc cut dim">{drawVisible(row.detail, 'line')}</span>
      {isOn && !row.isEmpty && <kbd aria-hidden="true">Enter</kbd>}
    </div>
  );
}

/** The matching letters stand out; neighbours share one mark. */
function Marked({ text, marks }: { text: string; marks: readonly number[] }) {
  const marked = new Set(marks);
  const pieces: { text: string; isMarked: boolean }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const [last, isMarked] = [pieces.at(-1), marked.has(at)];
    if (last?.isMarked === isMarked) last.text += text.charAt(at);
    else pieces.push({ text: text.charAt(at), isMarked });
  }
  return (
    <>
      {pieces.map((piece, index) =>
        piece.isMarked ? (
          <mark key={index}>{drawVisible(piece.text, 'line')}</mark>
        ) : (
          drawVisible(piece.text, 'line')
        ),
      )}
    </>
  );
}

/** Rows of one group stand together already; here they get their heading. */
function grouped(rows: readonly Row[]): readonly GroupProps[] {
  const groups: { name: string; from: number; rows: Row[] }[] = [];
  rows.forEach((row, index) => {
    const last = groups.at(-1);
    if (last?.name === row.group) last.rows.push(row);
    else groups.push({ name: row.group, from: index, rows: [row] });
  });
  return groups;
}
