import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { EventPeek } from '../../../../src/sdk/schema/eventPeek';
import { FrameReader, type FrameReaderOptions } from '../../../../src/sdk/wire/frameReader';

const recordings = ['simple-stream', 'custom-tool'].map((name) =>
  fs.readFileSync(`test/fixtures/frames/${name}.frames`),
);
const recording = (index: number): Buffer => recordings[index] ?? Buffer.alloc(0);
const sentinel = { jsonrpc: '2.0', id: 'sentinel', result: null };
const sentinelText = JSON.stringify(sentinel);
const sentinelFrame = Buffer.from(`Content-Length: ${sentinelText.length}\r\n\r\n${sentinelText}`);

/** What a reader makes of the bytes, as text; nothing is awaited. */
function read(
  chunks: readonly Buffer[],
  isUnwanted: ((type: string) => boolean) | 'without looking' = () => false,
): readonly string[] {
  const stream = new PassThrough();
  const peek = new EventPeek();
  const messages: string[] = [];
  const options: FrameReaderOptions =
    isUnwanted === 'without looking'
      ? {}
      : {
          peek: (text, at) => peek.peek(text, at),
          wants: ({ type }) => !isUnwanted(type),
          onEvent: (sessionId, event) =>
            messages.push(
              JSON.stringify({ jsonrpc: '2.0', method: 'session.event', params: { sessionId, event } }),
            ),
        };
  const reader = new FrameReader(stream, options);
  reader.listen((message) => messages.push(JSON.stringify(message)));
  for (const chunk of chunks) stream.emit('data', chunk);
  return messages;
}

function cut(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const at = [0, ...places.map((place) => place % bytes.length).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

const isPart = (some: readonly string[], all: readonly string[]): boolean => {
  let at = 0;
  for (const message of some) {
    at = all.indexOf(message, at) + 1;
    if (at === 0) return false;
  }
  return true;
};

describe('A recorded conversation', () => {
  for (const [index, bytes] of recordings.entries()) {
    const all = read([bytes], 'without looking');

    it(`${index + 1} is read whole, cut in two at every byte`, () => {
      assert.ok(all.length > 10);
      for (let at = 1; at < bytes.length; at++) {
        assert.deepEqual(read([bytes.subarray(0, at), bytes.subarray(at)]), all, `cut at ${at}`);
      }
    });

    it(`${index + 1} that loses any one byte loses one message at most, and what comes next is read`, () => {
      for (let at = 0; at < bytes.length; at++) {
        const damaged = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1), sentinelFrame]);
        const found = read([damaged]);
        assert.equal(found.at(-1), sentinelText, `without byte ${at}`);
        // A byte of a text makes another text; all other messages stay what they were.
        const untouched = found.slice(0, -1).filter((message) => all.includes(message));
        assert.ok(
          untouched.length >= all.length - 1,
          `without byte ${at}: ${untouched.length} of ${all.length}`,
        );
        assert.ok(isPart(untouched, all));
      }
    });

    it(`${index + 1} that ends at any byte gives the messages before it, and no other`, () => {
      for (let at = 0; at < bytes.length; at++) {
        const found = read([bytes.subarray(0, at)]);
        assert.deepEqual(found, all.slice(0, found.length), `ends at ${at}`);
      }
    });
  }

  const anyRecording = fc.nat({ max: recordings.length - 1 });
  const anyPlaces = fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 8 });

  it('gives no wrong message when other text comes in anywhere, however it is cut', () => {
    const noise = fc.oneof(
      fc.constantFrom(
        '\r\n',
        'a line\n',
        'Content-Length: 5\r\n\r\nhello',
        'Content-Length: ',
        '{"id":1',
        '}',
        '\0\0',
      ),
      fc.string({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(anyRecording, fc.nat(), noise, anyPlaces, (index, where, text, places) => {
        const bytes = recording(index);
        const all = read([bytes], 'without looking');
        const at = where % bytes.length;
        const damaged = Buffer.concat([
          bytes.subarray(0, at),
          Buffer.from(text),
          bytes.subarray(at),
          sentinelFrame,
        ]);
        const found = read(cut(damaged, places));
        assert.equal(found.at(-1), sentinelText);
        const untouched = found.filter((message) => all.includes(message));
        assert.ok(untouched.length >= all.length - 1);
        assert.ok(isPart(untouched, all));
      }),
      { numRuns: 400 },
    );
  });

  it('leaves the connection usable whatever becomes of its bytes', () => {
    const change = fc.record({
      at: fc.nat(),
      remove: fc.nat({ max: 400 }),
      add: fc.uint8Array({ maxLength: 60 }),
    });
    fc.assert(
      fc.property(anyRecording, fc.array(change, { maxLength: 5 }), anyPlaces, (index, changes, places) => {
        let damaged = recording(index);
        for (const { at, remove, add } of changes) {
          const start = at % damaged.length;
          damaged = Buffer.concat([damaged.subarray(0, start), add, damaged.subarray(start + remove)]);
        }
        const found = read(cut(Buffer.concat([damaged, sentinelFrame]), places));
        assert.equal(found.at(-1), sentinelText);
      }),
      { numRuns: 400 },
    );
  });

  it('that breaks off in a header goes on with the next', () => {
    // What is left of a body may look like another line of the header.
    for (const left of ['', '2026-11-22T06:29:04.762Z"}}}']) {
      const broken = Buffer.from(`Content-Length: 316\r\n${left}`);
      assert.deepEqual(read([Buffer.concat([broken, sentinelFrame])]), [sentinelText]);
    }
  });

  it('gives the same messages but those that nobody wants, however it is cut', () => {
    const types = [
      'assistant.message_delta',
      'assistant.message',
      'session.idle',
      'pending_messages.modified',
    ];
    fc.assert(
      fc.property(anyRecording, fc.subarray(types), anyPlaces, (index, unwanted, places) => {
        const bytes = recording(index);
        const isWanted = (message: string): boolean =>
          !unwanted.some((type) => message.includes(`"event":{"type":"${type}"`));
        assert.deepEqual(
          read(cut(bytes, places), (type) => unwanted.includes(type)),
          read([bytes]).filter(isWanted),
        );
      }),
    );
  });

  it('gives no wrong event when it is damaged and part of it is not wanted', () => {
    fc.assert(
      fc.property(anyRecording, fc.nat(), fc.nat({ max: 300 }), anyPlaces, (index, where, length, places) => {
        const bytes = recording(index);
        const all = read([bytes], 'without looking');
        const at = where % bytes.length;
        const damaged = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length), sentinelFrame]);
        const found = read(cut(damaged, places), (type) => type === 'assistant.message_delta');
        assert.equal(found.at(-1), sentinelText);
        assert.ok(
          isPart(
            found.filter((message) => all.includes(message)),
            all,
          ),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('What an event is, seen from its first bytes', () => {
  const head = '{"jsonrpc":"2.0","method":"session.event","params":{"sessionId":"';

  it('is its session and its type, at any place in the text', () => {
    const peek = new EventPeek();
    for (const before of ['', 'xyz']) {
      const text = `${before}${head}s-1","event":{"type":"a.b_c","data":{}}}}`;
      assert.deepEqual(peek.peek(text, before.length), { sessionId: 's-1', type: 'a.b_c', eventAt: 78 });
    }
  });

  it('is not said if in doubt', () => {
    const peek = new EventPeek();
    for (const rest of [
      's","event":{"id":"1","type":"a"',
      's\\n","event":{"type":"a"',
      's","event":{"type":"a',
      'ü","event":{"type":"a"',
      '',
    ]) {
      assert.equal(peek.peek(head + rest, 0), undefined);
    }
    assert.equal(peek.peek('{"jsonrpc":"2.0","id":1,"result":{}}', 0), undefined);
  });
});
