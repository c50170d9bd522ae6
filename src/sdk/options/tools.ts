import { invalid } from '../util/errors';
import {
  type ArgumentsOf,
  explainMismatch,
  isSchemaLike,
  type JsonSchema,
  toJsonSchema,
  type ToolParameters,
} from './jsonSchema';
import { isRecord } from '../util/shape';
import { camelKeys } from './spelling';

/** An image that a tool gives back. */
export interface ToolBinaryResult {
  /** Base64. */
  readonly data: string;
  readonly mimeType: string;
  readonly type: 'image';
  readonly description?: string;
}

/** How a tool’s call ended. */
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

/** `ToolResult` as the guide spells it. */
export interface GuideToolResult {
  readonly text_result_for_llm: string;
  readonly result_type: ToolResultType;
  readonly error?: string;
  readonly session_log?: string;
  readonly tool_telemetry?: Readonly<Record<string, unknown>>;
}

/** The call of a tool. */
export interface ToolInvocation {
  readonly sessionId: string;
  readonly toolCallId: string;
  readonly toolName: string;
  readonly arguments: unknown;
  /** Fires when the call is answered elsewhere, the turn is aborted, or the connection is lost. */
  readonly signal: AbortSignal;
}

/** What a handler throws to tell the model why it failed; of any other error the model learns only that it did. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

/** The work of a tool; throwing makes it a failed result. */
export type ToolHandler<A = unknown> = (args: A, invocation: ToolInvocation) => unknown;

/** A tool of the program. */
export interface Tool<A = never> {
  readonly name: string;
  readonly description?: string;
  /** A zod schema, which also checks the arguments, or a JSON schema, which does not. */
  readonly parameters?: ToolParameters;
  readonly handler: ToolHandler<A>;
  readonly overridesBuiltInTool?: boolean;
  /** Runs without a permission request. */
  readonly skipPermission?: boolean;
}

/** All of a tool but its name. */
export interface ToolDefinition<S extends ToolParameters | undefined> {
  readonly description?: string;
  readonly parameters?: S;
  readonly handler: ToolHandler<ArgumentsOf<S>>;
  readonly overridesBuiltInTool?: boolean;
  readonly skipPermission?: boolean;
}

/** A tool whose handler's arguments have the type of its schema. */
export function defineTool<const S extends ToolParameters | undefined = undefined>(
  name: string,
  definition: ToolDefinition<S>,
): Tool;
/** A tool in the guide's form: its name stands with the rest. */
export function defineTool<const S extends ToolParameters | undefined = undefined>(
  definition: ToolDefinition<S> & { readonly name: string },
): Tool;
export function defineTool(given: string | Tool, definition?: Omit<Tool, 'name'>): Tool {
  if (typeof given !== 'string') return camelKeys(given);
  if (!definition) throw invalid(`The tool ${given} is not defined.`);
  return { ...definition, name: given };
}

const objectSchema = { type: 'object', properties: {} } as const;

/** What the CLI is told of a tool. */
export function toolDeclaration(tool: Tool): Readonly<Record<string, unknown>> {
  if (!/^[A-Za-z0-9_-]+$/.test(tool.name)) {
    throw invalid(`"${tool.name}" is no name for a tool; use letters, digits, _ and -.`);
  }
  const { name, description, overridesBuiltInTool, skipPermission } = tool;
  return { name, description, parameters: parameterSchema(tool), overridesBuiltInTool, skipPermission };
}

/** The declarations of a session's tools; the CLI would silently drop a second one of the same name. */
export function toolDeclarations(tools: readonly Tool[]): readonly Readonly<Record<string, unknown>>[] {
  const twice = tools.find((tool, index) =>
    tools.some((other, at) => at < index && other.name === tool.name),
  );
  if (twice) throw invalid(`There are two tools named ${twice.name}.`);
  return tools.map(toolDeclaration);
}

/** A JSON schema whose top level is an object; the CLI silently drops tools with another. */
function parameterSchema({ name, parameters }: Tool): JsonSchema {
  if (!parameters) return objectSchema;
  const schema = toJsonSchema(parameters, name);
  if (schema.type === 'object') return 'properties' in schema ? schema : { ...schema, properties: {} };
  if (schema.type === undefined) return { ...objectSchema, ...schema, type: 'object' };
  throw invalid(`The parameters of the tool ${name} must be an object.`);
}

/** Runs a tool; whatever goes wrong becomes a result that the model can read. */
export async function callTool(
  tool: Tool,
  invocation: ToolInvocation,
  onError: (error: unknown) => void = () => undefined,
): Promise<ToolResult> {
  try {
    const handler: ToolHandler = tool.handler as (args: unknown, invocation: ToolInvocation) => unknown;
    return toToolResult(await handler(await readArguments(tool, invocation.arguments), invocation));
  } catch (error) {
    onError(error);
    // It may hold paths, addresses and keys; they are for whoever wrote the tool.
    return toolFailure(isToolError(error) ? error.message : `The tool ${tool.name} failed.`);
  }
}

/** By its name: it may come from another copy of this library. */
function isToolError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ToolError';
}

export function toolFailure(message: string): ToolResult {
  return { textResultForLlm: message, resultType: 'failure', error: message };
}

async function readArguments(tool: Tool, args: unknown): Promise<unknown> {
  if (!tool.parameters || !isSchemaLike(tool.parameters)) return args;
  const parsed = await tool.parameters.safeParseAsync(args ?? {});
  if (parsed.success) return parsed.data;
  throw new ToolError(`Invalid arguments for ${tool.name}: ${explainMismatch(parsed.error)}`);
}

const resultTypes: readonly unknown[] = [
  'success',
  'failure',
  'rejected',
  'denied',
  'timeout',
] satisfies ToolResultType[];

/** A handler's value as the CLI wants it: results as they are, text as text, anything else as JSON. */
export function toToolResult(given: unknown): ToolResult {
  const value = isGuideToolResult(given) ? camelKeys<object>(given) : given;
  if (isToolResult(value)) {
    const { textResultForLlm: _text, ...rest } = value;
    // What cannot be written is to be told as the tool's failure, not to be found out on the wire.
    writtenAsJson(rest);
    return value;
  }
  if (typeof value === 'string') return { textResultForLlm: value, resultType: 'success' };
  if (value === null || value === undefined) return { textResultForLlm: '', resultType: 'success' };
  return { textResultForLlm: toJson(given), resultType: 'success' };
}

/** Of a function or a symbol JSON tells nothing, of a map or a set only that it is empty. */
function toJson(value: unknown): string {
  const spread = (_key: string, part: unknown): unknown =>
    part instanceof Map ? Object.fromEntries(part) : part instanceof Set ? [...part] : part;
  const json = writtenAsJson(value, spread);
  if (json === undefined) throw new ToolError(`The tool gave back a ${typeof value}.`);
  return json;
}

function writtenAsJson(value: unknown, spread?: (key: string, part: unknown) => unknown): string | undefined {
  try {
    return JSON.stringify(value, spread);
  } catch (cause) {
    throw new ToolError('The result of the tool cannot be written as JSON.', { cause });
  }
}

function isToolResult(value: unknown): value is ToolResult {
  return (
    isRecord(value) && typeof value.textResultForLlm === 'string' && resultTypes.includes(value.resultType)
  );
}

function isGuideToolResult(value: unknown): value is GuideToolResult {
  return isRecord(value) && 'text_result_for_llm' in value;
}
