import type { ToolCall } from '../../protocol/toView';
import { useChat } from '../state/context';
import { rich, t } from '../base/l10n';
import { Markdown } from '../markdown/markdown';
import { VisibleText } from '../text/visible';
import { visibleString } from '../text/visibleText';
import { AllowedLine } from './allowedLine';
import { DiffView } from './diffView';
import { refusedWords } from './sandboxWords';
import { isWorthShowing, stepSubject } from './stepWords';
import { LiveWell, Well } from './wells';

/** The details of a call: what was asked, what came of it. */
export function StepBody({ call }: { call: ToolCall }) {
  const { send } = useChat();
  const { path } = call;
  return (
    <div class="body">
      {call.intention && call.tool !== 'agent' && (
        <p class="note">
          {rich('The agent says: “{0}”', <VisibleText text={call.intention} kind="prose" />)}
        </p>
      )}
      {call.tool === 'plan' && (
        <div class="answer">
          <Markdown text={call.input} />
        </div>
      )}
      {call.tool !== 'plan' && isWorthShowing(call) && (
        <Well text={call.input} label={inputLabel(call)} isInput />
      )}
      {call.diff && call.tool !== 'read' && (
        <DiffView
          place={`${call.id}/diff`}
          diff={call.diff}
          label={t('Change in {0}', visibleString(stepSubject(call), 'line'))}
          {...(call.files && { files: call.files })}
        />
      )}
      <Output call={call} />
      {call.sandbox?.refused && (
        <p class="note">{refusedWords(call.sandbox.refused, call.tool === 'shell')}</p>
      )}
      {call.error && (
        <p class="note bad">
          <VisibleText text={call.error} kind="prose" />
        </p>
      )}
      {call.allowedBy && <AllowedLine allowedBy={call.allowedBy} />}
      {path && (
        <p class="note">
          <a
            href="#"
            onClick={(event) => {
              event.preventDefault();
              event.stopPropagation();
              send({ type: 'file/open', path, line: call.range?.start });
            }}
          >
            {rich('Open {0}', <VisibleText text={stepSubject(call)} kind="line" />)}
          </a>
        </p>
      )}
    </div>
  );
}

function inputLabel(call: ToolCall): string {
  return call.tool === 'shell' ? t('Command') : t('Input of {0}', visibleString(call.name, 'line'));
}

function Output({ call }: { call: ToolCall }) {
  if (!call.output || call.tool === 'plan' || (call.diff && call.tool !== 'read')) return null;
  const label = t('Output of {0}', visibleString(call.subject || call.name, 'line'));
  if (call.tool === 'agent') {
    return (
      <div class="answer">
        <Markdown text={call.output} />
      </div>
    );
  }
  if (call.tool === 'shell' && call.state === 'running')
    return <LiveWell output={call.output} label={label} />;
  return <Well text={call.output} label={label} />;
}
