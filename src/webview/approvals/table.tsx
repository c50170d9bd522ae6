import type { ComponentChildren } from 'preact';
import type { ApprovalsState } from '../../protocol/approvals';
import { t } from '../base/l10n';

interface RowProps {
  readonly id: string;
  /** The row that one was led to is marked. */
  readonly reveal: ApprovalsState['reveal'];
  readonly children: ComponentChildren;
}

export function Row({ id, reveal, children }: RowProps) {
  return (
    <tr id={id} tabIndex={-1} data-shown={reveal?.place === id || undefined}>
      {children}
    </tr>
  );
}

/** A table whose last column holds the buttons of a row. */
export function Table({ columns, children }: { columns: readonly string[]; children: ComponentChildren }) {
  return (
    <table>
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">
            <span class="sr">{t('Actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
