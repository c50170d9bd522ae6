import type { PermissionRequest } from '../../protocol/toView';
import { useChat } from '../context';
import { Icon, IconButton, LineCount } from '../controls';
import { keyLabels } from '../keys';
import { rich, t } from '../l10n';
import { DiffView } from '../transcript/diffView';
import { CommandField, CommandFooter } from './editCommand';
import { Pager } from './pager';
import {
  permissionAbout,
  permissionHints,
  permissionIcon,
  permissionTitle,
  wellLabel,
} from './permissionWords';
import { ReasonField, ReasonFooter } from './reason';
import { ScopeMenu } from './scopes';

export function PermissionCard({ request }: { request: PermissionRequest }) {
  const { dock } = useChat();
  const mode = dock.mode.value;
  return (
    <section
      class="ask"
      role="group"
      aria-labelledby="request-title"
      data-region
      data-request={request.id}
      data-settled={dock.isSettled.value || undefined}
    >
      <Header request={request} />
      <div class="body">
        {mode === 'edit' ? <CommandField request={request} /> : <Subject request={request} />}
        <Hints request={request} />
        {mode === 'reason' && <ReasonField />}
      </div>
      {mode === 'scopes' && <ScopeMenu request={request} />}
      <FooterOf request={request} />
    </section>
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

function Header({ request }: { request: PermissionRequest }) {
  const { dock } = useChat();
  const about = permissionAbout(request);
  const isEdited = dock.mode.value === 'edit' && dock.ownVersion.value !== undefined;
  return (
    <header>
      <Icon name={permissionIcon(request)} />
      <h3 id="request-title" dir="auto">
        {permissionTitle(request)}
      </h3>
      <Pager>{<LineCount added={request.linesAdded} removed={request.linesRemoved} />}</Pager>
      {about.map((line) => (
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
    </header>
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
  return (
    <footer>
      <span class="split">
        <button class="btn main" type="button" onClick={() => dock.allow()}>
          {t('Allow once')} <kbd>{keys.allow}</kbd>
        </button>
        {request.scopes && <ScopesButton />}
      </span>
      <button class="btn" type="button" onClick={() => dock.deny()}>
        {t('Deny')} <kbd>{keys.deny}</kbd>
      </button>
      <IconButton
        icon="comment"
        label={t('Deny with a reason')}
        onClick={() => (dock.mode.value = 'reason')}
      />
      {request.permission === 'shell' && (
        <IconButton
          icon="edit"
          label={t('Edit command before allowing')}
          onClick={() => (dock.mode.value = 'edit')}
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

function ScopesButton() {
  const { dock } = useChat();
  const isOpen = dock.mode.value === 'scopes';
  return (
    <button
      class="btn main"
      type="button"
      title={t('More ways to allow')}
      aria-label={t('More ways to allow')}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={() => (dock.mode.value = isOpen ? 'plain' : 'scopes')}
    >
      <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} />
    </button>
  );
}
