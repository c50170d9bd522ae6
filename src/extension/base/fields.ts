import { ownValue } from '../../protocol/ownValue';

/** An event of a session as the CLI sends it; looser than the SDK's, since older CLIs leave fields out. */
export interface SessionEvent {
  readonly type: string;
  readonly data?: unknown;
  readonly id?: string;
  readonly timestamp?: string;
  readonly agentId?: string;
  readonly ephemeral?: boolean;
  readonly parentId?: string | null;
}

/** An object of unknown shape, read field by field: an older or newer CLI may leave any of them out. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function textOf(fields: Fields, key: string): string | undefined {
  const value = ownValue(fields, key);
  return typeof value === 'string' ? value : undefined;
}

/** As `textOf`, but an empty text counts as none. */
export function wordsOf(fields: Fields, key: string): string | undefined {
  return textOf(fields, key) || undefined;
}

export function numberOf(fields: Fields, key: string): number | undefined {
  const value = ownValue(fields, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function listOf(fields: Fields, key: string): readonly unknown[] {
  const value = ownValue(fields, key);
  return Array.isArray(value) ? value : [];
}

export function textsOf(fields: Fields, key: string): readonly string[] {
  return listOf(fields, key).filter((value) => typeof value === 'string');
}

/** When the event happened; `undefined` if it does not say. */
export function timeOf(event: SessionEvent): number | undefined {
  const time = Date.parse(event.timestamp ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
