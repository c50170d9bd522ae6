import type { ComponentChild } from 'preact';
import type { FormField, FormOption } from '../../protocol/forms';
import { Icon } from '../ui/controls';
import { rich } from '../base/l10n';
import { VisibleText } from '../text/visible';
import type { Typed } from './formRules';

interface FieldProps {
  readonly field: FormField;
  readonly typed: Typed;
  readonly error: string | undefined;
  readonly onType: (typed: Typed) => void;
}

export function FormFieldView(props: FieldProps) {
  const { field } = props;
  switch (field.type) {
    case 'boolean':
      return <Tick {...props} />;
    case 'choice':
      return <Picks {...props} options={field.options} isMany={false} />;
    case 'choices':
      return <Picks {...props} options={field.options} isMany />;
    case 'text':
    case 'number':
      return <Line {...props} />;
  }
}

function Line({ field, typed, error, onType }: FieldProps) {
  const id = `field-${field.name}`;
  return (
    <div class="field">
      <label for={id}>{labelOf(field)}</label>
      <input
        id={id}
        type="text"
        inputMode={field.type === 'number' ? 'decimal' : undefined}
        dir="auto"
        autocomplete="off"
        data-field={field.name}
        placeholder={placeholderOf(field)}
        value={typeof typed === 'string' ? typed : ''}
        aria-required={field.isRequired}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-about`}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <About field={field} error={error} />
    </div>
  );
}

function Tick({ field, typed, error, onType }: FieldProps) {
  const id = `field-${field.name}`;
  return (
    <div class="choices">
      <label>
        <input
          type="checkbox"
          data-field={field.name}
          checked={typed === true}
          aria-describedby={`${id}-about`}
          onChange={(event) => onType(event.currentTarget.checked)}
        />
        <span dir="auto">{labelOf(field)}</span>
      </label>
      <About field={field} error={error} />
    </div>
  );
}

interface PicksProps extends FieldProps {
  readonly options: readonly FormOption[];
  readonly isMany: boolean;
}

function Picks({ field, typed, error, onType, options, isMany }: PicksProps) {
  const id = `field-${field.name}`;
  const picked = Array.isArray(typed) ? (typed as readonly string[]) : [typed];
  const pick = (value: string, isOn: boolean) => {
    if (!isMany) return onType(value);
    // In the order of the form, whatever the order of the clicks.
    onType(options.map((one) => one.value).filter((one) => (one === value ? isOn : picked.includes(one))));
  };
  return (
    <div
      class="field"
      role={isMany ? 'group' : 'radiogroup'}
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-about`}
    >
      <span class="label" id={`${id}-label`}>
        {labelOf(field)}
      </span>
      <div class="choices">
        {options.map((option, index) => (
          <label key={option.value}>
            <input
              type={isMany ? 'checkbox' : 'radio'}
              name={id}
              data-field={index === 0 ? field.name : undefined}
              checked={picked.includes(option.value)}
              onChange={(event) => pick(option.value, event.currentTarget.checked)}
            />
            <span dir="auto">
              <VisibleText text={option.label} kind="prose" />
            </span>
          </label>
        ))}
      </div>
      <About field={field} error={error} />
    </div>
  );
}

function About({ field, error }: { field: FormField; error: string | undefined }) {
  return (
    <div id={`field-${field.name}-about`}>
      {field.description && (
        <p class="about">
          <VisibleText text={field.description} kind="prose" />
        </p>
      )}
      {error && (
        <p class="err">
          <Icon name="error" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}

function labelOf(field: FormField): ComponentChild {
  const label = <VisibleText text={field.label} kind="prose" />;
  return field.isRequired && field.type !== 'boolean' ? rich('{0} (required)', label) : label;
}

function placeholderOf(field: FormField): string | undefined {
  return field.type === 'text' && field.format === 'date' ? '2026-11-30' : undefined;
}
