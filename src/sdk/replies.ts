import * as z from 'zod';
import { CopilotError } from './errors';

const text = z.string();
const maybe = text.nullish().transform((value) => value ?? undefined);
const record = z.record(text, z.unknown());

/** What we read of the CLI's replies; fields we do not know stay. */
export const replies = {
  connect: z.looseObject({ protocolVersion: z.number(), version: text }),
  ping: z.looseObject({
    message: text.catch(''),
    // An ISO time, or milliseconds in older versions.
    timestamp: z.union([z.number(), text.transform((time) => Date.parse(time))]).catch(NaN),
    protocolVersion: z.number().optional(),
  }),
  status: z.looseObject({ version: text, protocolVersion: z.number() }),
  auth: z.looseObject({
    isAuthenticated: z.boolean(),
    authType: maybe,
    host: maybe,
    login: maybe,
    statusMessage: maybe,
  }),
  models: z.looseObject({
    models: z.array(
      z.looseObject({
        id: text,
        name: text.catch(''),
        capabilities: z
          .looseObject({ supports: record.default({}), limits: record.default({}) })
          .default({ supports: {}, limits: {} }),
        policy: record.optional(),
        billing: record.optional(),
        supportedReasoningEfforts: z.array(text).optional(),
        defaultReasoningEffort: text.optional(),
      }),
    ),
  }),
  session: z.looseObject({ sessionId: text, workspacePath: maybe }),
  sessionList: z.looseObject({
    sessions: z.array(
      z.looseObject({
        sessionId: text,
        startTime: text,
        modifiedTime: text,
        summary: maybe,
        name: maybe,
        clientName: maybe,
        context: z.looseObject({ cwd: maybe, gitRoot: maybe, repository: maybe, branch: maybe }).optional(),
      }),
    ),
  }),
  lastId: z.looseObject({ sessionId: maybe }),
  outcome: z.looseObject({ success: z.boolean(), error: maybe }),
  sent: z.looseObject({ messageId: text }),
  activity: z.looseObject({ hasActiveWork: z.boolean(), abortable: z.boolean() }),
  messages: z.looseObject({ events: z.array(z.unknown()) }),
} as const;

/** The reply in its expected form, or an error that names the method. */
export function readReply<T>(method: string, schema: z.ZodType<T>, reply: unknown): T {
  const parsed = schema.safeParse(reply);
  if (parsed.success) return parsed.data;
  const problem = z.prettifyError(parsed.error);
  throw new CopilotError('invalid-message', `The CLI answered ${method} in an unknown form: ${problem}`, {
    method,
  });
}
