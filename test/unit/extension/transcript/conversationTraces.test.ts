import assert from 'node:assert/strict';
import { lines, replay, sessionsOf, turnsOf } from './trace';

describe('what a person sees of a recorded conversation', () => {
  it('an answer grows piece by piece and stands whole at the end', () => {
    const grown: string[] = [];
    const run = replay('simple-stream', {
      watch: (event, { state }, facts) => {
        if (event.type === 'assistant.message_delta') {
          assert.equal(state, 'working');
          grown.push(facts.map((fact) => fact.type).join());
        }
      },
    });
    assert.deepEqual(grown, ['item/added', 'item/delta', 'item/delta', 'item/delta', 'item/delta']);
    assert.deepEqual(lines(run), ['> Say hi', 'answer: Hello from the fake model.', '= done']);
    assert.equal(run.conversation.state, 'idle');
    assert.equal(run.conversation.title, 'Say hi');
    assert.equal(run.conversation.model, 'gpt-x');
    assert.equal(turnsOf(run)[0]?.model, 'gpt-x');
    assert.deepEqual(run.page.usage, { usedTokens: 9731, limitTokens: 128000 });
  });

  it('the prompt stands once, whether the reply or the event names it first', () => {
    const run = replay('simple-stream');
    assert.equal(run.facts.filter((fact) => fact.type === 'turn/added').length, 1);
    assert.equal(turnsOf(run)[0]?.id, 'prompt-1');
  });

  it('without streaming the answer comes at once, thinking before it', () => {
    for (const sessionId of sessionsOf('non-streaming')) {
      const run = replay('non-streaming', { sessionId });
      assert.deepEqual(lines(run), ['> x', 'reasoning: thinking', 'answer: Plain answer.', '= done']);
    }
  });

  it('thinking stands once, before its answer, and says how long it took', () => {
    const run = replay('reasoning');
    assert.deepEqual(lines(run), [
      '> 2+2?',
      'reasoning: I think about it. Then I decide.',
      'answer: Final answer is 4.',
      '= done',
    ]);
    const thought = turnsOf(run)[0]?.items[0];
    assert.ok(thought?.kind === 'reasoning' && !thought.isStreaming && (thought.durationMs ?? -1) >= 0);
  });

  it('a stopped answer stands as far as it came, marked as cut off, and the next turn is whole', () => {
    const run = replay('abort-mid-stream');
    const [first, second] = turnsOf(run);
    assert.deepEqual(
      first?.items.map((item) => item.kind === 'answer' && [item.isStreaming, item.isCutOff]),
      [[false, true]],
    );
    assert.equal(first?.state, 'stopped');
    assert.ok(first?.endedAt !== undefined);
    assert.equal(second?.state, 'done');
    assert.ok(second?.items.every((item) => item.kind === 'answer' && item.isCutOff !== true));
  });

  it('stopping withdraws what waits for the person, a late answer changes nothing', () => {
    const waiting: number[] = [];
    const run = replay('abort-perm', {
      watch: (_event, conversation) => waiting.push(conversation.waiting.length),
    });
    assert.ok(waiting.includes(2));
    assert.deepEqual(run.page.requests, []);
    assert.deepEqual(lines(run), ['> x', 'shell touch y [skipped]', 'question Q? [skipped]', '= stopped']);
  });

  it('queued messages are own turns, each with its own answer', () => {
    const turns = turnsOf(replay('queue'));
    assert.deepEqual(
      turns.map((turn) => turn.prompt),
      ['first', 'second-enqueued', 'third-enqueued', 'steer-now'],
    );
    for (const turn of turns) {
      assert.equal(turn.state, 'done');
      assert.equal(turn.items.length, 1);
      assert.ok(turn.items[0]?.kind === 'answer' && turn.items[0].text.includes(turn.prompt));
    }
  });

  it('a session goes on after a restart, its history as it was', () => {
    const run = replay('resume-restart');
    const expected = [
      '> remember 7',
      'answer: First answer.',
      '= done',
      '> what did I say?',
      'answer: Second answer.',
      '= done',
    ];
    assert.deepEqual(lines(run), expected);
  });

  it('two sessions at once stay apart', () => {
    for (const [index, sessionId] of sessionsOf('two-sessions').entries()) {
      const name = index === 0 ? 'sessA' : 'sessB';
      const run = replay('two-sessions', { sessionId });
      assert.equal(run.conversation.title, name);
      assert.match(lines(run)[1] ?? '', new RegExp(`^answer: Reply for ${name} x`));
      assert.equal(lines(run).length, 3);
    }
  });
});
