import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { AnswerReply, ToolCall } from './modelScript';

const wordsPerChunk = 3;

/** A tool call as it goes out: with an id. */
export type OutgoingCall = ToolCall & { readonly id: string };

export interface Answer extends AnswerReply {
  readonly toolCalls: readonly OutgoingCall[];
  readonly model: string;
  readonly id: string;
  readonly promptTokens: number;
}

/** Sends an answer as server-sent events. Returns early when the client goes away. */
export async function streamAnswer(
  response: ServerResponse,
  answer: Answer,
  gone: AbortSignal,
): Promise<void> {
  const head = { id: answer.id, object: 'chat.completion.chunk', created: now(), model: answer.model };
  const send = (rest: object): void => {
    response.write(sseData(JSON.stringify({ ...head, ...rest })));
  };
  const sendDelta = (delta: object, finish: string | null = null): void =>
    send({ choices: [{ index: 0, delta, finish_reason: finish }] });

  await holdIfAt(0, answer, gone);
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  });
  sendDelta({ role: 'assistant', content: '' });
  for (const piece of chunksOf(answer.reasoning)) {
    await pause(answer.delay ?? 0, undefined, { signal: gone });
    sendDelta({ reasoning_content: piece });
  }
  let sent = 0;
  for (const piece of chunksOf(answer.text)) {
    if (sent > 0) await holdIfAt(sent, answer, gone);
    if (sent === answer.dropAfterChunks) break;
    await pause(answer.delay ?? 0, undefined, { signal: gone });
    sendDelta({ content: piece });
    sent += 1;
  }
  if (answer.dropAfterChunks !== undefined) return dropAfterFlush(response);
  if (sent > 0) await holdIfAt(sent, answer, gone);
  answer.toolCalls.forEach((call, index) => sendDelta({ tool_calls: [{ index, ...wireCall(call) }] }));
  sendDelta({}, finishReason(answer));
  send({ choices: [], usage: usageOf(answer) });
  response.end(sseData('[DONE]'));
}

/** The same answer for a client that did not ask for a stream. */
export async function sendWholeAnswer(
  response: ServerResponse,
  answer: Answer,
  gone: AbortSignal,
): Promise<void> {
  if (answer.hold) await Promise.race([answer.hold.gate.opened, aborted(gone)]);
  const message = {
    role: 'assistant',
    content: answer.text === undefined ? null : textOf(answer),
    ...(answer.reasoning === undefined ? {} : { reasoning_content: answer.reasoning }),
    ...(answer.toolCalls.length === 0 ? {} : { tool_calls: answer.toolCalls.map(wireCall) }),
  };
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      id: answer.id,
      object: 'chat.completion',
      created: now(),
      model: answer.model,
      choices: [{ index: 0, message, finish_reason: finishReason(answer) }],
      usage: usageOf(answer),
    }),
  );
}

/** One event of a server-sent stream. */
export function sseData(data: string): string {
  return `data: ${data}\n\n`;
}

/** Cuts text into chunks of a few words; joined again they are the text. A list stays as it is. */
export function chunksOf(text: string | readonly string[] | undefined): readonly string[] {
  if (text === undefined) return [];
  if (typeof text !== 'string') return text;
  const words = text.match(/\s*\S+|\s+$/g) ?? [];
  const chunks: string[] = [];
  for (let start = 0; start < words.length; start += wordsPerChunk) {
    chunks.push(words.slice(start, start + wordsPerChunk).join(''));
  }
  return chunks;
}

async function holdIfAt(sent: number, answer: Answer, gone: AbortSignal): Promise<void> {
  if (!answer.hold || (answer.hold.afterChunks ?? 0) !== sent) return;
  await Promise.race([answer.hold.gate.opened, aborted(gone)]);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void => reject(new DOMException('The client went away.', 'AbortError'));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}

/** The client must see the chunks before the end of the connection. */
function dropAfterFlush(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.write('', () => {
      response.socket?.destroy();
      resolve();
    });
  });
}

function wireCall(call: OutgoingCall): object {
  const { id, name, input } = call;
  if (input !== undefined) return { id, type: 'custom', custom: { name, input } };
  return {
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  };
}

function finishReason(answer: Answer): string {
  return answer.finish ?? (answer.toolCalls.length > 0 ? 'tool_calls' : 'stop');
}

function usageOf(answer: Answer): object {
  const written = textOf(answer) + (answer.reasoning ?? '') + JSON.stringify(answer.toolCalls);
  const completion = tokensIn(written.length);
  return {
    prompt_tokens: answer.promptTokens,
    completion_tokens: completion,
    total_tokens: answer.promptTokens + completion,
  };
}

function textOf(answer: Answer): string {
  return typeof answer.text === 'string' ? answer.text : (answer.text ?? []).join('');
}

/** The usual rule of thumb. */
export function tokensIn(characters: number): number {
  return Math.max(1, Math.ceil(characters / 4));
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
