import type { PermissionRequest } from '../../protocol/toView';
import { useChat } from '../context';
import { Icon, IconButton, LineCount } from '../controls';
import { keyLabels } from '../keys';
import { rich, t } from '../l10n';
import { DiffView } from '../transcript/diffView';
import { Answer, MoreAnswers } from './answers';
import { CommandField, CommandFooter } from './editCommand';
import {
  permissionAbout,
  permissionHints,
  permissionIcon,
  permissionTitle,
  wellLabel,
} from './permissionWords';
import { ReasonField, ReasonFooter } from './reason';
import { RequestCard } from './requestCard';
import { ScopeMenu } from './scopes';

export function PermissionCard({ request }: { request: PermissionRequest }) {
  const { dock } = useChat();
  const mode = dock.mode.value;
  return (
    <RequestCard
      request={request}
      icon={permissionIcon(request)}
      title={permissionTitle(request)}
      about={<About request={request} />}
      beside={<LineCount added={request.linesAdded} removed={request.linesRemoved} />}
      onSubmit={mode === 'edit' ? () => dock.useOwnVersion() : undefined}
      answers={
        <>
          {mode === 'scopes' && <ScopeMenu request={request} />}
          <FooterOf request={request} />
        </>
      }
    >
      {mode === 'edit' ? <CommandField request={request} /> : <Subject request={request} />}
      <Hints request={request} />
      {mode === 'reason' && <ReasonField />}
    </RequestCard>
  );
}

function FooterOf({ request }: { request: PermissionRequest }) {
  const { dock } = useChat();
  switch (dock.mode.value) {
    case 'reason':
      return <ReasonFooter />;
    case 'edit':
      return <CommandFooter request={request} />;
    case 'plain':
    case 'scopes':
      return <Footer request={request} />;
  }
}

/** Who asks, where, and what for. */
function About({ request }: { request: PermissionRequest }) {
  const { dock } = useChat();
  const isEdited = dock.mode.value === 'edit' && dock.ownVersion.value !== undefined;
  return (
    <>
      {permissionAbout(request).map((line) => (
        <p key={line} dir="auto">
          {line}
        </p>
      ))}
      {request.permission === 'shell' && (
        <p>
          {rich(
            isEdited ? 'Command in {0}, edited by you' : 'Command in {0}',
            <span class="mono">{request.folder}</span>,
          )}
        </p>
      )}
    </>
  );
}

function Subject({ request }: { request: PermissionRequest }) {
  if (request.diff)
    return (
      <DiffView
        diff={request.diff}
        label={t('Proposed change in {0}', request.subject)}
        name={request.subject}
      />
    );
  return (
    <pre class="well wrap" tabIndex={0} role="group" aria-label={wellLabel(request)}>
      {request.text}
    </pre>
  );
}

function Hints({ request }: { request: PermissionRequest }) {
  const hints = permissionHints(request);
  if (hints.length === 0) return null;
  return (
    <ul class="hints">
      {hints.map((hint) => (
        <li key={hint.words}>
          <Icon name={hint.icon} />
          <span>{hint.words}</span>
        </li>
      ))}
    </ul>
  );
}

function Footer({ request }: { request: PermissionRequest }) {
  const { dock, send, platform } = useChat();
  const keys = keyLabels(platform);
  const [reason, edit] = [t('Deny with a reason'), t('Edit command before allowing')];
  return (
    <footer>
      <span class="split">
        <Answer rank="main" keyName="allow" onClick={() => dock.allow()}>
          {t('Allow once')}
        </Answer>
        {request.scopes && <MoreAnswers rank="main" label={t('More ways to allow')} />}
      </span>
      <Answer keyName="deny" onClick={() => dock.deny()}>
        {t('Deny')}
      </Answer>
      <IconButton
        icon="comment"
        label={reason}
        title={`${reason} (${keys.reason})`}
        onClick={() => dock.unfold('reason')}
      />
      {request.permission === 'shell' && (
        <IconButton
          icon="edit"
          label={edit}
          title={`${edit} (${keys.edit})`}
          onClick={() => dock.unfold('edit')}
        />
      )}
      {request.diff && (
        <IconButton
          icon="split-horizontal"
          label={t('Open diff beside')}
          onClick={() => send({ type: 'permission/openDiff', id: request.id })}
        />
      )}
    </footer>
  );
}
