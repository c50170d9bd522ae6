import assert from 'node:assert/strict';
import { todosOf } from '../../../../src/extension/session/todos';

describe('The todos of the agent', () => {
  it('are read as the agent wrote them, whatever is missing', () => {
    const rows = [
      { id: 'a', title: 'Keep cents', status: 'done' },
      { id: 'b', title: 'Test', status: 'in_progress' },
      { id: 'c', description: 'Only described', status: 'pending' },
      { id: 'd', title: 'Stuck', status: 'blocked' },
      { title: 'Odd', status: 'In Progress' },
      { status: 'done' },
      'no row',
    ];
    assert.deepEqual(todosOf({ rows }), [
      { id: 'a', title: 'Keep cents', state: 'done' },
      { id: 'b', title: 'Test', state: 'active' },
      { id: 'c', title: 'Only described', state: 'open' },
      { id: 'd', title: 'Stuck', state: 'blocked' },
      { id: '4', title: 'Odd', state: 'active' },
    ]);
  });

  it('of a reply that is none are none', () => {
    assert.deepEqual([todosOf(undefined), todosOf({ rows: 'x' })], [[], []]);
  });
});
