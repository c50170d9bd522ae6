import assert from 'node:assert/strict';
import type { Item, ToolCall } from '../../../../src/protocol/toView';
import { stepWords, turnWords } from '../../../../src/webview/announce/turnSummary';
import { arrange } from '../../../../src/webview/transcript/arrange';
import { endWords, stepVerb } from '../../../../src/webview/transcript/stepWords';
import { call, turn } from '../../../support/page/states';

const items: readonly Item[] = [
  { kind: 'reasoning', id: 'r', text: 'Hm.', isStreaming: false },
  call({ id: 'a', tool: 'shell', subject: 'npm test', exitCode: 1 }),
  call({ id: 'b', tool: 'edit', subject: 'a.ts', state: 'failed' }),
  call({ id: 'c', tool: 'hook', subject: 'x', state: 'failed' }),
];

describe('What is spoken of a turn', () => {
  it('counts what the line of its steps shows', () => {
    const { stepCount, failedCount } = arrange(items, true);
    assert.deepEqual([stepCount, failedCount], [3, 2]);
    const info = turn({ state: 'done', startedAt: 1000, endedAt: 11_000, waitedMs: 4000 });
    assert.equal(turnWords(info, items), 'Finished after 6 s. 3 steps. 2 of them failed.');
  });
});

describe('A step says what became of it', () => {
  const said = (patch: Partial<ToolCall>) => {
    const step = call({ id: 's', tool: 'shell', subject: 'make', ...patch });
    return [stepVerb(step), endWords(step)];
  };

  it('and never that something was done that was not', () => {
    assert.deepEqual(said({ state: 'skipped' }), ['Run {0}', 'Not run']);
    assert.deepEqual(said({ state: 'failed' }), ['Run {0}', 'Failed']);
    assert.deepEqual(said({ state: 'failed', exitCode: 2 }), ['Ran {0}', 'Exit code 2']);
    assert.deepEqual(said({ state: 'interrupted' }), ['Ran {0}', 'Interrupted']);
    assert.deepEqual(said({ tool: 'edit', state: 'failed' }), ['Edit {0}', 'Failed']);
    assert.deepEqual(said({ tool: 'edit', state: 'interrupted' }), ['Edit {0}', 'Interrupted']);
    assert.deepEqual(said({ tool: 'edit', state: 'denied', deniedBy: 'you' }), ['Edit {0}', 'Denied by you']);
  });

  it('a question too: declined, or never answered', () => {
    assert.deepEqual(said({ tool: 'question', state: 'denied' }), ['Asked {0}', 'Declined']);
    assert.deepEqual(said({ tool: 'question', state: 'skipped' }), ['Asked {0}', 'Not answered']);
  });

  it('in the same words for who listens', () => {
    const failed = call({ id: 's', tool: 'edit', subject: 'src/a.ts', state: 'failed' });
    assert.equal(stepWords(failed), 'Edit a.ts: Failed.');
  });
});
