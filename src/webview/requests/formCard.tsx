import { useRef, useState } from 'preact/hooks';
import type { FormField, FormRequest, FormValue } from '../../protocol/forms';
import { useChat } from '../state/context';
import { plural, rich, t } from '../base/l10n';
import { Suspects } from '../ui/suspects';
import type { ForeignText } from '../text/suspectWords';
import { drawVisible, VisibleText } from '../text/visible';
import { Answer } from './answers';
import { FormFieldView } from './formField';
import { check, startOf, type Typed } from './formRules';
import { RequestCard } from './requestCard';

interface Checked {
  readonly field: FormField;
  readonly typed: Typed;
  readonly value?: FormValue | undefined;
  readonly error?: string | undefined;
}

/** A form of the agent or of an MCP server. Errors show once one has tried to send. */
export function FormCard({ request }: { request: FormRequest }) {
  const { dock } = useChat();
  const card = useRef<HTMLElement>(null);
  const [hasTried, setTried] = useState(false);
  const checked = request.fields.map((field): Checked => {
    const typed = (dock.kept(field.name) as Typed | undefined) ?? startOf(field);
    return { field, typed, ...check(field, typed) };
  });
  const wrong = checked.filter((one) => one.error !== undefined);
  const fix = () => {
    const name = CSS.escape(wrong[0]?.field.name ?? '');
    card.current?.querySelector<HTMLElement>(`[data-field="${name}"]`)?.focus();
  };
  const send = () => {
    setTried(true);
    if (wrong.length > 0) fix();
    else dock.answerForm(contentOf(checked));
  };
  return (
    <RequestCard
      request={request}
      cardRef={card}
      icon={request.askedBy ? 'mcp' : 'question'}
      title={<VisibleText text={request.message} kind="prose" />}
      about={
        request.askedBy && (
          <p dir="auto">
            {rich('Asked by MCP server {0}', <VisibleText text={request.askedBy} kind="line" />)}
          </p>
        )
      }
      onSubmit={send}
      answers={
        <Footer
          onSend={send}
          onFix={fix}
          opens={request.url !== undefined}
          wrong={hasTried ? wrong.length : 0}
        />
      }
    >
      {request.url && <Address url={request.url} />}
      <Suspects texts={foreignTexts(request)} />
      <Fields checked={checked} showsErrors={hasTried} />
    </RequestCard>
  );
}

/** All that the card shows of what others wrote. */
function foreignTexts({ message, askedBy, url, fields }: FormRequest): readonly ForeignText[] {
  const words = fields.flatMap((field) => [
    field.label,
    field.description ?? '',
    ...('options' in field ? field.options.map((option) => option.label) : []),
  ]);
  return [
    [url ?? '', 'line'],
    [askedBy ?? '', 'line'],
    ...[message, ...words].map((one) => [one, 'prose'] as const),
  ];
}

function Fields({ checked, showsErrors }: { checked: readonly Checked[]; showsErrors: boolean }) {
  const { dock } = useChat();
  return (
    <>
      {checked.map(({ field, typed, error }) => (
        <FormFieldView
          key={field.name}
          field={field}
          typed={typed}
          error={showsErrors ? error : undefined}
          onType={(now) => dock.keep(field.name, now)}
        />
      ))}
    </>
  );
}

function Address({ url }: { url: string }) {
  return (
    <pre class="well wrap" tabIndex={0} role="group" aria-label={t('Address')}>
      {drawVisible(url, 'line')}
    </pre>
  );
}

interface FooterProps {
  readonly onSend: () => void;
  /** Leads to the first field that is wrong. */
  readonly onFix: () => void;
  /** A page, instead of sending fields. */
  readonly opens: boolean;
  readonly wrong: number;
}

function Footer({ onSend, onFix, opens, wrong }: FooterProps) {
  const { dock } = useChat();
  return (
    <footer>
      <Answer rank="main" keyName="submit" anywhere="allow" onClick={onSend}>
        {opens ? t('Open the page') : t('Send')}
      </Answer>
      <Answer keyName="deny" onClick={() => dock.decline()}>
        {t('Decline')}
      </Answer>
      {wrong > 0 && (
        <span class="to-fix" role="status">
          <button class="btn quiet" type="button" onClick={onFix}>
            {plural(wrong, '{0} field to fix', '{0} fields to fix')}
          </button>
        </span>
      )}
    </footer>
  );
}

function contentOf(checked: readonly Checked[]): Record<string, FormValue> {
  const entries = checked.flatMap(({ field, value }) =>
    value === undefined ? [] : [[field.name, value] as const],
  );
  return Object.fromEntries(entries);
}
