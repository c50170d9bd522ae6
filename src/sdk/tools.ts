import type * as z from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface ToolBinaryResult {
  /** Base64. */
  readonly data: string;
  readonly mimeType: string;
  readonly type: 'image';
  readonly description?: string;
}

export type ToolResultType = 'success' | 'failure' | 'rejected' | 'denied' | 'timeout';

/** A result that says more than its text. */
export interface ToolResult {
  /** What the model reads. */
  readonly textResultForLlm: string;
  readonly resultType: ToolResultType;
  readonly error?: string;
  readonly sessionLog?: string;
  readonly binaryResultsForLlm?: readonly ToolBinaryResult[];
  readonly toolTelemetry?: Readonly<Record<string, unknown>>;
}

export interface ToolInvocation {
  readonly sessionId: string;
  readonly toolCallId: string;
  readonly toolName: string;
  readonly arguments: unknown;
  /** Fires when the call is answered elsewhere, the turn is aborted, or the connection is lost. */
  readonly signal: AbortSignal;
}

export type ToolHandler<A = unknown> = (args: A, invocation: ToolInvocation) => unknown;

export interface Tool<A = never> {
  readonly name: string;
  readonly description?: string;
  /** A zod schema, which also checks the arguments, or a JSON schema, which does not. */
  readonly parameters?: z.ZodType | JsonSchema;
  readonly handler: ToolHandler<A>;
  readonly overridesBuiltInTool?: boolean;
  /** Runs without a permission request. */
  readonly skipPermission?: boolean;
}

export interface ToolDefinition<S extends z.ZodType | JsonSchema | undefined> {
  readonly description?: string;
  readonly parameters?: S;
  readonly handler: ToolHandler<S extends z.ZodType ? z.output<S> : unknown>;
  readonly overridesBuiltInTool?: boolean;
  readonly skipPermission?: boolean;
}

/** A tool whose handler's arguments have the type of its zod schema. */
export function defineTool<S extends z.ZodType | JsonSchema | undefined = undefined>(
  name: string,
  definition: ToolDefinition<S>,
): Tool {
  return { ...definition, name };
}
