import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Rehearsal } from '../../protocol/approvals';
import { t } from '../base/l10n';
import { VisibleText } from '../text/visible';
import { moment } from './moment';

/** What a rule would have allowed, newest first. */
export function PastRequests({ rehearsal }: { rehearsal: Rehearsal }) {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => list.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <ul ref={list} class="past" tabIndex={0} aria-label={t('Requests that it would have allowed')}>
      {rehearsal.requests.map((one) => (
        <li key={`${one.at} ${one.text}`}>
          <VisibleText text={one.text} kind="code" className="mono" />
          <small>
            {moment(one.at)}
            {one.wasDenied && <span class="bad"> {t('You had denied it.')}</span>}
          </small>
        </li>
      ))}
    </ul>
  );
}
