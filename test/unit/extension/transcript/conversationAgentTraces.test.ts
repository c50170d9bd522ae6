import assert from 'node:assert/strict';
import { lines, linesOf, replay, toolsOf, turnsOf } from './trace';

describe('what a person sees of recorded subagents', () => {
  it('the steps of a subagent stand under its call, and its words are not the answer', () => {
    const askedBy: unknown[] = [];
    const run = replay('custom-agent', {
      watch: ({ type }, { waiting }) => {
        const [request] = waiting;
        if (type === 'permission.requested' && request?.kind === 'permission') {
          askedBy.push(request.askedBy);
        }
      },
    });
    assert.deepEqual(lines(run), [
      '> review please',
      'agent reviewer [done] Review done by sub.',
      '  reasoning: sub thinks',
      '  answer: looking',
      '  shell echo from-sub [done] exit 0, from-sub',
      'answer: Main final.',
      '= done',
    ]);
    assert.equal(toolsOf(turnsOf(run)[0])[1]?.parentId, 'call_task');
    assert.deepEqual(askedBy, ['reviewer']);
  });

  it('what a subagent says and thinks streams in its thread; its last words are what its step brings', () => {
    const seen: string[] = [];
    replay('custom-agent', {
      watch: ({ type, agentId }, conversation) => {
        if (agentId === undefined || !/_delta$/.test(type)) return;
        const items = conversation.snapshot().turns[0]?.items ?? [];
        const words = items.findLast((item) => item.kind === 'answer' || item.kind === 'reasoning');
        if (words?.isStreaming) seen.push(`${words.kind} ${words.parentId ?? '-'} ${words.text.trim()}`);
      },
    });
    assert.deepEqual(
      seen.filter((line, index) => line !== seen[index - 1]),
      [
        'reasoning call_task sub',
        'reasoning call_task sub thinks',
        'answer call_task looking',
        'answer call_task Review',
        'answer call_task Review done',
        'answer call_task Review done by',
        'answer call_task Review done by sub.',
      ],
    );
  });

  it('a subagent in the background speaks in its thread while the main agent is free', () => {
    const said: string[] = [];
    let pieces = 0;
    const run = replay('bg-task', {
      watch: ({ type, agentId }, conversation) => {
        if (agentId === undefined || type !== 'assistant.message_delta') return;
        const [turn] = conversation.snapshot().turns;
        pieces += 1;
        assert.equal(turn?.state, 'running');
        assert.equal(toolsOf(turn)[0]?.state, 'running');
        said.push(...linesOf([turn]).filter((line) => line.startsWith('  answer (streaming)')));
      },
    });
    assert.ok(pieces > 2);
    assert.equal(said.length, pieces);
    assert.ok(!lines(run).some((line) => line.startsWith('  answer')), 'its step brings them');
  });

  it('a subagent in the background keeps its step and the turn running until it is done', () => {
    const atIdle: string[] = [];
    const run = replay('bg-task', {
      watch: ({ type, agentId }, conversation) => {
        if (type === 'assistant.idle' && agentId === undefined) {
          const [turn] = conversation.snapshot().turns;
          atIdle.push(`${turn?.state ?? ''} ${toolsOf(turn)[0]?.state ?? ''}`);
        }
      },
    });
    assert.deepEqual(atIdle, ['running running', 'done done']);
    assert.match(lines(run)[1] ?? '', /^agent sub \[done\] sub sub/);
  });
});
