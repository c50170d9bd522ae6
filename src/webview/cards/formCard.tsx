import { useRef, useState } from 'preact/hooks';
import type { FormField, FormRequest, FormValue } from '../../protocol/forms';
import { useChat } from '../context';
import { Button, Icon } from '../controls';
import { isComposing, keyLabels } from '../keys';
import { plural, t } from '../l10n';
import { FormFieldView } from './formField';
import { check, startOf, type Typed } from './formRules';
import { Pager } from './pager';

/** A form of the agent or of an MCP server. Errors show once one has tried to send. */
export function FormCard({ request }: { request: FormRequest }) {
  const { dock } = useChat();
  const card = useRef<HTMLElement>(null);
  const [hasTried, setTried] = useState(false);
  const typedIn = (field: FormField) => (dock.kept(field.name) as Typed | undefined) ?? startOf(field);
  const checked = request.fields.map((field) => ({ field, ...check(field, typedIn(field)) }));
  const wrong = checked.filter((one) => one.error !== undefined);
  const send = () => {
    setTried(true);
    const [first] = wrong;
    if (first)
      card.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(first.field.name)}"]`)?.focus();
    else dock.answerForm(contentOf(checked));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isSubmit = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isSubmit || isComposing(event)) return;
    event.preventDefault();
    send();
  };
  return (
    <section
      ref={card}
      class="ask"
      role="group"
      aria-labelledby="request-title"
      data-region
      data-request={request.id}
      data-settled={dock.isSettled.value || undefined}
      onKeyDown={onKeyDown}
    >
      <header>
        <Icon name={request.askedBy ? 'mcp' : 'question'} />
        <h3 id="request-title" dir="auto">
          {request.message}
        </h3>
        <Pager />
        {request.askedBy && <p>{t('Asked by MCP server {0}', request.askedBy)}</p>}
      </header>
      <div class="body">
        {request.url && <Address url={request.url} />}
        {checked.map(({ field, error }) => (
          <FormFieldView
            key={field.name}
            field={field}
            typed={typedIn(field)}
            error={hasTried ? error : undefined}
            onType={(typed) => dock.keep(field.name, typed)}
          />
        ))}
      </div>
      <Footer onSend={send} isAddress={request.url !== undefined} wrong={hasTried ? wrong.length : 0} />
    </section>
  );
}

function Address({ url }: { url: string }) {
  return (
    <pre class="well wrap" tabIndex={0} role="group" aria-label={t('Address')}>
      {url}
    </pre>
  );
}

interface FooterProps {
  readonly onSend: () => void;
  readonly isAddress: boolean;
  readonly wrong: number;
}

function Footer({ onSend, isAddress, wrong }: FooterProps) {
  const { dock, platform } = useChat();
  return (
    <footer>
      <button class="btn main" type="button" onClick={onSend}>
        {isAddress ? t('Open the page') : t('Send')} <kbd>{keyLabels(platform).submit}</kbd>
      </button>
      <Button onClick={() => dock.decline()}>{t('Decline')}</Button>
      {wrong > 0 && (
        <span class="to-fix" role="status">
          {plural(wrong, '{0} field to fix', '{0} fields to fix')}
        </span>
      )}
    </footer>
  );
}

function contentOf(
  checked: readonly { readonly field: FormField; readonly value?: FormValue | undefined }[],
): Record<string, FormValue> {
  const entries = checked.flatMap(({ field, value }) =>
    value === undefined ? [] : [[field.name, value] as const],
  );
  return Object.fromEntries(entries);
}
