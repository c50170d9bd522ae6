import assert from 'node:assert/strict';
import { HandlerClock } from '../../../src/sdk/util/handlerClock';
import { type CopilotSession, defineTool, type SessionConfig } from '../../../src/sdk/index';
import { type FakeSetup, makeFake, nextEvent } from '../../support/fakeCliClient';

const never = (): Promise<never> => new Promise(() => undefined);

describe('A handler that never ends', () => {
  let fake: FakeSetup;

  afterEach(() => fake.end());

  async function open(config: SessionConfig, switches = ''): Promise<CopilotSession> {
    fake = makeFake(switches, { handlerLimits: { workMs: 60, personMs: 60 } });
    return fake.client.createSession(config);
  }

  async function warned(session: CopilotSession, prompt: string): Promise<readonly [unknown, string]> {
    const warning = nextEvent(session, 'session.warning');
    const answer = (await session.sendAndWait(prompt))?.data.content ?? '';
    const { warningType, message } = (await warning).data;
    assert.equal(warningType, 'handler_timeout');
    return [message, answer];
  }

  it('as a tool is answered with a failure, its signal fires, and a warning names it', async () => {
    let reason: unknown;
    const tool = defineTool('stuck', {
      handler: (_args, { signal }) => {
        signal.addEventListener('abort', () => (reason = signal.reason));
        return never();
      },
    });
    const session = await open({ tools: [tool] });
    const [message, answer] = await warned(session, 'tool stuck');
    assert.equal(message, 'The tool stuck did not end within 0.06 s.');
    assert.match(answer, /The tool stuck did not end/);
    assert.ok(reason instanceof Error && reason.message === message);
    const { result } = fake.received('session.tools.handlePendingToolCall')[0] ?? {};
    assert.equal((result as { resultType: string }).resultType, 'failure');
  });

  it('of a permission denies, and a warning names it', async () => {
    const session = await open({ onPermissionRequest: never });
    const [message] = await warned(session, 'shell ls');
    assert.equal(message, 'The permission handler did not end within 0.06 s.');
    const { result } = fake.received('session.permissions.handlePendingPermissionRequest')[0] ?? {};
    assert.deepEqual(result, { kind: 'user-not-available' });
  });

  it('of a question refuses it, and a warning names it', async () => {
    const session = await open({ onUserInputRequest: never });
    const [message] = await warned(session, 'ask Which?');
    assert.equal(message, 'The handler of questions did not end within 0.06 s.');
  });
});

describe('The clock of handlers', () => {
  const late: string[] = [];
  const clock = (limits: { workMs?: number; personMs?: number }): HandlerClock =>
    new HandlerClock(limits, ({ message }) => late.push(message));

  beforeEach(() => (late.length = 0));

  it('gives back what the handler gives, and what it throws', async () => {
    const fast = clock({ workMs: 1000 });
    assert.equal(await fast.run('workMs', 'It', () => 5), 5);
    await assert.rejects(
      fast.run('workMs', 'It', () => assert.fail('at once')),
      /at once/,
    );
    await assert.rejects(
      fast.run('workMs', 'It', () => Promise.reject(new Error('later'))),
      /later/,
    );
    assert.deepEqual(late, []);
  });

  it('stands still with 0, and when the request is answered elsewhere', async () => {
    const slow = (): Promise<string> => new Promise((resolve) => setTimeout(() => resolve('done'), 60));
    assert.equal(await clock({ workMs: 0 }).run('workMs', 'It', slow), 'done');
    const controller = new AbortController();
    const run = clock({ personMs: 20 }).run('personMs', 'It', slow, controller);
    controller.abort();
    assert.equal(await run, 'done');
    assert.deepEqual(late, []);
  });

  it('bears a limit that no timer can hold', async () => {
    const run = clock({ workMs: Number.MAX_SAFE_INTEGER }).run('workMs', 'It', async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return 1;
    });
    assert.equal(await run, 1);
    assert.deepEqual(late, []);
  });
});
