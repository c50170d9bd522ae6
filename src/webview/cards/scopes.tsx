import { useState } from 'preact/hooks';
import type { AllowScope } from '../../protocol/approvals';
import type { PermissionRequest } from '../../protocol/toView';
import { PastRequests } from '../approvals/pastRequests';
import { deniedSentence, scopeDetail, scopeSentence } from '../approvals/ruleWords';
import { useChat } from '../context';
import { keyLabels } from '../keys';
import { plural, t } from '../l10n';
import { CardMenu, CardMenuItem } from './cardMenu';

/** How far to allow, beneath the command, so that it stays readable while one decides. */
export function ScopeMenu({ request }: { request: PermissionRequest }) {
  const { dock, platform } = useChat();
  const [isListed, setListed] = useState(false);
  const rehearsed = request.scopes?.find((scope) => isWorthShowing(scope))?.rehearsal;
  return (
    <div class="scopes">
      <CardMenu label={t('Ways to allow')}>
        <CardMenuItem icon="check" onPick={() => dock.allow()}>
          <span>{t('Allow once')}</span>
          <kbd>{keyLabels(platform).allow}</kbd>
        </CardMenuItem>
        {request.scopes?.map((scope) => (
          <ScopeItem key={scope.id} scope={scope} folder={request.folder} />
        ))}
        {rehearsed && <li role="separator" class="sep" />}
        {rehearsed && (
          <CardMenuItem icon="list-unordered" isOpen={isListed} onPick={() => setListed(!isListed)}>
            <span>{plural(rehearsed.requests.length, 'Show that request', 'Show those {0} requests')}</span>
          </CardMenuItem>
        )}
      </CardMenu>
      {rehearsed && isListed && <PastRequests rehearsal={rehearsed} />}
    </div>
  );
}

function ScopeItem({ scope, folder }: { scope: AllowScope; folder: string }) {
  const { dock } = useChat();
  const denied = scope.until === 'folder' ? deniedSentence(scope.rehearsal) : '';
  return (
    <CardMenuItem
      icon={scope.until === 'session' ? 'clock' : 'folder'}
      onPick={() => dock.allowScope(scope.id)}
    >
      <span class="scope">
        {scopeSentence(scope.rule, scope.until, (name) => (
          <b class="mono">{name}</b>
        ))}
      </span>
      <span />
      <small>
        {scopeDetail(scope, folder)} {denied && <span class="bad">{denied}</span>}
      </small>
    </CardMenuItem>
  );
}

function isWorthShowing(scope: AllowScope): boolean {
  return scope.until === 'folder' && scope.rehearsal.requests.length > 0;
}
