import assert from 'node:assert/strict';
import * as z from 'zod';
import * as mini from 'zod/mini';
import { SessionCallbacks } from '../../../../src/sdk/sessions/callbacks';
import { HandlerClock } from '../../../../src/sdk/util/handlerClock';
import { defineTool, type SessionConfig, type ToolParameters } from '../../../../src/sdk/index';
import { silentLogger } from '../../../../src/sdk/util/logger';
import { messageParams, sessionParams } from '../../../../src/sdk/options/options';
import { camelKeys } from '../../../../src/sdk/options/spelling';
import { callTool, toToolResult } from '../../../../src/sdk/options/tools';
import { waitFor } from '../../../../src/sdk/util/waiting';

describe('What is written as in the guide', () => {
  it('is read as ours, but only the names of options', () => {
    const env = { MY_NAME: 'x', my_name: 'y' };
    assert.deepEqual(camelKeys({ cli_path: 'a', env }), { cliPath: 'a', env });
    assert.deepEqual(camelKeys({ cli_path: 'a', cliPath: 'b' }), { cliPath: 'b' });
    const same = { cliPath: 'a' };
    assert.equal(camelKeys(same), same);
  });

  it('goes out in the form of the wire', () => {
    const provider = { type: 'openai', base_url: 'http://x', api_key: 'k' } as const;
    assert.deepEqual(sessionParams('s', { provider }).provider, {
      type: 'openai',
      baseUrl: 'http://x',
      apiKey: 'k',
    });
    const attachments = [{ type: 'file', path: '/a', display_name: 'A' }] as const;
    assert.deepEqual(messageParams({ prompt: 'x', attachments }).attachments, [
      { type: 'file', path: '/a', displayName: 'A' },
    ]);
  });

  it('is a tool’s result in either spelling', () => {
    const expected = { textResultForLlm: 't', resultType: 'failure', error: 'e', toolTelemetry: { a: 1 } };
    assert.deepEqual(
      toToolResult({
        text_result_for_llm: 't',
        result_type: 'failure',
        error: 'e',
        tool_telemetry: { a: 1 },
      }),
      expected,
    );
    assert.deepEqual(toToolResult(expected), expected);
    const unknown = { text_result_for_llm: 't', result_type: 'splendid' };
    assert.equal(toToolResult(unknown).textResultForLlm, JSON.stringify(unknown), 'no result that we know');
  });
});

describe('The schema of a tool', () => {
  const call = { sessionId: 's', toolCallId: 'c', toolName: 't', signal: new AbortController().signal };

  // guide: official.zod-shape
  it('may come from another copy of zod: it is known by its shape', async () => {
    const theirs = {
      safeParseAsync: (value: unknown) =>
        Promise.resolve(
          value === 'good'
            ? { success: true as const, data: 42 }
            : { success: false as const, error: { issues: [{ code: 'custom', message: 'bad', path: [] }] } },
        ),
      toJSONSchema: () => ({ type: 'object', properties: { theirs: {} } }),
    };
    const tool = defineTool('t', { parameters: theirs, handler: (value) => value + 1 });
    const [declared] = sessionParams('s', { tools: [tool] }).tools as { parameters: unknown }[];
    assert.deepEqual(declared?.parameters, { type: 'object', properties: { theirs: {} } });
    assert.equal((await callTool(tool, { ...call, arguments: 'good' })).textResultForLlm, '43');
    assert.match(
      (await callTool(tool, { ...call, arguments: 'x' })).textResultForLlm,
      /Invalid arguments.*bad/s,
    );
    const old = { safeParseAsync: theirs.safeParseAsync };
    // The smaller edition has no conversion of its own either; it must not pass for a JSON schema.
    const small: unknown = mini.object({ a: mini.string() });
    for (const parameters of [old, small as ToolParameters]) {
      const tools = [defineTool('t', { parameters, handler: () => 1 })];
      assert.throws(() => sessionParams('s', { tools }), { code: 'invalid-argument', message: /zod 4\.2/ });
    }
  });

  it('gives the handler’s arguments their types', () => {
    defineTool('json', {
      parameters: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          many: { type: 'array', items: { type: 'integer' } },
          one: { enum: ['a', 'b'] },
        },
        required: ['id', 'one'],
      },
      handler: ({ id, many, one }) => {
        const typed: readonly [string, readonly number[] | undefined, 'a' | 'b'] = [id, many, one];
        // @ts-expect-error A text is no number.
        const wrong: number = id;
        return [typed, wrong];
      },
    });
    defineTool('zod', {
      parameters: z.object({ n: z.number().default(1) }),
      handler: ({ n }) => n.toFixed(),
    });
  });
});

describe('What the CLI lets the program decide', () => {
  const callbacks = (config: SessionConfig): SessionCallbacks =>
    new SessionCallbacks('s', config, silentLogger, new HandlerClock({}, () => undefined));
  const broken = (): never => {
    throw new Error('broken');
  };

  // guide: official.auto-mode
  it('is the change to the automatic model, by default and after a failure not', async () => {
    const ask = (config: SessionConfig): Promise<unknown> =>
      callbacks(config).onAutoModeSwitch({ errorCode: 'x' });
    const yes: SessionConfig = {
      onAutoModeSwitchRequest: ({ errorCode }) => (errorCode === 'x' ? 'yes_always' : 'no'),
    };
    assert.deepEqual(await ask(yes), { response: 'yes_always' });
    assert.deepEqual(await ask({}), { response: 'no' });
    assert.deepEqual(await ask({ onAutoModeSwitchRequest: broken }), { response: 'no' });
  });

  it('is what a hook gives back; one that fails or is not there changes nothing', async () => {
    const input = { toolName: 'bash', timestamp: 5, cwd: '/w' };
    const seen: unknown[] = [];
    const { onHook } = {
      onHook: (hooks: SessionConfig['hooks'], hookType: string) =>
        callbacks({ hooks }).onHook({ hookType, input }),
    };
    const deny = { permissionDecision: 'deny' } as const;
    const onPreToolUse = (given: unknown): typeof deny => (seen.push(given), deny);
    assert.deepEqual(await onHook({ onPreToolUse }, 'preToolUse'), { output: deny });
    assert.deepEqual(seen, [{ toolName: 'bash', timestamp: new Date(5), workingDirectory: '/w' }]);
    assert.deepEqual(await onHook({ onPreToolUse: broken }, 'preToolUse'), {});
    assert.deepEqual(await onHook({ onPreToolUse }, 'constructor'), {});
    assert.deepEqual(await onHook(undefined, 'preToolUse'), {});
  });

  it('is a section of the system message; a transform that fails leaves it as it is', async () => {
    const sections = { tone: { action: (text: string) => `${text}!` }, safety: { action: broken } };
    const config: SessionConfig = { systemMessage: { mode: 'customize', sections } };
    const asked = { tone: { content: 'a' }, safety: { content: 'b' }, identity: { content: 'c' } };
    assert.deepEqual(await callbacks(config).onTransform({ sections: asked }), {
      sections: { ...asked, tone: { content: 'a!' } },
    });
    assert.deepEqual(sessionParams('s', config).systemMessage, {
      mode: 'customize',
      sections: {
        tone: { action: 'transform', content: undefined },
        safety: { action: 'transform', content: undefined },
      },
      content: undefined,
    });
  });

  it('is a token of the provider that is asked for; the function itself stays here', async () => {
    const config: SessionConfig = {
      provider: { baseUrl: 'http://x', bearerTokenProvider: () => 'one' },
      providers: [
        { name: 'den', baseUrl: 'http://y', bearerTokenProvider: ({ sessionId }) => `two ${sessionId}` },
      ],
    };
    const { onToken } = { onToken: (providerName: string) => callbacks(config).onToken({ providerName }) };
    assert.deepEqual(await onToken('default'), { token: 'one' });
    assert.deepEqual(await onToken('den'), { token: 'two s' });
    await assert.rejects(onToken('other'), { code: 'not-supported' });
    const sent = sessionParams('s', config);
    assert.deepEqual(sent.provider, { baseUrl: 'http://x', hasBearerTokenProvider: true });
    assert.deepEqual(sent.providers, [{ name: 'den', baseUrl: 'http://y', hasBearerTokenProvider: true }]);
  });
});

describe('A wait', () => {
  const never = (): Promise<never> => new Promise(() => undefined);

  it('ends with its limit or its signal, and does not begin when that has fired', async () => {
    await assert.rejects(waitFor(never, { timeoutMs: 5 }, 'x'), { code: 'timeout' });
    const stop = new AbortController();
    const waiting = assert.rejects(waitFor(never, { signal: stop.signal }, 'x'), { code: 'aborted' });
    stop.abort(new Error('mine'));
    await waiting;
    let began = false;
    const begin = async (): Promise<void> => Promise.resolve(void (began = true));
    await assert.rejects(waitFor(begin, { signal: stop.signal }, 'x'), { code: 'aborted' });
    assert.equal(began, false);
    assert.equal(await waitFor(() => Promise.resolve(1), { timeoutMs: 5 }, 'x'), 1);
  });
});
