import type { FormField, FormOption, FormValue } from '../../protocol/forms';
import { ownValue } from '../../protocol/ownValue';
import { fieldsOf, listOf, numberOf, textOf, textsOf, wordsOf, type Fields } from '../base/fields';

const formats = ['email', 'uri', 'date', 'date-time'] as const;

/** The fields of a form's schema; what is not understood becomes a line of text. */
export function formFields(schema: unknown): readonly FormField[] {
  const fields = fieldsOf(schema);
  const required = new Set(textsOf(fields, 'required'));
  return Object.entries(fieldsOf(fields['properties'])).map(([name, property]) =>
    readField(name, fieldsOf(property), required.has(name)),
  );
}

/** What was put in, as the schema wants it: only its own fields, nothing for those left empty. */
export function formContent(
  fields: readonly FormField[],
  given: Readonly<Record<string, FormValue>>,
): Readonly<Record<string, FormValue>> {
  const own = fields.flatMap(({ name }) => {
    const value = ownValue(given, name);
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(own);
}

function readField(name: string, property: Fields, isRequired: boolean): FormField {
  const base = {
    name,
    label: wordsOf(property, 'title') ?? name,
    description: wordsOf(property, 'description'),
    isRequired,
  };
  const options = optionsOf(property);
  if (options.length > 0) return { ...base, type: 'choice', options, default: textOf(property, 'default') };
  switch (property['type']) {
    case 'boolean':
      return { ...base, type: 'boolean', default: property['default'] === true };
    case 'number':
    case 'integer':
      return {
        ...base,
        type: 'number',
        isWhole: property['type'] === 'integer',
        min: numberOf(property, 'minimum'),
        max: numberOf(property, 'maximum'),
        default: numberOf(property, 'default'),
      };
    case 'array': {
      const items = optionsOf(fieldsOf(property['items']));
      const [min, max] = [numberOf(property, 'minItems'), numberOf(property, 'maxItems')];
      return { ...base, type: 'choices', options: items, min, max, default: textsOf(property, 'default') };
    }
    default:
      return { ...base, ...textRules(property) };
  }
}

function textRules(property: Fields) {
  return {
    type: 'text' as const,
    format: formats.find((format) => format === property['format']),
    minLength: numberOf(property, 'minLength'),
    maxLength: numberOf(property, 'maxLength'),
    pattern: wordsOf(property, 'pattern'),
    default: textOf(property, 'default'),
  };
}

/** `enum` with `enumNames`, or `oneOf` and `anyOf` with titles. */
function optionsOf(property: Fields): readonly FormOption[] {
  const names = textsOf(property, 'enumNames');
  const plain = textsOf(property, 'enum').map((value, index) => ({ value, label: names[index] ?? value }));
  if (plain.length > 0) return plain;
  return [...listOf(property, 'oneOf'), ...listOf(property, 'anyOf')].flatMap((one) => {
    const value = textOf(fieldsOf(one), 'const');
    return value === undefined ? [] : [{ value, label: wordsOf(fieldsOf(one), 'title') ?? value }];
  });
}
