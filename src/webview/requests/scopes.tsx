import { useState } from 'preact/hooks';
import type { AllowScope } from '../../protocol/approvals';
import type { PermissionRequest } from '../../protocol/toView';
import { PastRequests } from '../approvals/pastRequests';
import { deniedSentence, denySentence, scopeDetail, scopeSentence } from '../approvals/ruleWords';
import { useChat } from '../state/context';
import { keyLabels } from '../ui/keys';
import { plural, t } from '../base/l10n';
import { VisibleText } from '../text/visible';
import { CardMenu, CardMenuItem } from './cardMenu';

/** How far to allow, beneath the command, so that it stays readable while one decides. */
export function ScopeMenu({ request }: { request: PermissionRequest }) {
  const { dock, platform } = useChat();
  const [isListed, setListed] = useState(false);
  const rehearsed = request.scopes?.find((scope) => isWorthShowing(scope))?.rehearsal;
  return (
    <div class="scopes">
      <CardMenu label={t('Ways to allow or forbid')}>
        <CardMenuItem icon="check" waits={dock.waits.value} onPick={() => dock.allow()}>
          <span>{t('Allow once')}</span>
          <kbd>{keyLabels(platform).allow}</kbd>
        </CardMenuItem>
        {request.scopes?.map((scope) => (
          <ScopeItem key={scope.id} scope={scope} request={request} />
        ))}
        {request.denials && <li role="separator" class="sep" />}
        {request.denials?.map((offer) => (
          <CardMenuItem
            key={`never-${offer.id}`}
            icon="circle-slash"
            onPick={() => dock.denyAlways(offer.id)}
          >
            <span class="scope">{denySentence(offer, (name) => nameOf(name, request))}</span>
            <span />
            <small>{t('Denies this too. It wins over every other rule, until you revoke it.')}</small>
          </CardMenuItem>
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

function ScopeItem({ scope, request }: { scope: AllowScope; request: PermissionRequest }) {
  const { dock } = useChat();
  const { folder } = request;
  const denied = scope.until === 'folder' ? deniedSentence(scope.rehearsal) : '';
  return (
    <CardMenuItem
      icon={scope.until === 'session' ? 'clock' : 'folder'}
      waits={dock.waits.value}
      onPick={() => dock.allowScope(scope.id)}
    >
      <span class="scope">{scopeSentence(scope.rule, scope.until, (name) => nameOf(name, request))}</span>
      <span />
      <small>
        {scopeDetail(scope, folder)} {denied && <span class="bad">{denied}</span>}
      </small>
    </CardMenuItem>
  );
}

/** Longer ones are not said twice. */
const longestName = 160;

function nameOf(name: string, { permission, text }: PermissionRequest) {
  if (permission === 'shell' && name === text && (name.length > longestName || name.includes('\n')))
    return <b>{t('this command')}</b>;
  return (
    <b>
      <VisibleText text={name} kind="code" className="mono" />
    </b>
  );
}

function isWorthShowing(scope: AllowScope): boolean {
  return scope.until === 'folder' && scope.rehearsal.requests.length > 0;
}
