import assert from 'node:assert/strict';
import * as z from 'zod';
import { CopilotError, defineTool, type Tool, ToolError } from '../../../../src/sdk/index';
import { callTool, toolDeclaration, toolDeclarations, toToolResult } from '../../../../src/sdk/options/tools';

const call = (tool: Tool, args: unknown): ReturnType<typeof callTool> =>
  callTool(tool, {
    sessionId: 's',
    toolCallId: 'c',
    toolName: tool.name,
    arguments: args,
    signal: new AbortController().signal,
  });

describe('Tools of the program', () => {
  const weather = defineTool('weather', {
    description: 'Tells the weather',
    parameters: z.object({ city: z.string(), days: z.number().default(1) }),
    handler: ({ city, days }) => `${city}, ${days}`,
  });

  it('are declared with a JSON schema made from zod', () => {
    const { parameters, ...rest } = toolDeclaration(weather);
    assert.deepEqual(rest, {
      name: 'weather',
      description: 'Tells the weather',
      overridesBuiltInTool: undefined,
      skipPermission: undefined,
    });
    const schema = parameters as Record<string, unknown>;
    assert.equal(schema.type, 'object');
    assert.deepEqual(schema.required, ['city']);
  });

  it('always have an object at the top of their schema, or the CLI would drop them', () => {
    const schemaOf = (parameters?: Record<string, unknown>): unknown =>
      toolDeclaration(defineTool('t', { parameters, handler: () => '' })).parameters;
    assert.deepEqual(schemaOf(), { type: 'object', properties: {} });
    assert.deepEqual(schemaOf({ type: 'object' }), { type: 'object', properties: {} });
    assert.deepEqual(schemaOf({ properties: { a: {} } }), { type: 'object', properties: { a: {} } });
    assert.throws(() => schemaOf({ type: 'string' }), /parameters of the tool t must be an object/);
  });

  it('are refused with a bad name or the same name twice', () => {
    const named = (name: string): Tool => defineTool(name, { handler: () => '' });
    assert.throws(() => toolDeclaration(named('bad name')), CopilotError);
    assert.throws(() => toolDeclarations([named('a'), named('b'), named('a')]), /two tools named a/);
  });

  it('get arguments that were checked and completed', async () => {
    assert.deepEqual(await call(weather, { city: 'Oslo' }), {
      textResultForLlm: 'Oslo, 1',
      resultType: 'success',
    });
  });

  it('tell the model what is wrong with its arguments', async () => {
    const result = await call(weather, { city: 5 });
    assert.equal(result.resultType, 'failure');
    assert.match(result.textResultForLlm, /Invalid arguments for weather[^]*city/);
    const nested = defineTool('nested', {
      parameters: z.object({ cities: z.array(z.object({ name: z.string() })) }),
      handler: () => '',
    });
    const { textResultForLlm } = await call(nested, { cities: [{ name: 1 }] });
    assert.match(textResultForLlm, /^Invalid arguments for nested: ✖ .*string.*\n {2}→ at cities\.0\.name$/);
  });

  it('tell the model why they failed only if they mean to', async () => {
    const failing = (error: Error) => defineTool('broken', { handler: () => Promise.reject(error) });
    const said = (text: string) => ({ textResultForLlm: text, resultType: 'failure', error: text });
    assert.deepEqual(await call(failing(new ToolError('The disk is full.')), {}), said('The disk is full.'));
    const secret = new Error('EACCES /home/ada/.ssh/id_rsa, key sk-1234');
    assert.deepEqual(await call(failing(secret), {}), said('The tool broken failed.'));
  });

  it('may answer with text, data, nothing, or a whole result', () => {
    const text = (value: unknown): string => toToolResult(value).textResultForLlm;
    assert.equal(text('plain'), 'plain');
    assert.equal(text({ a: [1, null] }), '{"a":[1,null]}');
    assert.equal(text(undefined), '');
    assert.equal(text(null), '');
    assert.equal(
      text({ textResultForLlm: 'x', resultType: 'odd' }),
      '{"textResultForLlm":"x","resultType":"odd"}',
    );
    const whole = { textResultForLlm: 'no', resultType: 'denied', sessionLog: 'log' } as const;
    assert.equal(toToolResult(whole), whole);
  });

  it('tell what is in a map or a set', () => {
    const value = { scores: new Map([['Ada', new Set([1, 2])]]) };
    assert.equal(toToolResult(value).textResultForLlm, '{"scores":{"Ada":[1,2]}}');
    assert.equal(toToolResult(new Map([['a', 1]])).textResultForLlm, '{"a":1}');
  });

  it('answer with a failure when their value cannot be written as JSON', async () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    for (const [value, said] of [
      [loop, /cannot be written as JSON/],
      [() => 1, /^The tool gave back a function/],
      [Symbol('x'), /^The tool gave back a symbol/],
    ] as const) {
      const result = await call(defineTool('odd', { handler: () => value }), {});
      assert.equal(result.resultType, 'failure');
      assert.match(result.textResultForLlm, said);
    }
  });

  it('say so when they fail without a reason', async () => {
    const silent = defineTool('silent', { handler: () => Promise.reject(undefined) });
    assert.equal((await call(silent, {})).textResultForLlm, 'The tool silent failed.');
  });
});
