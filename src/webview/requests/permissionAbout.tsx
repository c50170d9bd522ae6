import type { PermissionRequest } from '../../protocol/toView';
import { useChat } from '../state/context';
import { key, rich } from '../base/l10n';
import { VisibleText } from '../text/visible';

/** Where it happens, what the agent says it is for, and who asks: beneath the title, which is ours. */
export function PermissionAbout({ request }: { request: PermissionRequest }) {
  const { dock } = useChat();
  const { permission, folder, subject, intention, askedBy } = request;
  const isEdited = dock.mode.value === 'edit' && dock.ownVersion.value !== undefined;
  const line = (sentence: string, text: string, kind: 'line' | 'prose', isMono = false) => (
    <p dir="auto">
      {rich(sentence, <VisibleText text={text} kind={kind} {...(isMono ? { className: 'mono' } : {})} />)}
    </p>
  );
  return (
    <>
      {permission === 'shell' &&
        line(isEdited ? key('In {0}, edited by you') : key('In {0}'), folder, 'line', true)}
      {permission === 'url' && line(key('From {0}'), subject, 'line', true)}
      {intention && line(key('The agent says: “{0}”'), intention, 'prose')}
      {askedBy &&
        line(
          permission === 'mcp' ? key('Asked by MCP server {0}') : key('Asked by agent {0}'),
          askedBy,
          'line',
        )}
    </>
  );
}
