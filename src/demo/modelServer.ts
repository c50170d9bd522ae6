import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, sendWholeAnswer, streamAnswer, tokensIn } from './completionStream';
import { parseModelRequest } from './modelRequest';
import type { ErrorReply, ModelReply, ModelRequest, ModelScript } from './modelScript';
import { pathOf, readBody, refusalOf, type Door } from './requestGuard';

const defaultModel = 'claude-demo';
const maxBodyBytes = 8 * 1024 * 1024;
const maxAtOnce = 32;
const maxConnections = 64;
/** How long the whole of a request may take to come in. */
const receiveMs = 30_000;

export interface ModelServerOptions {
  /** What `GET /v1/models` lists: names, or whole entries. */
  readonly models?: readonly (string | Readonly<Record<string, unknown>>)[];
  /** Called with a failure of the script; the client gets a 500. */
  readonly onError?: (error: unknown) => void;
  /** False keeps nothing of what is asked: `requests` stays empty. */
  readonly keepsRecord?: boolean;
  /** How many requests are answered at once; the others are told to wait. */
  readonly maxAtOnce?: number;
  /** How long the whole of a request may take to come in, in milliseconds. */
  readonly receiveMs?: number;
}

/** One request as it came in, and how it ended. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: unknown;
  /** Parsed, for chat completions only. */
  readonly model?: ModelRequest;
  /** `left` when the client hung up before the answer was complete, as it does on Stop. */
  readonly end: Promise<'answered' | 'left'>;
}

export interface ModelServer {
  /** Base URL for an OpenAI-compatible provider; it holds a secret without which nothing is answered, and ends in /v1. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** Waits until the given number of chat completions have come in, and gives the last of them. */
  waitForCompletions(count: number): Promise<RecordedRequest>;
  stop(): Promise<void>;
}

/** Starts an OpenAI-compatible server on a free port of this machine; the script decides each answer. */
export async function startModelServer(
  script: ModelScript,
  options: ModelServerOptions = {},
): Promise<ModelServer> {
  const server = new ScriptedServer(script, options);
  await server.start();
  return server;
}

class ScriptedServer implements ModelServer {
  readonly requests: RecordedRequest[] = [];
  private readonly server: http.Server;
  private readonly arrivals = new Set<() => void>();
  private readonly secret = randomBytes(24).toString('base64url');
  private port = 0;
  private answers = 0;
  private atOnce = 0;
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly script: ModelScript,
    private readonly options: ModelServerOptions,
  ) {
    const limitMs = options.receiveMs ?? receiveMs;
    const limits = {
      requestTimeout: limitMs,
      headersTimeout: Math.min(limitMs, 10_000),
      connectionsCheckingInterval: Math.min(limitMs, 5000),
      maxHeaderSize: 16 * 1024,
    };
    this.server = http.createServer(limits, (request, response) => {
      void this.take(request, response);
    });
    this.server.maxConnections = maxConnections;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/${this.secret}/v1`;
  }

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    this.stopping ??= new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
    return this.stopping;
  }

  async waitForCompletions(count: number): Promise<RecordedRequest> {
    for (;;) {
      const found = this.requests.filter((request) => request.model)[count - 1];
      if (found) return found;
      await new Promise<void>((resolve) => this.arrivals.add(resolve));
    }
  }

  private get door(): Door {
    return { port: this.port, secret: this.secret };
  }

  /** Whoever is not let in is told so at once, before any of the body is read. */
  private async take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const refusal = refusalOf(request, this.door);
    if (refusal) return refuse(request, response, refusal.status, refusal.message);
    if (this.atOnce >= (this.options.maxAtOnce ?? maxAtOnce))
      return refuse(request, response, 503, 'Too many requests at once.');
    this.atOnce += 1;
    response.once('close', () => (this.atOnce -= 1));
    await this.handle(request, response);
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const gone = new AbortController();
    const end = new Promise<'answered' | 'left'>((resolve) => {
      response.once('close', () => {
        resolve(response.writableFinished ? 'answered' : 'left');
        gone.abort();
      });
    });
    try {
      const text = await readBody(request, maxBodyBytes);
      if (text === undefined) return refuse(request, response, 413, 'The request is too large.');
      const body = parseJson(text);
      const path = pathOf(request, this.door);
      const recorded = { method: request.method ?? '', path, headers: request.headers, body, end };
      if (request.method === 'POST' && path === '/v1/chat/completions') {
        await this.complete(recorded, response, gone.signal);
        return;
      }
      this.record(recorded);
      if (request.method === 'GET' && path === '/v1/models') this.sendModels(response);
      else sendError(response, { kind: 'error', status: 404, message: `There is nothing at ${path}.` });
    } catch (error) {
      // A client that hung up is how Stop looks from here.
      if (gone.signal.aborted) return;
      this.options.onError?.(error);
      if (response.headersSent) response.destroy();
      else sendError(response, { kind: 'error', status: 500, message: String(error) });
    }
  }

  private async complete(
    request: RecordedRequest,
    response: http.ServerResponse,
    gone: AbortSignal,
  ): Promise<void> {
    const model = tryParse(request);
    if (model instanceof Error) {
      this.record(request);
      sendError(response, { kind: 'error', status: 400, message: model.message });
      return;
    }
    this.record({ ...request, model });
    const reply = await this.script(model);
    if (!gone.aborted) await this.send(reply, model, request.body, response, gone);
  }

  private async send(
    reply: ModelReply,
    model: ModelRequest,
    body: unknown,
    response: http.ServerResponse,
    gone: AbortSignal,
  ): Promise<void> {
    switch (reply.kind) {
      case 'answer': {
        const isStream =
          typeof body === 'object' && body !== null && 'stream' in body && body.stream === true;
        const answer = this.withIds(reply, model, JSON.stringify(body).length);
        await (isStream ? streamAnswer : sendWholeAnswer)(response, answer, gone);
        return;
      }
      case 'error':
        sendError(response, reply);
        return;
      case 'drop':
        response.socket?.destroy();
        return;
      case 'hang':
        return;
    }
  }

  private withIds(reply: ModelReply & { kind: 'answer' }, model: ModelRequest, characters: number): Answer {
    this.answers += 1;
    const stamp = `${this.port}_${this.answers}`;
    return {
      ...reply,
      id: `chatcmpl_${stamp}`,
      model: model.model,
      promptTokens: tokensIn(characters),
      toolCalls: (reply.toolCalls ?? []).map((call, index) => ({
        ...call,
        id: call.id ?? `call_${stamp}_${index}`,
      })),
    };
  }

  private sendModels(response: http.ServerResponse): void {
    const names = this.options.models ?? [defaultModel];
    const rest = { object: 'model', created: 0, owned_by: 'flightdeck' };
    const data = names.map((one) => ({ ...rest, ...(typeof one === 'string' ? { id: one } : one) }));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ object: 'list', data }));
  }

  private record(request: RecordedRequest): void {
    if (this.options.keepsRecord === false) return;
    this.requests.push(request);
    const waiting = [...this.arrivals];
    this.arrivals.clear();
    waiting.forEach((wake) => wake());
  }
}

function sendError(response: http.ServerResponse, reply: ErrorReply): void {
  const message = reply.message ?? http.STATUS_CODES[reply.status] ?? 'Error';
  response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
  response.end(JSON.stringify({ error: { message, type: 'scripted_error', code: String(reply.status) } }));
}

/** The rest of the request is not read: the connection goes with the answer. */
function refuse(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  status: number,
  message: string,
): void {
  const { socket } = request;
  response.once('finish', () => socket.destroySoon());
  sendError(response, { kind: 'error', status, message, headers: { connection: 'close' } });
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    // Recorded as it came; a chat completion then answers 400.
    return text;
  }
}

function tryParse(request: RecordedRequest): ModelRequest | Error {
  const type = request.headers['x-interaction-type'];
  try {
    return parseModelRequest(request.body, typeof type === 'string' ? type : undefined);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
