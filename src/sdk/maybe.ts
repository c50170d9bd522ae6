import type * as z from 'zod';

/** A field that the CLI leaves out or sends as null; both read as undefined. */
export function maybe<T extends z.ZodType>(schema: T): z.ZodOptional<z.ZodType<z.output<T> | undefined>> {
  return schema
    .nullable()
    .transform((value) => value ?? undefined)
    .optional();
}
