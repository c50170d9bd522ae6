import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadPicture } from '../../../../src/extension/code/remotePictures';

describe('A picture of another host', () => {
  let server: http.Server;
  let base: string;
  const dot = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');

  before(async () => {
    server = http.createServer((request, response) => {
      const send = (type: string, body: Buffer | string) =>
        response.setHeader('content-type', type).end(body);
      if (request.url === '/dot.gif') send('image/gif; charset=binary', dot);
      else if (request.url === '/page') send('text/html', '<p>');
      else if (request.url === '/drawing') send('image/svg+xml', '<svg/>');
      else if (request.url === '/huge') send('image/png', Buffer.alloc(6 * 1024 * 1024));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  it('comes as an address that holds it', async () => {
    const data = `data:image/gif;base64,${dot.toString('base64')}`;
    assert.deepEqual(await loadPicture(`${base}/dot.gif`), { data });
  });

  for (const [path, problem] of [
    ['/gone', 'unreachable'],
    ['/page', 'no-picture'],
    ['/drawing', 'no-picture'],
    ['/huge', 'too-large'],
  ] as const) {
    it(`is not shown when it is ${problem}: ${path}`, async () => {
      assert.deepEqual(await loadPicture(`${base}${path}`), { problem });
    });
  }

  it('is unreachable when nobody listens', async () => {
    assert.deepEqual(await loadPicture('http://127.0.0.1:1/x.png'), { problem: 'unreachable' });
  });
});
