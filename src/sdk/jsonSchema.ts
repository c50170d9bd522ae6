import * as z from 'zod';
import { CopilotError } from './errors';

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

/** The JSON schema of either; `name` is told in the error. */
export function toJsonSchema(parameters: ToolParameters, name: string): JsonSchema {
  if (!isSchemaLike(parameters)) return parameters;
  if (isZod4(parameters)) return z.toJSONSchema(parameters, { io: 'input' });
  if ('toJSONSchema' in parameters && typeof parameters.toJSONSchema === 'function') {
    return parameters.toJSONSchema() as JsonSchema;
  }
  throw new CopilotError(
    'invalid-argument',
    `The schema of the tool ${name} cannot be told to the CLI; use zod 4 or a JSON schema.`,
  );
}

function isZod4(parameters: SchemaLike): parameters is z.ZodType {
  return '_zod' in parameters;
}

/** What was wrong, for the model to read. */
export function explainMismatch(error: unknown): string {
  const hasIssues = typeof error === 'object' && error !== null && 'issues' in error;
  return hasIssues ? z.prettifyError(error as z.ZodError) : String(error);
}
