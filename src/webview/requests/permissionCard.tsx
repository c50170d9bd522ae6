import { useMemo, useState } from 'preact/hooks';
import type { PermissionRequest } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Button, IconButton, LineCount } from '../ui/controls';
import { keyLabels } from '../ui/keys';
import { plural, rich, t } from '../base/l10n';
import { DiffView } from '../transcript/diffView';
import { drawVisible, VisibleText } from '../text/visible';
import { visibleString } from '../text/visibleText';
import { Answer, MoreAnswers } from './answers';
import { CommandField, CommandFooter } from './editCommand';
import { diffLimit, LongText, TextEnd, textLimit } from './longText';
import { PermissionAbout } from './permissionAbout';
import { PermissionHints } from './permissionHints';
import { permissionIcon, permissionTitle, textKind, wellLabel } from './permissionWords';
import { ReasonField, ReasonFooter } from './reason';
import { RequestCard } from './requestCard';
import { ScopeMenu } from './scopes';

export function PermissionCard({ request }: { request: PermissionRequest }) {
  const { dock } = useChat();
  const [lines, setLines] = useState(0);
  const mode = dock.mode.value;
  return (
    <RequestCard
      request={request}
      icon={permissionIcon(request)}
      title={<Title request={request} />}
      about={<PermissionAbout request={request} />}
      beside={<Size request={request} lines={mode === 'edit' ? 0 : lines} />}
      onSubmit={mode === 'edit' ? () => dock.useOwnVersion() : undefined}
      answers={
        <>
          {mode === 'scopes' && <ScopeMenu request={request} />}
          <FooterOf request={request} />
        </>
      }
    >
      {mode === 'edit' ? (
        <CommandField request={request} />
      ) : (
        <Subject request={request} onLines={setLines} />
      )}
      <PermissionHints request={request} />
      {mode === 'reason' && <ReasonField />}
    </RequestCard>
  );
}

function Title({ request }: { request: PermissionRequest }) {
  const { words, name = '', isTool } = permissionTitle(request);
  return (
    <>{rich(words, <VisibleText text={name} kind="line" {...(isTool ? { className: 'mono' } : {})} />)}</>
  );
}

/** How much there is to look at. */
function Size({ request, lines }: { request: PermissionRequest; lines: number }) {
  if (request.diff) return <LineCount added={request.linesAdded} removed={request.linesRemoved} />;
  if (lines <= textLimit.most) return null;
  return <span class="num">{plural(lines, '1 line', '{0} lines')}</span>;
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

interface SubjectProps {
  readonly request: PermissionRequest;
  readonly onLines: (count: number) => void;
}

function Subject({ request, onLines }: SubjectProps) {
  const { diff, subject, text, target } = request;
  const leads = target !== undefined && (
    <p class="leads">
      {rich('Leads to {0}', <VisibleText text={target} kind="line" className="mono" />)}
      <TextEnd />
    </p>
  );
  const files = useMemo(() => [{ subject }], [subject]);
  if (diff !== undefined)
    return (
      <LongText limit={diffLimit} onLines={onLines} after={leads}>
        <DiffView
          diff={diff}
          label={t('Proposed change in {0}', visibleString(subject, 'line'))}
          files={files}
          end={<TextEnd />}
          wraps
        />
      </LongText>
    );
  return (
    <LongText limit={textLimit} onLines={onLines} after={leads}>
      <pre class="well wrap" tabIndex={0} role="group" aria-label={wellLabel(request)}>
        {drawVisible(text, textKind(request))}
        <TextEnd />
      </pre>
    </LongText>
  );
}

function Footer({ request }: { request: PermissionRequest }) {
  const { dock, send, platform } = useChat();
  const keys = keyLabels(platform);
  const [reason, edit] = [t('Deny with a reason'), t('Edit command before allowing')];
  return (
    <footer>
      <span class="split">
        <Answer rank="main" keyName="allow" waits={dock.waits.value} onClick={() => dock.allow()}>
          {request.leaves && request.permission === 'shell' ? t('Run outside once') : t('Allow once')}
        </Answer>
        {(request.scopes ?? request.denials) && (
          <MoreAnswers rank={dock.waits.value ? undefined : 'main'} label={t('More ways to allow')} />
        )}
      </span>
      <Answer keyName="deny" onClick={() => dock.deny()}>
        {t('Deny')}
      </Answer>
      {request.leaves?.host && (
        <Button rank="quiet" onClick={() => send({ type: 'sandbox/allowHost', id: request.id })}>
          {t('Allow {0}', request.leaves.host)}
        </Button>
      )}
      <IconButton
        icon="comment"
        label={reason}
        title={`${reason} (${keys.reason})`}
        onClick={() => dock.unfold('reason')}
      />
      {request.permission === 'shell' && !request.leaves && (
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
