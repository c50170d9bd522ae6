import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { asKnownEvent, asKnownPermissionRequest, type SessionEvent } from '../../../../src/sdk/index';
import { eventData } from '../../../../src/sdk/schema/eventData';
import { isSessionEvent, wireEventType } from '../../../../src/sdk/schema/events';

interface Frame {
  readonly msg: {
    readonly params?: { readonly event?: unknown };
    readonly result?: { readonly events?: readonly unknown[] } | null;
  };
}

const traces = path.resolve('test/fixtures/traces');

function recordedEvents(file: string): readonly SessionEvent[] {
  const lines = fs.readFileSync(path.join(traces, file), 'utf8').split('\n').filter(Boolean);
  return lines
    .map((line) => (JSON.parse(line) as Frame).msg)
    .flatMap(({ params, result }) => [params?.event, ...(result?.events ?? [])])
    .filter(isSessionEvent);
}

const event = (type: string, data: Record<string, unknown>): SessionEvent => ({
  type,
  data,
  id: '1',
  timestamp: '2026-01-01T00:00:00Z',
  parentId: null,
});

describe('Events with typed data', () => {
  it('are all those of their types in the recorded conversations', () => {
    const seen = new Set<string>();
    for (const file of fs.readdirSync(traces)) {
      for (const recorded of recordedEvents(file)) {
        if (!Object.hasOwn(eventData, recorded.type)) continue;
        const known = asKnownEvent(recorded);
        assert.ok(known, `${file}: ${JSON.stringify(recorded)}`);
        seen.add(known.type);
        if (known.type === 'permission.requested') {
          const { permissionRequest } = known.data;
          assert.ok(asKnownPermissionRequest(permissionRequest), JSON.stringify(permissionRequest));
        }
      }
    }
    assert.ok(seen.size > 25, `only ${seen.size} types were seen`);
  });

  it('read null as not there, and keep fields that are not known', () => {
    const known = asKnownEvent(event('session.error', { message: 'no', statusCode: null, news: 1 }));
    assert.deepEqual(known?.data, { message: 'no', statusCode: undefined, news: 1 });
  });

  it('are not those of other types or with other data', () => {
    assert.equal(asKnownEvent(event('session.unheard', {})), undefined);
    assert.equal(asKnownEvent(event('toString', {})), undefined);
    assert.equal(asKnownEvent(event('assistant.message_delta', { messageId: 'm' })), undefined);
  });

  it('may be named as the guide does', () => {
    assert.equal(wireEventType('assistant.message.delta'), 'assistant.message_delta');
    assert.equal(wireEventType('tool.executionComplete'), 'tool.execution_complete');
    assert.equal(wireEventType('session.idle'), 'session.idle');
    assert.equal(wireEventType('constructor'), 'constructor');
  });
});
