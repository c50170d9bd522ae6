import assert from 'node:assert/strict';
import type { ToolCall } from '../../../../src/protocol/toView';
import { replay, toolsOf } from './trace';

/** What the CLI does that one would not expect; the other traps stand in conversationTraces. */
describe('a trap of the protocol, as a person sees it', () => {
  it('a tool of ours that fails tells no reason, and is drawn as failed all the same', () => {
    const tools = replay('custom-tool').page.turns.flatMap(toolsOf);
    const failed = tools.filter((tool) => tool.state === 'failed');
    assert.equal(failed.length, 1);
    assert.ok(failed[0]?.error, 'the CLI\u2019s own words, since it keeps ours to itself');
    assert.ok(tools.some((tool) => tool.state === 'done'));
  });

  it('a tool of ours that runs when the turn is stopped never tells its end, and is drawn as interrupted', () => {
    const { page } = replay('abort-external-tool');
    const [stopped] = page.turns;
    assert.equal(stopped?.state, 'stopped');
    assert.deepEqual(
      toolsOf(stopped).map((tool) => tool.state),
      ['interrupted'],
    );
    assert.deepEqual(page.requests, []);
  });

  it('a plan waits with its step, and the step goes on once it is approved', () => {
    const states: (ToolCall['state'] | undefined)[] = [];
    const run = replay('exit-plan', {
      watch: ({ type }, conversation) => {
        if (!type.startsWith('exit_plan_mode')) return;
        const { turns, requests } = conversation.snapshot();
        states.push(toolsOf(turns.at(-1)).at(-1)?.state);
        assert.equal(requests.length, type === 'exit_plan_mode.requested' ? 1 : 0);
      },
    });
    assert.deepEqual(states, ['waiting', 'running', 'waiting', 'running']);
    assert.deepEqual(run.page.requests, []);
  });

  it('a search says how much it found, of files or of places', () => {
    const tools = replay('file-write-edit').page.turns.flatMap(toolsOf);
    const found = tools.flatMap((tool) =>
      tool.found ? [[tool.name, tool.found.count, tool.found.what]] : [],
    );
    assert.deepEqual(found, [
      ['grep', 1, 'files'],
      ['glob', 1, 'files'],
    ]);
  });
});
