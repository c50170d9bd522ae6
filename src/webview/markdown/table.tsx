import type { Tokens } from 'marked';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../base/l10n';
import { drawInline } from './inline';

/** Of so many rows the header may leave the window while one reads the last. */
const fewestRowsOfLong = 8;

/** Cells find their own direction; the order of the columns follows the first word. */
function isRightToLeft({ header, rows }: Tokens.Table): boolean {
  const texts = [...header, ...(rows[0] ?? [])].map(({ text }) => text).join(' ');
  const [first = ''] = /\p{L}/u.exec(texts) ?? [];
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first);
}

export function Table({ table }: { table: Tokens.Table }) {
  const isLong = table.rows.length >= fewestRowsOfLong;
  const frame = useHeadTravel(isLong);
  const cell = ({ align, text }: Tokens.TableCell) => ({
    class: align ? `align-${align}` : undefined,
    // Numbers alone have no direction of their own.
    dir: /\p{L}/u.test(text) ? ('auto' as const) : undefined,
  });
  return (
    <div
      ref={frame}
      class={isLong ? 'table is-long' : 'table'}
      tabIndex={0}
      role="group"
      aria-label={t('Table')}
    >
      <table dir={isRightToLeft(table) ? 'rtl' : undefined}>
        <thead>
          <tr>
            {table.header.map((one, index) => (
              <th key={index} scope="col" {...cell(one)}>
                {drawInline(one.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((one, index) => (
                <td key={index} {...cell(one)}>
                  {drawInline(one.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Tells the stylesheet how far down its table the header can go. */
function useHeadTravel(isLong: boolean) {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const table = frame.current?.querySelector('table');
    if (!isLong || !table) return undefined;
    const measure = () => {
      const travel = table.offsetHeight - (table.tHead?.offsetHeight ?? 0);
      frame.current?.style.setProperty('--travel', `${travel}px`);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(table);
    return () => observer.disconnect();
  }, [isLong]);
  return frame;
}
