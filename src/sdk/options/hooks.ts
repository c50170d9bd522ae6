import type { HandlerClock } from '../util/handlerClock';
import type { Logger } from '../util/logger';
import { object, otherwise, read, record, text } from '../util/shape';

/** What every hook is told. */
export interface HookInput {
  readonly sessionId: string;
  readonly timestamp: Date;
  readonly workingDirectory: string;
}

type MaybePromise<T> = T | Promise<T>;

/** Called by the CLI on its way; what a hook gives back changes what happens next, undefined changes nothing. */
export type Hook<I, O> = (
  input: HookInput & I,
  context: { readonly sessionId: string },
) => MaybePromise<O | undefined | void>;

interface ToolUse {
  readonly toolName: string;
  readonly toolArgs: unknown;
}

/** What is to become of a tool’s call. */
export interface PreToolUseOutput {
  /** `allow` asks nobody, `deny` fails the tool, `ask` asks for permission. */
  readonly permissionDecision?: 'allow' | 'deny' | 'ask';
  readonly permissionDecisionReason?: string;
  readonly modifiedArgs?: unknown;
  /** Told to the model after the tool. */
  readonly additionalContext?: string;
  readonly suppressOutput?: boolean;
}

/** What is to change about a tool’s result. */
export interface PostToolUseOutput {
  readonly modifiedResult?: unknown;
  readonly additionalContext?: string;
  readonly suppressOutput?: boolean;
}

/** What is to change about a message. */
export interface UserPromptOutput {
  readonly modifiedPrompt?: string;
  readonly additionalContext?: string;
  readonly suppressOutput?: boolean;
}

/** Handlers by name; the CLI calls every hook, those without a handler are answered with nothing. */
export interface SessionHooks {
  readonly onPreToolUse?: Hook<ToolUse, PreToolUseOutput>;
  readonly onPreMcpToolCall?: Hook<
    {
      readonly serverName: string;
      readonly toolName: string;
      readonly toolCallId?: string;
      readonly arguments: unknown;
    },
    { readonly metaToUse?: Readonly<Record<string, unknown>> | null }
  >;
  readonly onPostToolUse?: Hook<ToolUse & { readonly toolResult: unknown }, PostToolUseOutput>;
  readonly onPostToolUseFailure?: Hook<
    ToolUse & { readonly error: string },
    { readonly additionalContext?: string }
  >;
  readonly onUserPromptSubmitted?: Hook<{ readonly prompt: string }, UserPromptOutput>;
  readonly onUserPromptTransformed?: Hook<
    { readonly prompt: string; readonly transformedPrompt: string },
    { readonly modifiedTransformedPrompt?: string }
  >;
  readonly onSessionStart?: Hook<
    { readonly source: string; readonly initialPrompt?: string },
    { readonly additionalContext?: string; readonly modifiedConfig?: Readonly<Record<string, unknown>> }
  >;
  readonly onSessionEnd?: Hook<
    { readonly reason: string; readonly finalMessage?: string; readonly error?: string },
    {
      readonly suppressOutput?: boolean;
      readonly cleanupActions?: readonly string[];
      readonly sessionSummary?: string;
    }
  >;
  readonly onErrorOccurred?: Hook<
    { readonly error: string; readonly errorContext: string; readonly recoverable: boolean },
    { readonly errorHandling?: 'retry' | 'skip' | 'abort'; readonly retryCount?: number }
  >;
  readonly onAgentStop?: Hook<
    { readonly stopReason?: string; readonly transcriptPath?: string },
    { readonly decision?: 'block'; readonly reason?: string }
  >;
}

const hookAsk = object({ hookType: text, input: otherwise(record, {}) });

/** `hooks.invoke`: a hook that fails changes nothing. */
export async function runHook(
  hooks: SessionHooks | undefined,
  sessionId: string,
  params: unknown,
  logger: Logger,
  clock: HandlerClock,
): Promise<Readonly<Record<string, unknown>>> {
  const { hookType, input } = read('hooks.invoke came', hookAsk, params);
  const name = `on${hookType.charAt(0).toUpperCase()}${hookType.slice(1)}`;
  const hook: unknown = hooks && Object.hasOwn(hooks, name) ? hooks[name as keyof SessionHooks] : undefined;
  if (typeof hook !== 'function') return {};
  try {
    const output: unknown = await clock.run('workMs', `The hook ${name}`, () =>
      hook(forHandlers(input), { sessionId }),
    );
    return output === undefined ? {} : { output };
  } catch (error) {
    logger.error(`The hook ${name} failed`, error);
    return {};
  }
}

/** A time as a time, and the folder under the name it has elsewhere in this library. */
function forHandlers({ timestamp, cwd, ...input }: Readonly<Record<string, unknown>>): object {
  const time = typeof timestamp === 'number' || typeof timestamp === 'string' ? timestamp : NaN;
  return { ...input, timestamp: new Date(time), workingDirectory: cwd };
}
