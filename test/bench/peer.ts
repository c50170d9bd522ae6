// A CLI that does nothing but write: for figures of the client alone. Prompts: `flood N` answers in N pieces;
// anything else is answered at once.
import { randomUUID } from 'node:crypto';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly sessionId?: string; readonly prompt?: string; readonly message?: string };
}

const blockPieces = 160;

function frame(message: Readonly<Record<string, unknown>>): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function event(sessionId: string, type: string, data: unknown, ephemeral = true): string {
  const parentId = randomUUID();
  const timestamp = new Date().toISOString();
  const body = { type, data, id: randomUUID(), timestamp, parentId, ...(ephemeral && { ephemeral }) };
  return frame({ method: 'session.event', params: { sessionId, event: body } });
}

/** Waits until the pipe takes more, and lets what came in be answered. */
async function write(bytes: string | Buffer): Promise<void> {
  if (process.stdout.write(bytes)) await new Promise((resolve) => setImmediate(resolve));
  else await new Promise((resolve) => process.stdout.once('drain', resolve));
}

async function answer(sessionId: string, messageId: string, prompt: string): Promise<void> {
  const pieces = Number(/^flood (\d+)/.exec(prompt)?.[1] ?? 1);
  const answerId = randomUUID();
  await write(event(sessionId, 'user.message', { content: prompt, messageId }, false));
  await write(event(sessionId, 'assistant.turn_start', { turnId: '0' }, false));
  const piece = event(sessionId, 'assistant.message_delta', { messageId: answerId, deltaContent: 'tokens ' });
  const block = Buffer.from(piece.repeat(blockPieces));
  for (let left = pieces; left > 0; left -= blockPieces) {
    await write(left >= blockPieces ? block : piece.repeat(left));
  }
  await write(event(sessionId, 'assistant.message', { messageId: answerId, content: 'tokens' }, false));
  await write(event(sessionId, 'assistant.turn_end', { turnId: '0' }, false));
  await write(event(sessionId, 'session.idle', {}));
}

function result({ method, params = {} }: Message): unknown {
  const { sessionId = randomUUID(), message = '' } = params;
  switch (method) {
    case 'connect':
      return { ok: true, protocolVersion: 3, version: '1.0.102' };
    case 'ping':
      return { message: `pong: ${message}`, timestamp: Date.now(), protocolVersion: 3 };
    case 'session.create':
      return { sessionId, workspacePath: '/nowhere' };
    case 'session.send':
      return { messageId: randomUUID() };
    default:
      return { success: true };
  }
}

function receive(message: Message): void {
  if (message.id === undefined || !message.method) return;
  const reply = result(message);
  process.stdout.write(frame({ id: message.id, result: reply }));
  const { sessionId, prompt } = message.params ?? {};
  if (message.method === 'session.send' && sessionId && prompt) {
    void answer(sessionId, (reply as { messageId: string }).messageId, prompt);
  }
  if (message.method === 'runtime.shutdown') process.stdout.write('', () => process.exit(0));
}

let bytes = Buffer.alloc(0);
process.stdin.on('data', (chunk: Buffer) => {
  bytes = Buffer.concat([bytes, chunk]);
  for (;;) {
    const end = bytes.indexOf('\r\n\r\n');
    const length = Number(/Content-Length: (\d+)/.exec(bytes.toString('latin1', 0, Math.max(end, 0)))?.[1]);
    if (end === -1 || bytes.length < end + 4 + length) return;
    receive(JSON.parse(bytes.toString('utf8', end + 4, end + 4 + length)) as Message);
    bytes = bytes.subarray(end + 4 + length);
  }
});
process.stdin.on('end', () => process.exit(0));
