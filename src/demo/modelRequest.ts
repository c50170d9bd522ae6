import * as z from 'zod';
import type { ModelMessage, ModelRequest, ToolCall, ToolOutcome } from './modelScript';

const part = z.looseObject({ text: z.string().optional() });
const toolCall = z.looseObject({
  id: z.string().optional(),
  function: z.looseObject({ name: z.string(), arguments: z.string().optional() }).optional(),
});
const message = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(part), z.null()]).optional(),
  tool_calls: z.array(toolCall).nullish(),
  tool_call_id: z.string().optional(),
});
const completion = z.looseObject({
  model: z.string().default(''),
  messages: z.array(message).min(1),
  tools: z
    .array(
      z.looseObject({
        function: z.looseObject({ name: z.string() }).optional(),
        name: z.string().optional(),
      }),
    )
    .nullish(),
});

/** Reads the body of a chat completion; throws a ZodError with the reason if it is not one. */
export function parseModelRequest(body: unknown, interactionType: string | undefined): ModelRequest {
  const request = completion.parse(body);
  const messages = request.messages.map(toMessage);
  const userIndex = lastTypedMessage(messages);
  const tools = (request.tools ?? []).flatMap((tool) => tool.function?.name ?? tool.name ?? []);
  const userText = messages[userIndex]?.text ?? '';
  return {
    model: request.model,
    messages,
    prompt: typedText(userText),
    taggedFiles: taggedFiles(userText),
    tools,
    outcomes: outcomesIn(messages.slice(userIndex + 1)),
    cwd: workingDirectory(messages),
    isSideRequest: isSideRequest(interactionType, tools.length),
  };
}

/**
 * Strips the blocks that the CLI sets before and after what the person typed, such as
 * `<current_datetime>…</current_datetime>` and `<tagged_files>…</tagged_files>`.
 */
export function typedText(text: string): string {
  const leading = /^\s*<([a-z]+(?:_[a-z]+)+)>[\s\S]*?<\/\1>/;
  const trailing = /<([a-z]+(?:_[a-z]+)+)>(?:(?!<\1>)[\s\S])*<\/\1>\s*$/;
  let typed = text;
  while (leading.test(typed)) typed = typed.replace(leading, '');
  while (trailing.test(typed)) typed = typed.replace(trailing, '');
  return typed.trim();
}

/** Measured on CLI 1.0.102: only the first request of a turn is marked, side questions offer no tools. */
function isSideRequest(interactionType: string | undefined, tools: number): boolean {
  if (interactionType === 'conversation-user') return false;
  return interactionType === 'conversation-compaction' || tools === 0;
}

function lastTypedMessage(messages: readonly ModelMessage[]): number {
  return messages.reduce(
    (last, item, index) => (item.role === 'user' && typedText(item.text) !== '' ? index : last),
    -1,
  );
}

function toMessage(item: z.infer<typeof message>): ModelMessage {
  const content = item.content ?? '';
  return {
    role: item.role,
    text: typeof content === 'string' ? content : content.map((piece) => piece.text ?? '').join('\n'),
    toolCalls: (item.tool_calls ?? []).flatMap(toToolCall),
    toolCallId: item.tool_call_id,
  };
}

function toToolCall(call: z.infer<typeof toolCall>): ToolCall[] {
  if (!call.function) return [];
  return [
    { id: call.id ?? '', name: call.function.name, arguments: parseArguments(call.function.arguments) },
  ];
}

function parseArguments(text: string | undefined): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text ?? '{}'));
  } catch {
    // Freeform tools take any text; the script still wants to see that the call was made.
    return { text };
  }
}

function outcomesIn(messages: readonly ModelMessage[]): ToolOutcome[] {
  const results = new Map(
    messages.flatMap((item) => (item.toolCallId ? [[item.toolCallId, item.text]] : [])),
  );
  return messages
    .flatMap((item) => item.toolCalls)
    .map((call) => ({ ...call, id: call.id ?? '', result: results.get(call.id ?? '') }));
}

function taggedFiles(text: string): string[] {
  const block = /<tagged_files>([\s\S]*?)<\/tagged_files>/.exec(text)?.[1] ?? '';
  return block.split('\n').flatMap((line) => /^\* (.+?)(?: \([^()]*\))?$/.exec(line.trim())?.[1] ?? []);
}

function workingDirectory(messages: readonly ModelMessage[]): string | undefined {
  const system = messages.find((item) => item.role === 'system' || item.role === 'developer');
  return /^\* Current working directory: (.+)$/m.exec(system?.text ?? '')?.[1]?.trim();
}
