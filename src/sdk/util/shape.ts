import { CopilotError } from './errors';
import { ownValue } from './ownValue';

/** Reads a value of one form, or throws. Gives back the value itself unless something in it has to change. */
export type Shape<T> = (value: unknown) => T;

export type Infer<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Flat<T> = { readonly [K in keyof T]: T[K] };
/** What may be undefined may be absent. Fields that nobody asked for stay. */
type Loose<F extends Fields> = Flat<
  { [K in keyof F as undefined extends Infer<F[K]> ? never : K]: Infer<F[K]> } & {
    [K in keyof F as undefined extends Infer<F[K]> ? K : never]?: Infer<F[K]>;
  } & Record<string, unknown>
>;

class Mismatch extends Error {
  constructor(
    readonly expected: string,
    readonly at = '',
  ) {
    super();
  }
}

function of<T>(expected: string, is: (value: unknown) => value is T): Shape<T> {
  return (value) => {
    if (is(value)) return value;
    throw new Mismatch(expected);
  };
}

export const text = of('a text', (value) => typeof value === 'string');
export const count = of('a number', (value) => typeof value === 'number');
export const flag = of('true or false', (value) => typeof value === 'boolean');
export const record = of('an object', isRecord);
export const anything: Shape<unknown> = (value) => value;

export function literal<const T extends string>(wanted: T): Shape<T> {
  return of(wanted, (value): value is T => value === wanted);
}

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw new Mismatch('a list');
    const items = value.map((item, index) => within(`[${index}]`, shape, item));
    return items.every((item, index) => item === value[index]) ? value : items;
  };
}

/** Of the fields only those that are indispensable are to be required, so that other versions keep working. */
export function object<const F extends Fields>(fields: F): Shape<Loose<F>> {
  const entries = Object.entries(fields);
  return (value) => {
    let result = record(value);
    for (const [name, shape] of entries) {
      const before = ownValue(result, name);
      const after = within(`.${name}`, shape, before);
      if (after !== before) result = { ...result, [name]: after };
    }
    return result as Loose<F>;
  };
}

/** Many objects by name. */
export function objects<const T extends Readonly<Record<string, Fields>>>(
  all: T,
): { readonly [K in keyof T]: Shape<Loose<T[K]>> } {
  const shapes = Object.entries(all).map(([name, fields]) => [name, object(fields)]);
  return Object.fromEntries(shapes) as { readonly [K in keyof T]: Shape<Loose<T[K]>> };
}

/** A field that the CLI leaves out or sends as null; both read as undefined. */
export function maybe<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value) => (value === undefined || value === null ? undefined : shape(value));
}

export const maybeText = maybe(text);

/** What counts when the value is missing or wrong. */
export function otherwise<T>(shape: Shape<T>, fallback: T): Shape<T> {
  return (value) => tryTo(shape, value) ?? fallback;
}

/** The value in that form, or undefined. */
export function tryTo<T>(shape: Shape<T>, value: unknown): T | undefined {
  try {
    return shape(value);
  } catch {
    // The caller knows what to do without it.
    return undefined;
  }
}

/** The value in that form, or an error that says what it is and what is wrong with it. */
export function read<T>(what: string, shape: Shape<T>, value: unknown, method?: string): T {
  try {
    return shape(value);
  } catch (cause) {
    const { expected, at } = cause instanceof Mismatch ? cause : new Mismatch(String(cause));
    const where = at ? ` at ${at.replace(/^\./, '')}` : '';
    throw new CopilotError('invalid-message', `${what} in an unknown form: ${expected} is missing${where}.`, {
      method,
    });
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function within<T>(place: string, shape: Shape<T>, value: unknown): T {
  try {
    return shape(value);
  } catch (cause) {
    if (!(cause instanceof Mismatch)) throw cause;
    throw new Mismatch(cause.expected, place + cause.at);
  }
}
