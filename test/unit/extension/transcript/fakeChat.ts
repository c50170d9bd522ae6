import assert from 'node:assert/strict';
import { Conversation } from '../../../../src/extension/transcript/transcript';
import type { SessionEvent } from '../../../../src/extension/base/fields';
import type { ToView } from '../../../../src/protocol/toView';
import { askedPermission } from '../permissions/askedPermission';
import { FakePage, asJson, folder, linesOf } from './trace';

const start = Date.parse('2026-11-22T08:00:00Z');

/** A conversation and the page that shows it; both must always agree. */
export class FakeChat {
  clock = start;
  readonly conversation = new Conversation({ sessionId: 's', folder, now: () => (this.clock += 1) });
  private readonly page = new FakePage();

  get lines(): readonly string[] {
    return linesOf(this.page.shown.turns);
  }

  get requests(): readonly unknown[] {
    return this.page.shown.requests;
  }

  does(act: (conversation: Conversation) => readonly ToView[]): readonly ToView[] {
    const facts = act(this.conversation);
    this.page.take(facts);
    const { turns, requests, usage } = this.conversation.snapshot(1000);
    assert.deepEqual(asJson(this.page.shown), asJson({ turns, requests, usage }));
    return facts;
  }

  event(type: string, data: unknown = {}, more: Partial<SessionEvent> = {}): readonly ToView[] {
    return this.does((conversation) => conversation.apply({ type, data, ...more }));
  }

  /** A message of the person that the CLI has begun to work on. */
  prompt(id: string, text: string): void {
    this.does((conversation) => conversation.promptSubmitted(id, text, []));
    this.does((conversation) => conversation.promptAccepted(id, `message-${id}`));
    this.event('user.message', { messageId: `message-${id}`, content: text, delivery: 'idle' });
    this.event('assistant.turn_start');
  }

  answer(id: string, content: string): void {
    this.event('assistant.message', { messageId: id, content });
    this.event('assistant.turn_end');
  }

  runShell(id: string, command: string): void {
    this.event('tool.execution_start', { toolCallId: id, toolName: 'bash', arguments: { command } });
  }

  ask(requestId: string, toolCallId: string): void {
    const request = { kind: 'shell', fullCommandText: 'ls', toolCallId };
    this.does((conversation) =>
      conversation.permissionAsked(askedPermission(requestId, request, { kind: 'commands' }, folder)),
    );
  }
}
