import assert from 'node:assert/strict';
import { Conversation } from '../../../../src/extension/transcript/transcript';
import { eventsOf, folder, lines, linesOf, noticesOf, replay, turnsOf } from './trace';

describe('what a person sees when the provider fails', () => {
  const failures = [
    ['error-http401', 'key-refused', 'change-key', { provider: '127.0.0.1:45729', status: 401 }],
    ['error-http429', 'provider-busy', 'retry', { status: 429 }],
    ['error-http500', 'provider-error', 'retry', { status: 500 }],
    ['error-http400', 'turn-failed', 'retry', { status: 400 }],
    ['error-http404', 'turn-failed', 'retry', { provider: '127.0.0.1:41625', status: 404 }],
    ['error-drop', 'provider-unreachable', 'retry', { provider: '127.0.0.1:44557' }],
    ['error-refused', 'provider-unreachable', 'retry', { provider: '127.0.0.1:9' }],
    ['error-noprovider', 'not-signed-in', 'choose-model', {}],
  ] as const;

  for (const [trace, code, action, values] of failures) {
    it(`${trace}: the turn failed, with its reason and a way out`, () => {
      const run = replay(trace);
      assert.deepEqual(lines(run), ['> hi', `notice ${code}`, '= failed']);
      const notice = noticesOf(turnsOf(run)[0])[0]?.notice;
      const { message, ...known } = notice?.values ?? {};
      assert.deepEqual(known, values);
      assert.ok(String(message).length > 0);
      assert.equal(notice?.actions[0], action);
      assert.equal(run.conversation.state, 'failed');
      assert.equal(run.conversation.lastPrompt?.prompt, 'hi');
    });
  }

  it('a message sent right after the failure is not ended by the idle events of the failed turn', () => {
    const events = eventsOf('error-http401');
    const failed = events.findIndex(({ type }) => type === 'session.error') + 1;
    const conversation = new Conversation({ sessionId: 's', folder, now: () => 0 });
    events.slice(0, failed).forEach((event) => conversation.apply(event));
    conversation.promptSubmitted('again', 'hi again', []);
    conversation.promptAccepted('again', 'm2');
    const rest = events.slice(failed).map((event) => (conversation.apply(event), event.type));
    assert.deepEqual(rest.slice(0, 2), ['assistant.idle', 'session.idle']);
    assert.deepEqual(linesOf(conversation.snapshot().turns).slice(2), [
      '= failed',
      '> hi again',
      '= sending',
    ]);
    assert.equal(conversation.state, 'working');
  });

  it('after the idle events of the failure the next message is a turn of its own', () => {
    for (const [trace] of failures) {
      const { conversation } = replay(trace);
      conversation.promptSubmitted('next', 'go on', []);
      conversation.apply({ type: 'assistant.idle', data: {} });
      conversation.apply({ type: 'session.idle', data: {} });
      assert.deepEqual(linesOf(conversation.snapshot().turns).slice(-2), ['> go on', '= sending'], trace);
    }
  });

  it('while the CLI tries again one note counts the tries', () => {
    const notes: string[] = [];
    replay('error-http429', {
      watch: (event, conversation) => {
        if (event.type === 'assistant.turn_retry') {
          notes.push(...linesOf(conversation.snapshot().turns).slice(1, -1));
        }
      },
    });
    assert.deepEqual(
      notes,
      [2, 3, 4, 5, 6].map((attempt) => `retry busy ${String(attempt)}`),
    );
  });

  it('the note stands while the CLI waits too, from the moment that the request failed', () => {
    const notes: string[] = [];
    const waits: (number | undefined)[] = [];
    const times: (string | undefined)[] = [];
    replay('error-drop', {
      watch: (event, conversation) => {
        const [turn] = conversation.snapshot().turns;
        const note = turn?.items.find((item) => item.kind === 'retry');
        const line = linesOf(conversation.snapshot().turns)[1] ?? '';
        if (note?.kind !== 'retry' || notes.at(-1) === line) return;
        notes.push(line);
        waits.push(note.waitingSince);
        times.push(event.timestamp);
      },
    });
    assert.deepEqual(
      notes,
      [2, 3, 4, 5, 6]
        .flatMap((attempt) => [`retry error ${attempt} waits`, `retry error ${attempt}`])
        .concat([
          'retry error 7 waits', // gone with the failure of the turn, which comes at once
        ]),
    );
    assert.deepEqual(
      waits.map((at) => at !== undefined && new Date(at).toISOString()),
      times.map((time, index) => index % 2 === 0 && time),
    );
  });

  it('half an answer that broke off is gone, only that of the new try stands', () => {
    const seen: string[] = [];
    const run = replay('error-midstream', {
      watch: (_event, conversation) => {
        const middle = linesOf(conversation.snapshot().turns).slice(1, -1).join(' | ');
        if (seen.at(-1) !== middle) {
          seen.push(middle);
        }
      },
    });
    assert.ok(seen.some((line) => line.startsWith('answer (streaming): half')));
    assert.ok(seen.includes('retry error 2'));
    assert.ok(!seen.slice(seen.indexOf('retry error 2')).some((line) => line.includes('half')));
    assert.deepEqual(lines(run), ['> x', 'answer: full answer now.', '= done']);
  });
});
