import assert from 'node:assert/strict';
import { ageOf, sessionRows } from '../../../../src/extension/sessionList/sessionRows';

const minute = 60_000;
const listed = (sessionId: string, modifiedTime: string, summary?: string) => ({
  sessionId,
  startTime: modifiedTime,
  modifiedTime,
  usedAt: Date.parse(modifiedTime),
  summary,
});

describe('The session list', () => {
  const rows = sessionRows(
    [
      listed('old', '2026-11-20T10:00:00Z', 'Old one'),
      listed('new', '2026-11-22T10:00:00Z', 'A title\nof two lines'),
      listed('12345678-long', '2026-11-21T10:00:00Z'),
    ],
    [
      { sessionId: 'old', title: 'Renamed', state: 'waiting', hasMessages: true },
      { sessionId: 'fresh', title: 'Just begun', state: 'working', hasMessages: true },
      { sessionId: 'prepared', title: '', state: 'idle', hasMessages: false },
    ],
    'old',
    Date.parse('2026-11-22T11:00:00Z'),
  );

  it('shows the newest first, with one that the CLI does not list yet', () => {
    assert.deepEqual(
      rows.map((row) => row.sessionId),
      ['fresh', 'new', '12345678-long', 'old'],
    );
  });

  it('takes title and state from the session that is open here', () => {
    const old = rows.find((row) => row.sessionId === 'old');
    assert.deepEqual([old?.title, old?.state, old?.isShown], ['Renamed', 'waiting', true]);
  });

  it('gives every row a title of one line', () => {
    assert.deepEqual(
      rows.map((row) => row.title),
      ['Just begun', 'A title of two lines', '12345678', 'Renamed'],
    );
  });

  it('leaves out a session that nothing was said in', () => {
    assert.ok(!rows.some((row) => row.sessionId === 'prepared'));
  });
});

describe('The age of a session', () => {
  const age = (ms: number) => ageOf(1_000_000_000, 1_000_000_000 + ms);
  it('grows from now to weeks', () => {
    assert.deepEqual(age(59_000), { unit: 'now' });
    assert.deepEqual(age(12 * minute), { unit: 'minutes', count: 12 });
    assert.deepEqual(age(61 * minute), { unit: 'hours', count: 1 });
    assert.deepEqual(age(25 * 60 * minute), { unit: 'days', count: 1 });
    assert.deepEqual(age(15 * 24 * 60 * minute), { unit: 'weeks', count: 2 });
  });
});
