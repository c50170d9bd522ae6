// A Copilot CLI that does as it is told, for what the real one cannot be made to do.
// Runs with plain Node: `node fakeCli.mjs --headless … --stdio`. State between starts is
// kept in COPILOT_HOME: `fake-log.jsonl` holds a line per start and per message that came in.
//
// FAKE_CLI names switches, with spaces between:
//   exit=CODE             ends at once, after a word on stderr
//   exit-from-start=N     ends at once from the Nth start on
//   die-on=METHOD         ends itself with SIGKILL when the method comes in
//   silent                never answers
//   deaf                  takes no notice of the end of its input, of SIGTERM and of runtime.shutdown
//   noise                 writes other text between its frames
//   garbage-first         writes a line of other text before its first frame
//   stderr=MB             writes that much to stderr at its start
//   mute=METHOD           never answers that method
//   replay                sends a session's kept events again when it is resumed
//   no-activity           knows no `session.metadata.activity`, as older versions
//   protocol=N version=V  what it says of itself
//   no-connect            knows no `connect`, as versions before 1.0.41
//   no-detach             knows no `session.detach` and no `runtime.shutdown`
//   no-status             knows no `status.get`
//   refuse=METHOD         answers that method as one that it does not offer, and says why
//   eager                 tells of a new session in the same breath as it answers that there is one
//   slow-resume=MS        takes that long to resume a session
//   requests              asks by requests instead of events, as protocol 2
//
// Prompts: `die` ends it with SIGKILL in the middle of the answer, `heir` leaving a process that holds its output;
// `hang` never ends the turn;
// `shell COMMAND` asks for permission; `tool NAME JSON` calls a tool; `ask QUESTION` asks;
// `form MESSAGE` asks for a form, `plan` for leave to end plan mode;
// `limit` has used the session's credits, `switch` asks to use another model;
// `spin MS` works for so long without a word;
// `garbage` lets other text in between its frames, `torn` into the middle of one; `half` ends in the middle of one;
// `length N` says N of a frame's length, `json` breaks one; `odd` sends what nobody knows; `big MB` sends that much;
// `quiet` never tells that it is done, `ignored` does nothing at all; `deaf-ears` closes its output;
// `blocked` is told by a hook to go on after its first answer; `nameless` answers without an id;
// `fail MESSAGE` fails; `whole` answers without pieces; `twice` sends its answer's event twice; anything else is echoed.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const switches = new Map(
  (process.env.FAKE_CLI ?? '')
    .split(' ')
    .filter(Boolean)
    .map((part) => [part.split('=')[0], part.split('=')[1] ?? '']),
);
const home = process.env.COPILOT_HOME;
const logFile = home && path.join(home, 'fake-log.jsonl');
const storeFile = home && path.join(home, 'fake-sessions.json');
const version = switches.get('version') ?? '1.0.102';
const protocolVersion = Number(switches.get('protocol') ?? 3);
const store = storeFile && fs.existsSync(storeFile) ? JSON.parse(fs.readFileSync(storeFile, 'utf8')) : {};
const live = new Map();
const waiting = new Map();
let nextId = 1;

function log(entry) {
  if (logFile) fs.appendFileSync(logFile, `${JSON.stringify({ pid: process.pid, ...entry })}\n`);
}

function write(message) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  const noise = switches.has('noise') ? 'a stray line\n\r\nContent-Len: 12\r\n' : '';
  process.stdout.write(`${noise}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

const frameOf = (body) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** What is wrong with a stream, by prompt; the answer goes on behind it. */
async function disturb(sessionId, prompt) {
  const [word, argument] = prompt.split(' ');
  const lost = JSON.stringify({
    jsonrpc: '2.0',
    method: 'session.event',
    params: { sessionId, event: pieceOf('lost') },
  });
  switch (word) {
    case 'garbage':
      return process.stdout.write('Debugger listening on ws://somewhere\nFor help, see: somewhere else\n');
    case 'torn':
      return process.stdout.write(frameOf(lost).replace('lost', 'lo\nanother line\nst'));
    case 'half':
      return process.stdout.write(frameOf(lost).slice(0, -20), () => process.exit(0));
    case 'length':
      return process.stdout.write(`Content-Length: ${argument}\r\n\r\n${lost}`);
    case 'json':
      return process.stdout.write(frameOf(lost.replace('"lost"', '"lost')));
    case 'odd': {
      for (const body of ['null', '7', '"text"', '[]', '{}', '{"id":99999,"result":1}'])
        process.stdout.write(frameOf(body));
      notify('nobody.knows', { sessionId });
      notify('session.event', { sessionId: 'nobody', event: pieceOf('lost') });
      notify('session.event', { sessionId, event: null });
      emit(sessionId, 'nobody.knows_this', { field: 1 });
      return ask('nobody.asks', {}).catch((error) => emit(sessionId, 'nobody.refused', { code: error.code }));
    }
    case 'big':
      return emit(sessionId, 'nobody.big', { text: 'x'.repeat(Number(argument) * 1024 * 1024) }, true);
    case 'deaf-ears':
      return fs.closeSync(1);
    default:
  }
}

function pieceOf(deltaContent) {
  return {
    type: 'assistant.message_delta',
    data: { messageId: 'm', deltaContent },
    id: randomUUID(),
    timestamp: '',
    parentId: null,
    ephemeral: true,
  };
}

const notify = (method, params) => write({ method, params });

/** Asks the client by a request; settles with its result. */
function ask(method, params) {
  const id = `fake-${nextId++}`;
  write({ id, method, params });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

/** Asks the client by an event that some other method answers. */
function askByEvent(sessionId, type, data) {
  const requestId = randomUUID();
  emit(sessionId, type, { requestId, ...data });
  return new Promise((resolve) =>
    waiting.set(requestId, {
      resolve: (params) => {
        emit(sessionId, type.replace('requested', 'completed'), { requestId });
        resolve(params);
      },
    }),
  );
}

function emit(sessionId, type, data, ephemeral = false) {
  const event = { type, data, id: randomUUID(), timestamp: new Date().toISOString(), parentId: null };
  if (ephemeral) event.ephemeral = true;
  else live.get(sessionId)?.events.push(event);
  notify('session.event', { sessionId, event });
  return event;
}

function save(sessionId) {
  store[sessionId] = live.get(sessionId).events;
  if (storeFile) fs.writeFileSync(storeFile, JSON.stringify(store));
}

/** SIGKILL, once what was written is out. */
function die() {
  process.stdout.write('', () => process.kill(process.pid, 'SIGKILL'));
}

async function work(sessionId, prompt) {
  const [word, ...rest] = prompt.split(' ');
  const tail = rest.join(' ');
  switch (word) {
    case 'shell':
      return askPermission(sessionId, { kind: 'shell', fullCommandText: tail, toolCallId: 'call-1' });
    case 'tool': {
      const call = {
        toolCallId: 'call-1',
        toolName: rest[0],
        arguments: JSON.parse(rest.slice(1).join(' ') || '{}'),
      };
      const { result } = switches.has('requests')
        ? await ask('tool.call', { sessionId, ...call })
        : await askByEvent(sessionId, 'external_tool.requested', call);
      return JSON.stringify(result);
    }
    case 'ask': {
      const question = { question: tail, choices: ['red', 'blue'], allowFreeform: true };
      emit(
        sessionId,
        'user_input.requested',
        { requestId: randomUUID(), toolCallId: 'call-1', ...question },
        true,
      );
      return JSON.stringify(
        await ask('userInput.request', { sessionId, ...question }).catch((error) => error.message),
      );
    }
    case 'spin':
      for (const end = Date.now() + Number(tail); Date.now() < end;);
      return 'spun';
    case 'form': {
      const form = { message: tail, requestedSchema: { type: 'object', properties: {} } };
      return JSON.stringify((await askByEvent(sessionId, 'elicitation.requested', form)).result);
    }
    case 'limit': {
      const used = { usedAiCredits: 50, maxAiCredits: 50 };
      return JSON.stringify(
        (await askByEvent(sessionId, 'session_limits_exhausted.requested', used)).response,
      );
    }
    case 'switch':
      return JSON.stringify(
        await ask('autoModeSwitch.request', { sessionId, errorCode: 'busy', retryAfterSeconds: 90 }),
      );
    case 'plan':
      return JSON.stringify(
        await ask('exitPlanMode.request', { sessionId, summary: 'Plan', actions: ['interactive'] }).catch(
          (error) => error.message,
        ),
      );
    default:
      return `You said: ${prompt}`;
  }
}

async function askPermission(sessionId, permissionRequest) {
  const { result } = switches.has('requests')
    ? await ask('permission.request', { sessionId, permissionRequest })
    : await askByEvent(sessionId, 'permission.requested', { permissionRequest });
  return JSON.stringify(result);
}

async function turn(sessionId, messageId, prompt) {
  const session = live.get(sessionId);
  const { stops } = session;
  session.isAtWork = !/^(quiet|ignored)/.test(prompt);
  if (prompt === 'ignored') return;
  emit(sessionId, 'user.message', { content: prompt, messageId });
  save(sessionId);
  emit(sessionId, 'assistant.turn_start', { turnId: '0' });
  if (prompt.startsWith('fail ')) {
    emit(sessionId, 'session.error', { errorType: 'query', message: prompt.slice(5) });
  } else {
    const answerId = randomUUID();
    const piece = (deltaContent) =>
      prompt === 'whole' ||
      emit(sessionId, 'assistant.message_delta', { messageId: answerId, deltaContent }, true);
    piece('You ');
    if (prompt === 'news') emit(sessionId, 'session.of_tomorrow', { news: [1, null] });
    if (prompt === 'heir') spawn('sleep', ['2'], { stdio: ['ignore', 'inherit', 'inherit'] });
    if (prompt === 'die' || prompt === 'heir') return die();
    if (prompt === 'hang') return;
    await disturb(sessionId, prompt);
    if (prompt === 'half' || prompt === 'deaf-ears') return;
    if (prompt === 'nameless') emit(sessionId, 'assistant.message', { content: 'It has no name.' });
    if (prompt === 'blocked') {
      emit(sessionId, 'assistant.message', { messageId: answerId, content: 'Done.' });
      const injected = { content: 'Run the tests first.', messageId: randomUUID(), delivery: 'queued' };
      emit(sessionId, 'user.message', injected);
    }
    const content = await work(sessionId, prompt);
    if (session.stops !== stops) return; // it was stopped, whatever comes to it later
    if (prompt === 'nameless') return finish(sessionId, prompt);
    piece('said');
    const event = emit(sessionId, 'assistant.message', { messageId: answerId, content });
    if (prompt === 'twice') notify('session.event', { sessionId, event });
  }
  finish(sessionId, prompt);
}

function finish(sessionId, prompt) {
  save(sessionId);
  live.get(sessionId).isAtWork = false;
  if (prompt.startsWith('quiet')) return emit(sessionId, 'assistant.turn_end', { turnId: '0' });
  emit(sessionId, 'assistant.turn_end', { turnId: '0' });
  emit(sessionId, 'session.idle', {}, true);
  // As a CLI does with a session that was idle for long.
  if (/^forget/.test(prompt)) live.delete(sessionId);
  if (prompt === 'forget for good') delete store[sessionId];
}

class Refusal extends Error {
  constructor(message, code = -32603) {
    super(message);
    this.code = code;
  }
}

const methods = {
  connect: () => ({ ok: true, protocolVersion, version }),
  ping: ({ message }) => ({
    message: message ? `pong: ${message}` : 'pong',
    timestamp: Date.now(),
    protocolVersion,
  }),
  'status.get': () => ({ version, protocolVersion }),
  'auth.getStatus': () => ({ isAuthenticated: false, statusMessage: 'Not authenticated' }),
  'session.list': () => ({
    sessions: Object.keys(store).map((sessionId) => ({
      sessionId,
      startTime: '',
      modifiedTime: '',
      clientName: 'sdk',
    })),
  }),
  'session.getLastId': () => ({ sessionId: Object.keys(store).at(-1) }),
  'session.delete': ({ sessionId }) => {
    if (!store[sessionId]) return { success: false, error: `Session file not found for ${sessionId}` };
    delete store[sessionId];
    return { success: true };
  },
  'session.create': ({ sessionId }) => {
    live.set(sessionId, { events: [], stops: 0 });
    emit(sessionId, 'session.start', { sessionId, copilotVersion: version });
    return { sessionId, workspacePath: `/fake/${sessionId}` };
  },
  'session.resume': ({ sessionId }) => {
    if (!store[sessionId])
      throw new Refusal(`Request session.resume failed with message: Session not found: ${sessionId}`);
    live.set(sessionId, { events: store[sessionId], stops: 0 });
    emit(sessionId, 'session.resume', { eventCount: store[sessionId].length });
    if (switches.has('replay'))
      for (const event of store[sessionId]) notify('session.event', { sessionId, event });
    return { sessionId, workspacePath: `/fake/${sessionId}` };
  },
  'session.metadata.activity': ({ sessionId }) => ({
    hasActiveWork: find(sessionId).isAtWork ?? false,
    abortable: false,
  }),
  'session.getMessages': ({ sessionId }) => ({ events: find(sessionId).events }),
  'session.send': ({ sessionId, prompt }) => {
    find(sessionId);
    const messageId = randomUUID();
    setImmediate(() => void turn(sessionId, messageId, prompt));
    return { messageId };
  },
  'session.abort': ({ sessionId }) => {
    const session = find(sessionId);
    session.stops += 1;
    emit(sessionId, 'abort', { reason: 'user_initiated' });
    emit(sessionId, 'session.idle', { aborted: true }, true);
    return { success: true };
  },
  'session.permissions.handlePendingPermissionRequest': settle,
  'session.tools.handlePendingToolCall': settle,
  'session.ui.handlePendingElicitation': settle,
  'session.ui.handlePendingSessionLimitsExhausted': settle,
  'session.model.switchTo': ({ modelId }) => ({ status: 'applied', modelId }),
  'session.destroy': ({ sessionId }) => ({ success: live.delete(sessionId) }),
  'session.detach': ({ sessionId }) => {
    live.delete(sessionId);
    return { success: true };
  },
  'runtime.shutdown': () => null,
};

function find(sessionId) {
  const session = live.get(sessionId);
  if (!session) throw new Refusal(`Request failed with message: Session not found: ${sessionId}`);
  return session;
}

function settle(params) {
  const entry = waiting.get(params.requestId);
  waiting.delete(params.requestId);
  entry?.resolve(params);
  return { success: entry !== undefined };
}

const unknown = {
  'no-connect': ['connect'],
  'no-activity': ['session.metadata.activity'],
  'no-status': ['status.get'],
  'no-detach': ['session.detach', 'runtime.shutdown'],
};

function receive(message) {
  log({ message });
  const { id, method, params } = message;
  if (method && switches.get('die-on') === method) return die();
  if (!method) {
    const entry = waiting.get(id);
    waiting.delete(id);
    if (message.error) entry?.reject(message.error);
    else entry?.resolve(message.result);
    return;
  }
  if (id === undefined || switches.has('silent') || switches.get('mute') === method) return;
  if (switches.has('deaf') && method === 'runtime.shutdown') return;
  try {
    if (switches.get('refuse') === method) throw new Refusal('The sandbox is off on this machine.', -32601);
    const isUnknown = Object.entries(unknown).some(
      ([name, list]) => switches.has(name) && list.includes(method),
    );
    if (isUnknown || !methods[method]) throw new Refusal(`Unhandled method ${method}`, -32601);
    const late = method === 'session.resume' ? Number(switches.get('slow-resume') ?? 0) : 0;
    const result = methods[method](params ?? {});
    if (late > 0) setTimeout(() => write({ id, result }), late);
    else write({ id, result });
    if (switches.has('eager') && method === 'session.create') {
      emit(params.sessionId, 'session.model_change', { newModel: 'tomorrow' });
    }
  } catch (error) {
    write({ id, error: { code: error.code ?? -32603, message: error.message } });
  }
}

function listen() {
  let bytes = Buffer.alloc(0);
  process.stdin.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end === -1) return;
      const length = Number(/Content-Length: (\d+)/.exec(bytes.toString('latin1', 0, end))?.[1]);
      if (bytes.length < end + 4 + length) return;
      const body = bytes.toString('utf8', end + 4, end + 4 + length);
      bytes = bytes.subarray(end + 4 + length);
      receive(JSON.parse(body));
    }
  });
  if (switches.has('deaf')) {
    process.on('SIGTERM', () => undefined);
    setInterval(() => undefined, 1000);
  } else {
    process.stdin.on('end', () => process.exit(0));
  }
}

const starts =
  logFile && fs.existsSync(logFile) ? fs.readFileSync(logFile, 'utf8').split('"start":{').length : 1;
log({ start: { argv: process.argv.slice(2), cwd: process.cwd(), env: process.env } });
const exitFrom = Number(switches.get('exit-from-start') ?? Infinity);
if (switches.has('exit') || starts >= exitFrom) {
  process.stderr.write('error: the fake was told to end\n');
  process.exitCode = Number(switches.get('exit') ?? 1);
} else {
  if (switches.has('garbage-first')) process.stdout.write('Loading native module\n');
  const flood = Number(switches.get('stderr') ?? 0);
  for (let megabyte = 0; megabyte < flood; megabyte++) process.stderr.write('e'.repeat(1024 * 1024));
  listen();
}
