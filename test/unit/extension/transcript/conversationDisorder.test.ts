import * as fc from 'fast-check';
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { Conversation } from '../../../../src/extension/transcript/transcript';
import type { SessionEvent } from '../../../../src/extension/base/fields';
import type { ToView } from '../../../../src/protocol/toView';
import { askedPermission } from '../permissions/askedPermission';
import { FakePage, asJson, eventsOf, folder } from './trace';

const traces = readdirSync('test/fixtures/traces')
  .filter((file) => file.endsWith('.jsonl'))
  .map((file) => file.replace('.jsonl', ''));

type Act = (conversation: Conversation) => readonly ToView[];

/** What people and machines do at any moment. */
const acts: readonly Act[] = [
  (conversation) => conversation.promptSubmitted(`own-${String(Math.random())}`, 'go on', []),
  (conversation) => conversation.stopRequested(),
  (conversation) =>
    conversation.permissionAsked(
      askedPermission('ask', { kind: 'shell', toolCallId: 'call_sh' }, {}, folder),
    ),
  (conversation) => conversation.questionAsked('question', { question: 'Which?' }),
  (conversation) => conversation.requestSettled('ask'),
  (conversation) => conversation.connectionLost('SIGKILL'),
  (conversation) => conversation.connectionRecovered(1000),
  (conversation) => conversation.recoveryFailed('gone'),
];

/** Loses, repeats and swaps events, and lets things happen in between. */
function disordered(events: readonly SessionEvent[], dice: readonly number[]): readonly Act[] {
  const steps: Act[] = [];
  events.forEach((event, index) => {
    const die = dice[index % dice.length] ?? 0;
    const apply: Act = (conversation) => conversation.apply(event);
    if (die < 8) {
      steps.push(...[acts[die]].filter((act) => act !== undefined), apply);
    } else if (die < 10) {
      steps.push(apply, apply);
    } else if (die < 12) {
      steps.splice(Math.max(steps.length - 3, 0), 0, apply);
    } else if (die > 13) {
      steps.push(apply);
    }
  });
  return steps;
}

describe('events that are lost, doubled or out of order', () => {
  for (const name of traces) {
    it(`${name}: never break the transcript, and page and host still agree`, () => {
      const events = eventsOf(name);
      const dice = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 5, maxLength: events.length + 5 });
      fc.assert(
        fc.property(dice, (rolled) => {
          const conversation = new Conversation({ sessionId: 's', folder, now: () => 0 });
          const page = new FakePage();
          disordered(events, rolled).forEach((act) => page.take(act(conversation)));
          const { turns, requests, usage } = conversation.snapshot(1000);
          assert.deepEqual(asJson(page.shown), asJson({ turns, requests, usage }));
          page.take(conversation.apply({ type: 'session.idle', data: {} }));
          assert.deepEqual(conversation.waiting, []);
          const running = page.shown.turns.flatMap((turn) => turn.items.filter(isUnfinished));
          assert.deepEqual(running, []);
        }),
        { numRuns: 15 },
      );
    });
  }
});

function isUnfinished(item: {
  readonly kind: string;
  readonly state?: string;
  readonly isStreaming?: boolean;
}) {
  return item.isStreaming === true || item.state === 'running' || item.state === 'waiting';
}
