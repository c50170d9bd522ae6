import { eventData } from './eventData';
import { type Infer, isRecord, type Shape, tryTo } from '../util/shape';

/** Names of the events whose data is typed. */
export type SessionEventType = keyof typeof eventData;

export const knownTypes = Object.keys(eventData) as readonly SessionEventType[];

export type SessionEventData = { readonly [K in SessionEventType]: Infer<(typeof eventData)[K]> };

/** An event as it came from the CLI; also of a type that this library does not know. */
export interface SessionEvent<T extends string = string, D = Readonly<Record<string, unknown>>> {
  readonly type: T;
  readonly data: D;
  readonly id: string;
  /** ISO time. */
  readonly timestamp: string;
  readonly parentId: string | null;
  /** The sub-agent that it belongs to; absent for the main agent and the session. */
  readonly agentId?: string;
  /** Not kept in the history. */
  readonly ephemeral?: boolean;
}

export type SessionEventOf<K extends SessionEventType> = SessionEvent<K, SessionEventData[K]>;

/** A union that a `switch` on `type` narrows. */
export type KnownSessionEvent = { [K in SessionEventType]: SessionEventOf<K> }[SessionEventType];

const aliases = {
  'assistant.message.delta': 'assistant.message_delta',
  'assistant.reasoning.delta': 'assistant.reasoning_delta',
  'tool.executionStart': 'tool.execution_start',
  'tool.executionComplete': 'tool.execution_complete',
} as const satisfies Record<string, SessionEventType>;

/** Names of the guide for events that are called otherwise on the wire. */
export type SessionEventAlias = keyof typeof aliases;

export type EventFor<K extends SessionEventType | SessionEventAlias> = K extends SessionEventAlias
  ? SessionEventOf<(typeof aliases)[K]>
  : K extends SessionEventType
    ? SessionEventOf<K>
    : never;

/** The wire name of an event, for a wire name or a name of the guide. */
export function wireEventType(type: string): string {
  return Object.hasOwn(aliases, type) ? aliases[type as SessionEventAlias] : type;
}

/** The event with typed data, or undefined if its type is unknown or its data is not as expected. */
export function asKnownEvent(event: SessionEvent): KnownSessionEvent | undefined {
  if (!isKnownType(event.type)) return undefined;
  const shape: Shape<object> = eventData[event.type];
  const data = tryTo(shape, event.data);
  if (!data) return undefined;
  return (data === event.data ? event : { ...event, data }) as KnownSessionEvent;
}

/** Whether the data of that type are typed. */
export function isKnownType(type: string): type is SessionEventType {
  return Object.hasOwn(eventData, type);
}

/** Whether something from the wire has the form of an event, of whatever type. */
export function isSessionEvent(value: unknown): value is SessionEvent {
  return isRecord(value) && typeof value.type === 'string' && isRecord(value.data);
}
