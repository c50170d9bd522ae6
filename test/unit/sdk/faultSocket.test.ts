import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as http from 'node:http';
import * as net from 'node:net';
import { CopilotClient, CopilotError } from '../../../src/sdk/index';
import { fakeCliPath, nextEvent } from '../../support/fakeCliClient';
import { makeScratch, type Scratch } from '../../support/scratch';

/** A CLI at a port: each connection gets a fake one of its own. They share what they keep. */
class FakeServer {
  private readonly children = new Set<ChildProcess>();
  private readonly sockets = new Set<net.Socket>();
  private server: net.Server | undefined;
  private scratch: Scratch = makeScratch('fake-server');
  port = 0;

  async open(): Promise<void> {
    this.server = net.createServer((socket) => this.accept(socket));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as net.AddressInfo).port;
  }

  async goAway(): Promise<void> {
    const { server } = this;
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => server?.close(resolve));
  }

  async end(): Promise<void> {
    await this.goAway();
    const running = [...this.children].filter(({ exitCode }) => exitCode === null);
    await Promise.all(running.map((child) => once(child, 'exit')));
    this.scratch.remove();
  }

  private accept(socket: net.Socket): void {
    const child = spawn(process.execPath, [fakeCliPath], {
      env: { ...process.env, COPILOT_HOME: this.scratch.path, FAKE_CLI: '' },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.children.add(child);
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => child.stdin.end());
    child.stdin.on('error', () => undefined);
    child.stdout.on('end', () => socket.destroy());
    socket.pipe(child.stdin, { end: false });
    child.stdout.pipe(socket, { end: false });
  }
}

describe('A CLI at a port that goes away', () => {
  let server: FakeServer;
  let client: CopilotClient;

  beforeEach(async () => {
    server = new FakeServer();
    await server.open();
  });

  afterEach(async () => {
    await client.forceStop();
    await server.end();
  });

  it('is reached again when it comes back, and its sessions go on', async () => {
    client = new CopilotClient({ cliUrl: String(server.port), restartDelaysMs: Array<number>(50).fill(30) });
    const session = await client.createSession();
    await session.sendAndWait('hi');
    const gone = nextEvent(session, 'session.disconnected');
    const recovered = nextEvent(session, 'session.recovered');
    const begun = nextEvent(session, 'assistant.message_delta');
    const cut = assert.rejects(session.sendAndWait('hang'));
    await begun;
    await server.goAway();
    await gone;
    await cut;
    assert.equal(client.getState(), 'restarting');
    await server.open();
    assert.equal((await recovered).data.interruptedTurn, true);
    assert.equal((await session.sendAndWait('again'))?.data.content, 'You said: again');
  });

  it('is called a lost connection, and not the end of a process', async () => {
    client = new CopilotClient({ cliUrl: String(server.port), autoRestart: false });
    const session = await client.createSession();
    const gone = nextEvent(session, 'session.disconnected');
    const begun = nextEvent(session, 'assistant.message_delta');
    const cut = assert.rejects(session.sendAndWait('hang'), { code: 'not-connected' });
    await begun;
    await server.goAway();
    assert.equal((await gone).data.code, 'not-connected');
    await cut;
  });

  it('shared with other clients leaves their tools to them', async () => {
    client = new CopilotClient({ cliUrl: String(server.port) });
    const session = await client.createSession();
    const asked = nextEvent(session, 'external_tool.requested');
    const waiting = assert.rejects(session.sendAndWait('tool elsewhere {}', 300), { code: 'timeout' });
    await asked;
    await waiting;
  });

  it('for good is told, and the same client starts again later', async () => {
    client = new CopilotClient({ cliUrl: String(server.port), autoRestart: false });
    await client.start();
    const lost = new Promise<void>((resolve) =>
      client.onState(({ state }) => state === 'error' && resolve()),
    );
    await server.goAway();
    await lost;
    await assert.rejects(client.ping(), { code: 'not-connected' });
    await assert.rejects(client.start(), { code: 'not-connected' });
    await server.open();
    await client.start();
    assert.equal((await client.ping('x')).message, 'pong: x');
  });
});

describe('A wrong address', () => {
  const servers: net.Server[] = [];

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  async function listen(server: net.Server): Promise<string> {
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return String((server.address() as net.AddressInfo).port);
  }

  async function failure(cliUrl: string): Promise<CopilotError> {
    const client = new CopilotClient({ cliUrl, startTimeoutMs: 300 });
    const error: unknown = await client.start().catch((problem: unknown) => problem);
    await client.stop();
    assert.ok(error instanceof CopilotError);
    return error;
  }

  it('of a server that says nothing is given up', async () => {
    const sockets: net.Socket[] = [];
    const port = await listen(net.createServer((socket) => sockets.push(socket.resume())));
    assert.equal((await failure(port)).code, 'timeout');
    for (const socket of sockets) socket.destroy();
  });

  it('of a web server is told', async () => {
    const port = await listen(http.createServer((_request, response) => response.end('hello')));
    const error = await failure(port);
    assert.ok(['not-connected', 'timeout'].includes(error.code), error.code);
    assert.match(error.message, new RegExp(port));
  });

  it('where nobody listens is told, with the address and the cause', async () => {
    const port = await listen(net.createServer());
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    const error = await failure(port);
    assert.equal(error.code, 'not-connected');
    assert.match(error.message, new RegExp(port));
    const { cause } = error;
    assert.ok(cause instanceof Error);
  });
});
