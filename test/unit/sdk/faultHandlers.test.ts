import assert from 'node:assert/strict';
import type { CopilotSession, PermissionHandler, SessionConfig, ToolResult } from '../../../src/sdk/index';
import { silentLogger } from '../../../src/sdk/util/logger';
import { type FakeSetup, makeFake } from '../../support/fakeCliClient';

describe('A program that fails', () => {
  let fake: FakeSetup;
  const errors: string[] = [];
  const logger = { ...silentLogger, error: (text: string) => errors.push(text) };

  beforeEach(() => {
    errors.length = 0;
  });

  afterEach(() => fake.end());

  async function open(config: SessionConfig = {}, switches = ''): Promise<CopilotSession> {
    fake = makeFake(switches, { logger });
    return fake.client.createSession(config);
  }

  const answer = async (session: CopilotSession, prompt: string): Promise<string> =>
    (await session.sendAndWait(prompt))?.data.content ?? '';

  const listeners: readonly (readonly [string, (event: unknown) => unknown])[] = [
    ['throws', () => assert.fail('listener')],
    ['rejects', () => Promise.reject(new Error('listener'))],
    [
      'rejects with a promise of another kind',
      () => ({ then: (_ok: unknown, no: (e: Error) => void) => no(new Error()) }),
    ],
    ['never ends', () => new Promise(() => undefined)],
  ];
  for (const [how, fails] of listeners) {
    // What a program does against the types, a library must bear.
    const listener = fails as () => void;
    it(`in a listener that ${how} disturbs no other, and it is logged`, async () => {
      const session = await open({ onEvent: listener });
      const heard: string[] = [];
      session.on(listener);
      session.on('assistant.message', listener);
      session.on(({ type }) => heard.push(type));
      assert.equal(await answer(session, 'hi'), 'You said: hi');
      assert.ok(heard.includes('session.idle'));
      assert.equal(errors.length > 0, how !== 'never ends');
    });
  }

  it('in a listener of states or of sessions disturbs nothing', async () => {
    const session = await open();
    fake.client.onState(() => assert.fail('listener'));
    fake.client.onLifecycle(() => assert.fail('listener'));
    assert.equal(await answer(session, 'hi'), 'You said: hi');
    await fake.client.stop();
    assert.equal(fake.client.getState(), 'disconnected');
    assert.ok(errors.length > 0);
  });

  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const picture: ToolResult = {
    textResultForLlm: 'a picture',
    resultType: 'success',
    binaryResultsForLlm: [{ data: 'AAE=', mimeType: 'image/png', type: 'image' }],
  };
  const results: readonly (readonly [string, unknown, RegExp])[] = [
    ['that contains itself', circular, /"resultType":"failure".*cannot be written as JSON/],
    ['with a BigInt', { big: 1n }, /"resultType":"failure".*cannot be written as JSON/],
    ['that is a BigInt', 1n, /"resultType":"failure".*cannot be written as JSON/],
    ['that is undefined', undefined, /"textResultForLlm":""/],
    ['that is a function', () => 1, /"resultType":"failure".*a function/],
    ['that is a symbol', Symbol('x'), /"resultType":"failure".*a symbol/],
    ['that is a map', new Map([['a', 1]]), /\{\\?"a\\?":1\}/],
    [
      'with telemetry that contains itself',
      telling(circular),
      /"resultType":"failure".*cannot be written as JSON/,
    ],
    [
      'whose toJSON throws',
      { toJSON: () => assert.fail('no JSON') },
      /"resultType":"failure".*cannot be written as JSON/,
    ],
    ['of bytes', Buffer.from([0, 255]), /"resultType":"success"/],
    ['with an image', picture, /"binaryResultsForLlm":\[\{"data":"AAE=","mimeType":"image\/png"/],
    ['of a megabyte', 'y'.repeat(1024 * 1024), /y{1000}/],
  ];

  function telling(toolTelemetry: Record<string, unknown>): unknown {
    return { textResultForLlm: 'x', resultType: 'success', toolTelemetry };
  }

  for (const switches of ['', 'requests'] as const) {
    for (const [what, result, expected] of results) {
      const where = switches === '' ? '' : ', asked by a request';
      it(`with a tool result ${what} gives the model an answer${where}`, async () => {
        const session = await open({ tools: [{ name: 'odd', handler: () => result }] }, switches);
        const said = await session.sendAndWait('tool odd {}', 5000);
        assert.match(said?.data.content ?? '', expected);
      });
    }
  }

  for (const [what, fail] of [
    ['throws', () => assert.fail('broken tool')],
    ['rejects', () => Promise.reject(new Error('broken tool'))],
    ['rejects without a reason', () => Promise.reject(undefined)],
  ] as const) {
    it(`in a tool that ${what} tells the model so`, async () => {
      const session = await open({ tools: [{ name: 'odd', handler: fail }] });
      assert.match(await answer(session, 'tool odd {}'), /"resultType":"failure"/);
    });
  }

  it('that lacks a tool tells the model so', async () => {
    const session = await open();
    assert.match(await answer(session, 'tool nothing {}'), /There is no tool named nothing/);
  });

  const decisions: readonly (readonly [string, PermissionHandler])[] = [
    ['throws', () => assert.fail('broken handler')],
    ['rejects', () => Promise.reject(new Error('broken handler'))],
    ['answers with a word', (() => 'yes') as unknown as PermissionHandler],
    ['answers with nothing', (() => undefined) as unknown as PermissionHandler],
  ];
  for (const [what, onPermissionRequest] of decisions) {
    it(`in a permission handler that ${what} allows nothing`, async () => {
      const session = await open({ onPermissionRequest });
      assert.equal(await answer(session, 'shell ls'), '{"kind":"user-not-available"}');
      assert.ok(errors.length > 0);
    });
  }

  it('that has no permission handler allows nothing', async () => {
    const session = await open();
    assert.equal(await answer(session, 'shell ls'), '{"kind":"user-not-available"}');
  });

  it('with parameters that are no JSON is told so, and the connection stays', async () => {
    await open();
    await assert.rejects(fake.client.request('ping', { big: 1n }), {
      code: 'invalid-argument',
      message: /^The parameters of ping/,
    });
    await assert.rejects(fake.client.request('ping', circular), { code: 'invalid-argument' });
    assert.equal((await fake.client.ping('x')).message, 'pong: x');
  });

  it('with a decision that cannot be written as JSON allows nothing, and the CLI goes on', async () => {
    const odd = (() => ({ kind: 'approved', rules: 1n })) as unknown as PermissionHandler;
    const session = await open({ onPermissionRequest: odd });
    assert.equal(await answer(session, 'shell ls'), '{"kind":"user-not-available"}');
    assert.match(errors.join('\n'), /cannot be written as JSON/);
  });

  it('with a form that cannot be written as JSON cancels it', async () => {
    const session = await open({
      onElicitationRequest: () => ({ action: 'accept', content: { age: 1n as unknown as number } }),
    });
    assert.equal(await answer(session, 'form Age?'), '{"action":"cancel"}');
  });

  it('with an answer or a plan that cannot be written as JSON tells the CLI so', async () => {
    const session = await open({
      onUserInputRequest: () => ({ answer: 1n as unknown as string, wasFreeform: true }),
      onExitPlanMode: () => ({ approved: true, feedback: 1n as unknown as string }),
    });
    assert.match(await answer(session, 'ask Why?'), /cannot be written as JSON/);
    await assert.doesNotReject(session.sendAndWait('plan', 5000));
  });

  it('in its logger and its onMessage disturbs nothing', async () => {
    const fails = (): never => assert.fail('The program failed.');
    const broken = { trace: fails, debug: fails, info: fails, warn: fails, error: fails };
    fake = makeFake('', { logger: broken, onMessage: fails });
    const session = await fake.client.createSession({ onEvent: fails });
    assert.equal(await answer(session, 'hi'), 'You said: hi');
    const tool = { name: 'odd', handler: fails };
    const other = await fake.client.createSession({ tools: [tool] });
    assert.match(await answer(other, 'tool odd {}'), /The tool odd failed/);
    await fake.client.stop();
    assert.equal(fake.client.getState(), 'disconnected');
  });
});
