import assert from 'node:assert/strict';
import { once } from 'node:events';
import * as net from 'node:net';
import { startDemoServer } from '../../../src/demo/demoServer';
import { type ModelServer, type ModelServerOptions, startModelServer } from '../../../src/demo/modelServer';
import { createGate, say } from '../../../src/demo/replies';
import type { ModelScript } from '../../../src/demo/modelScript';

const mostBytes = 8 * 1024 * 1024;
const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'x' }] });
const json = 'content-type: application/json';

/** Talks to it as any program of this machine can: by hand. */
describe('The door of the model server', () => {
  let server: ModelServer;
  let asked = 0;
  let port = 0;
  let secret = '';
  const sockets: net.Socket[] = [];

  async function start(options?: ModelServerOptions, script: ModelScript = () => say('Yes.')): Promise<void> {
    asked = 0;
    server = await startModelServer((request) => {
      asked += 1;
      return script(request);
    }, options);
    const url = new URL(server.url);
    port = Number(url.port);
    secret = url.pathname.split('/')[1] ?? '';
  }
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await server.stop();
  });

  async function connect(): Promise<net.Socket> {
    const socket = net.connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  /** The status that a hand-written request gets; 0 when the connection ends without one. */
  async function status(text: string, go: (socket: net.Socket) => void = () => undefined): Promise<number> {
    const socket = await connect();
    let answer = '';
    socket.on('data', (data: Buffer) => (answer += data.toString('latin1')));
    const told = new Promise<void>((resolve) => {
      socket.on('data', () => answer.includes('\r\n') && resolve());
      socket.once('close', () => resolve());
    });
    socket.write(text);
    go(socket);
    await told;
    return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
  }

  const post = (path: string, headers: readonly string[], content = body) =>
    [`POST ${path} HTTP/1.1`, ...headers, `content-length: ${Buffer.byteLength(content)}`, '', content].join(
      '\r\n',
    );

  it('opens to who knows the whole address, and to nobody else', async () => {
    await start();
    const host = `host: 127.0.0.1:${port}`;
    const path = `/${secret}/v1/chat/completions`;
    const cases: readonly (readonly [number, string])[] = [
      [200, post(path, [host, json])],
      [200, post(path, [`host: localhost:${port}`, 'content-type: application/json; charset=utf-8'])],
      [403, post('/v1/chat/completions', [host, json])],
      [403, post(`/${secret.slice(0, -1)}/v1/chat/completions`, [host, json])],
      [403, post(`/${secret}x/v1/chat/completions`, [host, json])],
      [403, post(`//${secret}/v1/chat/completions`, [host, json])],
      [403, post(`/x/../${secret}/v1/chat/completions`, [host, json])],
      [403, post(path, [`host: evil.example:${port}`, json])],
      [403, post(path, ['host: 127.0.0.1', json])],
      [403, post(path, [`host: 127.0.0.1.evil.example:${port}`, json])],
      [403, post(path, [host, json, 'origin: https://evil.example'])],
      [403, post(path, [host, json, 'origin: null'])],
      [403, post(path, [host, json, `origin: http://127.0.0.1:${port}`])],
      [403, post(path, [host, json, 'sec-fetch-site: cross-site'])],
      [415, post(path, [host, 'content-type: text/plain'])],
      [415, post(path, [host, 'content-type: application/x-www-form-urlencoded'])],
      [415, post(path, [host])],
      [415, post(path, [host, 'content-type: application/jsonp'])],
      [403, `GET /v1/models HTTP/1.1\r\n${host}\r\n\r\n`],
      [200, `GET /${secret}/v1/models HTTP/1.1\r\n${host}\r\n\r\n`],
      [404, `GET /${secret}/other HTTP/1.1\r\n${host}\r\n\r\n`],
      [403, `OPTIONS ${path} HTTP/1.1\r\n${host}\r\norigin: https://evil.example\r\n\r\n`],
    ];
    for (const [wanted, text] of cases) assert.equal(await status(text), wanted, text);
    assert.equal(asked, 2);
    assert.equal(server.requests.length, 4);
  });

  it('has another secret each time', async () => {
    await start();
    const first = secret;
    await server.stop();
    await start();
    assert.notEqual(secret, first);
    assert.ok(secret.length >= 32);
  });

  it('takes no more of a body than it must', async () => {
    await start();
    const head = (length: string) =>
      `POST /${secret}/v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${json}\r\n${length}\r\n\r\n`;
    assert.equal(await status(head(`content-length: ${mostBytes + 1}`)), 413, 'before the body is sent');
    const piece = 'x'.repeat(1024 * 1024);
    const chunk = `${piece.length.toString(16)}\r\n${piece}\r\n`;
    let written = 0;
    const endless = (socket: net.Socket) => {
      const more = (): void => {
        while (!socket.destroyed && written < 64 && socket.write(chunk)) written += 1;
        written += 1;
      };
      socket.on('drain', more);
      more();
    };
    assert.equal(await status(head('transfer-encoding: chunked'), endless), 413);
    assert.ok(written < 40, `${written} MB were taken`);
    assert.equal(asked, 0);
  });

  it('reads nothing of what comes without the secret', async () => {
    await start();
    const text = `POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${json}\r\ncontent-length: ${mostBytes}\r\n\r\n`;
    const socket = await connect();
    const closed = once(socket, 'close');
    socket.resume();
    socket.write(text);
    await closed; // it is not waited for
    assert.deepEqual(server.requests, []);
  });

  it('answers so many at once and no more', async () => {
    const gate = createGate();
    await start({ maxAtOnce: 2 }, () => say('held', { hold: { gate } }));
    const text = post(`/${secret}/v1/chat/completions`, [`host: 127.0.0.1:${port}`, json]);
    for (let held = 1; held <= 2; held += 1) {
      (await connect()).write(text);
      await server.waitForCompletions(held);
    }
    assert.equal(await status(text), 503);
    gate.open();
    await Promise.all(server.requests.map(({ end }) => end));
    assert.equal(await status(text), 200);
  });

  it('does not wait for ever for a body that comes slowly', async () => {
    await start({ receiveMs: 100 });
    const slow = `POST /${secret}/v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${json}\r\ncontent-length: 100\r\n\r\n{`;
    assert.equal(await status(slow), 408);
  });

  it('keeps nothing of what it is asked where it ships', async () => {
    const demo = await startDemoServer({ delay: 0 });
    try {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${demo.url}/chat/completions`, { method: 'POST', headers, body });
      assert.equal(answer.status, 200);
      await answer.text();
      assert.ok('requests' in demo);
      assert.deepEqual(demo.requests, []);
    } finally {
      await demo.stop();
      await start();
    }
  });
});
