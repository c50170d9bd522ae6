import {
  anything,
  count,
  flag,
  listOf,
  maybe,
  object,
  otherwise,
  read,
  record,
  type Shape,
  text,
  maybeText,
} from '../util/shape';
import { sandboxSupport } from './sandboxSupport';

/** An ISO time, or milliseconds in older versions. */
const time: Shape<string> = (value) =>
  typeof value === 'number' ? new Date(value).toISOString() : text(value);
const abilities = object({ supports: otherwise(record, {}), limits: otherwise(record, {}) });

/** What we read of the CLI's replies; fields we do not know stay. */
export const replies = {
  connect: object({ protocolVersion: count, version: text }),
  ping: object({
    message: otherwise(text, ''),
    timestamp: time,
    protocolVersion: maybe(count),
  }),
  status: object({ version: text, protocolVersion: count }),
  auth: object({
    isAuthenticated: flag,
    authType: maybeText,
    host: maybeText,
    login: maybeText,
    statusMessage: maybeText,
  }),
  models: object({
    models: listOf(
      object({
        id: text,
        name: otherwise(text, ''),
        capabilities: otherwise(abilities, { supports: {}, limits: {} }),
        policy: maybe(record),
        billing: maybe(record),
        supportedReasoningEfforts: maybe(listOf(text)),
        defaultReasoningEffort: maybeText,
      }),
    ),
  }),
  session: object({ sessionId: text, workspacePath: maybeText }),
  sessionList: object({
    sessions: listOf(
      object({
        sessionId: text,
        startTime: text,
        modifiedTime: text,
        summary: maybeText,
        name: maybeText,
        clientName: maybeText,
        context: maybe(
          object({ cwd: maybeText, gitRoot: maybeText, repository: maybeText, branch: maybeText }),
        ),
      }),
    ),
  }),
  lastId: object({ sessionId: maybeText }),
  outcome: object({ success: flag, error: maybeText }),
  sandboxSupport,
  updated: object({ success: flag }),
  sent: object({ messageId: text }),
  activity: object({ hasActiveWork: flag, abortable: flag }),
  messages: object({ events: listOf(anything) }),
} as const;

/** The reply in its expected form, or an error that names the method. */
export function readReply<T>(method: string, shape: Shape<T>, reply: unknown): T {
  return read(`The CLI answered ${method}`, shape, reply, method);
}
