import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { FrameReader } from '../../../../src/sdk/wire/frameReader';

type Body = Readonly<Record<string, unknown>>;

function frame(body: Body, before = ''): Buffer {
  const text = JSON.stringify(body);
  return Buffer.from(`${before}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function read(chunks: readonly Buffer[]): { readonly messages: unknown[]; readonly errors: string[] } {
  const stream = new PassThrough();
  const reader = new FrameReader(stream);
  const messages: unknown[] = [];
  const errors: string[] = [];
  reader.onError((error) => errors.push(error.message));
  reader.listen((message) => messages.push(message));
  // In the same tick: nothing is awaited.
  for (const chunk of chunks) stream.emit('data', chunk);
  return { messages, errors };
}

const bytewise = (bytes: Buffer): Buffer[] => [...bytes].map((byte) => Buffer.from([byte]));

describe('Reading frames from the CLI', () => {
  const bodies: Body[] = [
    { id: 1, result: null },
    { method: 'a', params: { text: 'größer, 日本語, 🚀' } },
    { id: 2 },
  ];
  const bytes = Buffer.concat(bodies.map((body) => frame(body)));

  it('takes several messages of one chunk in the same tick', () => {
    assert.deepEqual(read([bytes]), { messages: bodies, errors: [] });
  });

  it('puts a message together from single bytes, with characters cut in two', () => {
    assert.deepEqual(read(bytewise(bytes)), { messages: bodies, errors: [] });
  });

  it('gives the same messages however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: bytes.length }), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        assert.deepEqual(read(chunks), { messages: bodies, errors: [] });
      }),
    );
  });

  for (const [name, noise] of [
    ['a line without a colon', 'Loading native module\n'],
    ['a blank line', '\r\n'],
    ['a line that looks like a header', 'Warning: something\r\n'],
    ['half a header', 'Content-Len'],
    ['a broken header', 'Content-Length: many\r\n\r\n'],
    ['a header with a bare line end', 'Content-Length: 5\nhello'],
    ['a stack trace', 'Error: x\n    at y (z.js:1:2)\n\n'],
  ] as const) {
    it(`goes on after ${name}, before and between the messages`, () => {
      const noisy = Buffer.concat(bodies.map((body) => frame(body, noise)));
      for (const chunks of [[noisy], bytewise(noisy)]) {
        const { messages, errors } = read(chunks);
        assert.deepEqual(messages, bodies);
        assert.ok(errors.length > 0);
      }
    });
  }

  it('loses only the message that other output cut through', () => {
    const [first, second, third] = bodies.map((body) => frame(body)) as [Buffer, Buffer, Buffer];
    const torn = Buffer.concat([second.subarray(0, 30), Buffer.from('oops\n'), second.subarray(30)]);
    const { messages, errors } = read([Buffer.concat([first, torn, third])]);
    assert.deepEqual(messages, [bodies[0], bodies[2]]);
    assert.ok(errors.length > 0);
  });

  it('accepts further headers', () => {
    const text = '{"id":7}';
    const withType = `Content-Length: ${text.length}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n${text}`;
    assert.deepEqual(read([Buffer.from(withType)]), { messages: [{ id: 7 }], errors: [] });
  });

  it('takes a message of some megabytes in many chunks', () => {
    const large = { id: 1, result: 'x'.repeat(4_000_000) };
    const whole = frame(large);
    const chunks = [];
    for (let at = 0; at < whole.length; at += 65_536) chunks.push(whole.subarray(at, at + 65_536));
    assert.deepEqual(read(chunks).messages, [large]);
  });
});
