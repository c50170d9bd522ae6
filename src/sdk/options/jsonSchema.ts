import { invalid, textOf } from '../util/errors';
import { isRecord } from '../util/shape';

/** A JSON schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A zod schema, of whatever copy of zod: known by its shape, since the program may bring its own copy. */
export interface SchemaLike<T = unknown> {
  safeParseAsync(
    value: unknown,
  ): Promise<
    { readonly success: true; readonly data: T } | { readonly success: false; readonly error: unknown }
  >;
}

/** What describes the arguments of a tool. */
export type ToolParameters = SchemaLike | JsonSchema;

/** The arguments that a tool's schema describes; a JSON schema speaks for itself as far as it is written out. */
export type ArgumentsOf<S> =
  S extends SchemaLike<infer T> ? T : S extends { readonly properties: infer P } ? FieldsOf<P, S> : unknown;

type FieldsOf<P, S> = S extends { readonly required: readonly (infer R)[] }
  ? { readonly [K in keyof P as K extends R ? K : never]: ValueOf<P[K]> } & {
      readonly [K in keyof P as K extends R ? never : K]?: ValueOf<P[K]>;
    }
  : { readonly [K in keyof P]?: ValueOf<P[K]> };

type ValueOf<S> = S extends { readonly enum: readonly (infer E)[] }
  ? E
  : S extends { readonly type: 'string' }
    ? string
    : S extends { readonly type: 'number' | 'integer' }
      ? number
      : S extends { readonly type: 'boolean' }
        ? boolean
        : S extends { readonly type: 'array'; readonly items: infer I }
          ? readonly ValueOf<I>[]
          : S extends { readonly properties: infer P }
            ? FieldsOf<P, S>
            : unknown;

export function isSchemaLike(parameters: ToolParameters): parameters is SchemaLike {
  return typeof parameters.safeParseAsync === 'function';
}

/** JSON has no dates, sets, maps and large numbers. */
function converted(convert: (options: object) => unknown, name: string): unknown {
  try {
    return convert({ io: 'input' });
  } catch (problem) {
    throw invalid(
      `parameters of the tool ${name} cannot be told to the CLI: ${textOf(problem)}`,
      {},
      { cause: problem },
    );
  }
}

/** The JSON schema of either; `name` is told in the error. */
export function toJsonSchema(parameters: ToolParameters, name: string): JsonSchema {
  // What is not a JSON schema says so itself, as zod's smaller edition does.
  const isSchema = isSchemaLike(parameters) || '_zod' in parameters || '~standard' in parameters;
  if (!isSchema) return parameters;
  const convert = 'toJSONSchema' in parameters && parameters.toJSONSchema;
  // zod brings its own conversion, which knows its own copy and version best.
  const schema: unknown = typeof convert === 'function' && converted(convert.bind(parameters), name);
  if (isRecord(schema) && isSchemaLike(parameters)) return schema;
  throw invalid(
    `The schema of the tool ${name} cannot be told to the CLI; use zod 4.2 or newer, or a JSON schema.`,
  );
}

/** What was wrong, for the model to read. */
export function explainMismatch(error: unknown): string {
  if (!isRecord(error) || !Array.isArray(error.issues)) return String(error);
  return error.issues.map(explainIssue).join('\n');
}

function explainIssue(issue: unknown): string {
  const { message, path } = isRecord(issue) ? issue : {};
  const place = Array.isArray(path) ? path.map(String).join('.') : '';
  return `✖ ${String(message)}${place ? `\n  → at ${place}` : ''}`;
}
