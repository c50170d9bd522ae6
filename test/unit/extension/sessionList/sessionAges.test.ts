import assert from 'node:assert/strict';
import { SessionAges } from '../../../../src/extension/sessionList/sessionAges';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.parse('2026-11-22T10:00:00Z');

describe('The age of a session that this window had open', () => {
  const listed = (modifiedAt: number) => ({
    sessionId: 's',
    startTime: new Date(start).toISOString(),
    modifiedTime: new Date(modifiedAt).toISOString(),
  });

  function make() {
    let now = start;
    const stored = new Map<string, unknown>();
    const memory = {
      get: (key: string) => stored.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void stored.set(key, structuredClone(value))),
    };
    return {
      memory,
      open: () => new SessionAges(memory, () => now),
      at: (ms: number) => (now = start + ms),
    };
  }

  it('is that of its last turn, though the CLI touched it when it was opened', () => {
    const { open, at } = make();
    const ages = open();
    at(day);
    ages.follow([{ sessionId: 's', usedAt: start }]);
    assert.equal(ages.of(listed(start + day)), start);
  });

  it('stays so in the next window, though the CLI touched it at its end', () => {
    const { open, at } = make();
    const first = open();
    first.follow([{ sessionId: 's', usedAt: start }]);
    at(hour);
    first.follow([]);
    at(hour + minute);
    assert.equal(open().of(listed(start + hour + 4000)), start);
  });

  it('is the CLI’s own once somebody else has worked with it', () => {
    const { open, at } = make();
    const first = open();
    first.follow([{ sessionId: 's', usedAt: start }]);
    at(hour);
    first.follow([]);
    assert.equal(open().of(listed(start + 2 * hour)), start + 2 * hour);
  });

  it('counts as let go when the window before ended without a word', () => {
    const { open, at } = make();
    open().follow([{ sessionId: 's', usedAt: start }]);
    at(hour);
    const next = open();
    assert.equal(next.of(listed(start + hour - minute)), start);
    assert.equal(next.of(listed(start + 2 * hour)), start + 2 * hour);
  });

  it('is the CLI’s own for a session that was never opened here, and for what was stored by a stranger', () => {
    const { open, memory } = make();
    assert.equal(open().of(listed(start + day)), start + day);
    void memory.update('sessionAges', { s: 'long ago' });
    assert.equal(open().of(listed(start + day)), start + day);
  });

  it('is kept for the 200 newest', () => {
    const { open, memory } = make();
    const many = Array.from({ length: 250 }, (_, count) => ({
      sessionId: `s${count}`,
      usedAt: start + count,
    }));
    open().follow(many);
    const kept = Object.keys(memory.get('sessionAges') as object);
    assert.equal(kept.length, 200);
    assert.ok(kept.includes('s249'));
  });
});
