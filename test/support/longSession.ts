import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

interface StoredEvent {
  readonly type: string;
  readonly id: string;
  readonly parentId: string | null;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Makes a session that a real CLI has kept, and that no CLI has open, as long as wanted: its messages
 * are repeated with ids of their own. Gives back the ids of all events, oldest first.
 */
export function lengthenSession(home: string, sessionId: string, length: number): readonly string[] {
  const file = path.join(home, 'session-state', sessionId, 'events.jsonl');
  const events = fs
    .readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StoredEvent)
    .filter(({ type }) => type !== 'session.shutdown');
  const pattern = events.filter(({ type }) => type === 'user.message' || type === 'assistant.message');
  let parentId = events.at(-1)?.id ?? null;
  for (let index = 0; events.length < length; index++) {
    const event = pattern[index % pattern.length];
    if (!event) throw new Error('The session has no messages to repeat.');
    const id = randomUUID();
    events.push({ ...event, id, parentId, data: { ...event.data, messageId: randomUUID() } });
    parentId = id;
  }
  fs.writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return events.map(({ id }) => id);
}
