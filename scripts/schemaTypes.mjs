// JSON schemas to TypeScript: names and shapes only.

/** Keywords that say nothing about the shape, or nothing that TypeScript could say. */
const SHAPELESS = new Set(
  [
    'description default deprecated title format pattern contentEncoding stability visibility notification',
    'minimum maximum exclusiveMinimum minLength maxLength minItems maxItems maxProperties uniqueItems',
    'propertyNames x-enumDescriptions x-opaque-json x-opaque-in-process x-typescript-type',
  ].flatMap((line) => line.split(' ')),
);
const SHAPES = new Set(
  '$ref type const enum anyOf not items properties required additionalProperties'.split(' '),
);
const EVENTS_FILE = 'session-events.schema.json';

/** Prints the type of one schema; `local` gets every name of the same file that it mentions. */
export function printType(schema, local, indent = '') {
  checkKeywords(schema);
  if (schema.$ref) return reference(schema.$ref, local);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  if (schema.anyOf) {
    const choice = union(schema.anyOf.map((branch) => printType(branch, local, indent)));
    if (!schema.properties) return choice;
    return `${printObject(schema, local, indent)} & (${choice})`;
  }
  if (Array.isArray(schema.type)) {
    return union(schema.type.map((type) => printType({ ...schema, type }, local, indent)));
  }
  return printPlain(schema, local, indent);
}

/** Every name that the names in `roots` lead to, in the order of the schema. */
export function reachable(definitions, roots) {
  const found = new Set();
  const queue = [...roots];
  while (queue.length > 0) {
    const name = queue.pop();
    if (found.has(name)) continue;
    if (!definitions[name]) throw new Error(`The schema has no definition of ${name}.`);
    found.add(name);
    const mentioned = new Set();
    printType(definitions[name], mentioned);
    queue.push(...mentioned);
  }
  return Object.keys(definitions).filter((name) => found.has(name));
}

export function printDefinition(name, schema) {
  const type = printType(schema, new Set());
  const isPlainObject = type.startsWith('{') && !schema.anyOf;
  const declaration = isPlainObject ? `interface ${name} ${type}` : `type ${name} = ${type};`;
  return `${schema.deprecated ? '/** @deprecated */\n' : ''}export ${declaration}\n`;
}

export function printKey(name) {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function checkKeywords(schema) {
  const unknown = Object.keys(schema).find((key) => !SHAPELESS.has(key) && !SHAPES.has(key));
  if (unknown)
    throw new Error(`The keyword ${unknown} is not known: ${JSON.stringify(schema).slice(0, 200)}`);
}

function printPlain(schema, local, indent) {
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'number':
    case 'integer':
      return 'number';
    case 'array':
      return `readonly (${printType(schema.items ?? {}, local, indent)})[]`.replace(/\(([\w.]+)\)/, '$1');
    case 'object':
      return printObject(schema, local, indent);
    case undefined:
      if (schema.not) return 'undefined';
      return schema.properties || schema.required ? printObject(schema, local, indent) : 'unknown';
    default:
      throw new Error(`The type ${schema.type} is not known.`);
  }
}

function printObject({ properties = {}, required = [], additionalProperties }, local, indent) {
  const inner = `${indent}  `;
  const names = [...new Set([...Object.keys(properties), ...required])];
  const isOpen = additionalProperties !== undefined && additionalProperties !== false;
  if (names.length === 0) return printDictionary(additionalProperties, local, indent);
  const lines = names.map((name) => {
    const property = properties[name] ?? {};
    const mark = property.deprecated ? `${inner}/** @deprecated */\n` : '';
    const optional = required.includes(name) ? '' : '?';
    return `${mark}${inner}readonly ${printKey(name)}${optional}: ${printType(property, local, inner)};\n`;
  });
  if (isOpen) lines.push(`${inner}readonly [field: string]: unknown;\n`);
  return `{\n${lines.join('')}${indent}}`;
}

function printDictionary(values, local, indent) {
  if (values === false) return 'Readonly<Record<string, never>>';
  const type = values === undefined || values === true ? 'unknown' : printType(values, local, indent);
  return `Readonly<Record<string, ${type}>>`;
}

function reference(ref, local) {
  const name = ref.split('/').at(-1);
  if (ref.startsWith(EVENTS_FILE)) return `events.${name}`;
  local.add(name);
  return name;
}

function union(types) {
  return [...new Set(types)].map((type) => (type.includes(' & ') ? `(${type})` : type)).join(' | ');
}
