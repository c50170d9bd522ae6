import type { Tokens } from 'marked';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../base/l10n';
import { drawInline } from './inline';

/** Of so many rows the header may leave the window while one reads the last. */
const fewestRowsOfLong = 8;

export function Table({ table }: { table: Tokens.Table }) {
  const isLong = table.rows.length >= fewestRowsOfLong;
  const frame = useHeadTravel(isLong);
  const cell = (one: Tokens.TableCell) => ({ class: one.align ? `align-${one.align}` : undefined });
  return (
    <div
      ref={frame}
      class={isLong ? 'table is-long' : 'table'}
      tabIndex={0}
      role="group"
      aria-label={t('Table')}
    >
      <table>
        <thead>
          <tr>
            {table.header.map((one, index) => (
              <th key={index} scope="col" dir="auto" {...cell(one)}>
                {drawInline(one.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((one, index) => (
                <td key={index} dir="auto" {...cell(one)}>
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
