import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as z from 'zod';
import { callTool, say } from '../../src/demo/replies';
import { approveAll, defineTool, type SessionEvent, type ToolInvocation } from '../../src/sdk/index';
import { nextEvent } from '../support/fakeCliClient';
import { answer, type RealCli, report, startRealCli } from '../support/realCli';

const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

describe('The guide on the real CLI: tools', function () {
  this.timeout(60_000);
  let cli: RealCli;

  before(async () => {
    cli = await startRealCli();
  });

  after(() => cli.end());

  // guide: tool.define, tool.json-schema, tool.async-handler, tool.json-result, tool.flow, config.tools
  it('calls a tool with a JSON schema, whose value reaches the model as JSON', async () => {
    const fetchIssue = async (id: string): Promise<object> => Promise.resolve({ id, status: 'open' });
    const lookUp = defineTool({
      name: 'lookup_issue',
      description: 'Fetch issue details from tracker',
      parameters: {
        type: 'object',
        properties: { id: { type: 'string', description: 'Issue ID' } },
        required: ['id'],
      },
      handler: ({ id }) => fetchIssue(id),
    });
    const session = await cli.open([callTool('lookup_issue', { id: '7' }), report], { tools: [lookUp] });
    assert.equal(await answer(session, 'look'), 'Result: {"id":"7","status":"open"}');
    assert.ok(cli.asked().tools.includes('lookup_issue'));
    assert.equal(cli.sent('session.tools.handlePendingToolCall').length, 1);
  });

  // guide: tool.schema-library, tool.schema-defaults
  it('checks the arguments with zod, and fills in what has a default', async () => {
    const weather = defineTool('get_weather', {
      parameters: z.object({
        location: z.string().describe('City name'),
        units: z.string().default('fahrenheit').describe('Temperature units'),
      }),
      handler: ({ location, units }) => ({ location, temperature: 72, units }),
    });
    const session = await cli.open(
      [
        callTool('get_weather', { location: 'Rome' }),
        report,
        callTool('get_weather', { location: 1 }),
        report,
      ],
      { tools: [weather] },
    );
    assert.equal(
      await answer(session, 'warm?'),
      'Result: {"location":"Rome","temperature":72,"units":"fahrenheit"}',
    );
    assert.match((await answer(session, 'warm?')) ?? '', /Invalid arguments for get_weather/);
    const [declared] = cli.sent('session.create').at(-1)?.tools as { parameters: { required: string[] } }[];
    assert.deepEqual(declared?.parameters.required, ['location']);
  });

  // guide: official.zod-shape
  it('takes a schema of another copy of zod', async () => {
    const theirs = anotherZod();
    assert.notEqual(theirs.ZodObject, z.ZodObject);
    const add = defineTool('add', {
      parameters: theirs.object({ a: theirs.number(), b: theirs.number().default(2) }),
      handler: ({ a, b }) => a + b,
    });
    const session = await cli.open([callTool('add', { a: 1 }), report, callTool('add', { a: 'x' }), report], {
      tools: [add],
    });
    assert.equal(await answer(session, 'add'), 'Result: 3');
    assert.match((await answer(session, 'add')) ?? '', /Invalid arguments for add/);
  });

  // guide: tool.result-object, tool.result-text, tool.result-success, tool.result-failure, tool.result-error
  // guide: tool.result-telemetry
  it('takes a whole result, in our spelling and in the guide’s', async () => {
    const tool_telemetry = { properties: { from: 'guide' } };
    const tools = [
      defineTool('good', {
        handler: () => ({ text_result_for_llm: 'fine', result_type: 'success', tool_telemetry }),
      }),
      defineTool('bad', {
        handler: () => ({ text_result_for_llm: 'sorry', result_type: 'failure', error: 'broken' }),
      }),
      defineTool('ours', { handler: () => ({ textResultForLlm: 'same', resultType: 'success' }) }),
    ];
    const script = [callTool('good'), report, callTool('bad'), report, callTool('ours'), report];
    const session = await cli.open(script, { tools });
    const done: SessionEvent[] = [];
    session.on('tool.executionComplete', (event) => done.push(event));
    assert.equal(await answer(session, 'good'), 'Result: fine');
    assert.match((await answer(session, 'bad')) ?? '', /sorry/);
    assert.equal(await answer(session, 'ours'), 'Result: same');
    assert.deepEqual(
      done.map(({ data }) => data.success),
      [true, false, true],
    );
    assert.equal((done[1]?.data.error as { message: string }).message, 'broken');
    const [sent] = cli.sent('session.tools.handlePendingToolCall').slice(-3);
    assert.deepEqual((sent?.result as { toolTelemetry: unknown }).toolTelemetry, tool_telemetry);
  });

  // guide: wire.binary-result
  it('takes an image that a tool gives as part of its result', async () => {
    const data = onePixel;
    const camera = defineTool('camera', {
      handler: () => ({
        textResultForLlm: 'a picture',
        resultType: 'success',
        binaryResultsForLlm: [{ data, mimeType: 'image/png', type: 'image' }],
      }),
    });
    const session = await cli.open([callTool('camera'), say('Seen')], { tools: [camera] });
    const done = nextEvent(session, 'tool.execution_complete');
    assert.equal(await answer(session, 'look'), 'Seen');
    const result = (await done).data.result as { readonly binaryResultsForLlm?: unknown };
    assert.deepEqual(result.binaryResultsForLlm, [{ data, mimeType: 'image/png', type: 'image' }]);
  });

  // guide: invocation.session-id, invocation.tool-call-id, invocation.tool-name, invocation.arguments
  it('tells the handler of the call beside its arguments', async () => {
    const calls: (readonly [unknown, ToolInvocation])[] = [];
    const note = defineTool('note', {
      parameters: { type: 'object', properties: { text: { type: 'string' } } },
      handler: (args, invocation) => void calls.push([args, invocation]),
    });
    const session = await cli.open([callTool('note', { text: 'x' }), say('Noted')], { tools: [note] });
    const start = nextEvent(session, 'tool.execution_start');
    await answer(session, 'note it');
    const [args, invocation] = calls[0] ?? assert.fail('not called');
    assert.deepEqual(args, { text: 'x' });
    assert.equal(invocation.arguments, args);
    assert.equal(invocation.sessionId, session.sessionId);
    assert.equal(invocation.toolName, 'note');
    assert.equal(invocation.toolCallId, (await start).data.toolCallId);
  });

  // guide: pattern.dataclass-tool
  it('takes an object of a class as a tool’s value', async () => {
    class UserInfo {
      constructor(
        readonly id: string,
        readonly name = 'John Doe',
      ) {}
    }
    const getUser = defineTool('get_user', {
      parameters: z.object({ user_id: z.string() }),
      handler: ({ user_id }) => new UserInfo(user_id),
    });
    const session = await cli.open([callTool('get_user', { user_id: '1' }), report], { tools: [getUser] });
    assert.equal(await answer(session, 'who'), 'Result: {"id":"1","name":"John Doe"}');
  });

  // guide: config.available-tools, config.excluded-tools
  it('offers the model the tools that are allowed and not excluded', async () => {
    const session = await cli.open([say('1')], {
      availableTools: ['view', 'grep'],
      excludedTools: ['grep'],
    });
    await answer(session, 'hi');
    assert.deepEqual(cli.asked().tools, ['view']);
  });

  // guide: config.on-permission-request, permission.approve-all
  it('asks for permission before a command, and runs it when all is approved', async () => {
    const kinds: string[] = [];
    const session = await cli.open(
      [callTool('bash', { command: 'echo hello', description: 'Says' }), report],
      {
        onPermissionRequest: (request, context) => {
          kinds.push(request.kind);
          return approveAll(request, context);
        },
      },
    );
    assert.match((await answer(session, 'say')) ?? '', /hello/);
    assert.deepEqual(kinds, ['shell']);
  });

  // guide: pattern.decorator
  it('lets a function be made a tool by another function', async () => {
    const copilotTool =
      (name: string, parameters: { readonly properties: Readonly<Record<string, unknown>> }) =>
      (work: (args: Readonly<Record<string, unknown>>) => unknown) =>
        defineTool(name, {
          parameters: { type: 'object', ...parameters },
          handler: (args) => work(args as Readonly<Record<string, unknown>>),
        });
    const calculate = copilotTool('calculate', { properties: { expression: { type: 'string' } } })(
      ({ expression }) =>
        String(expression)
          .split('+')
          .map(Number)
          .reduce((sum, n) => sum + n),
    );
    const session = await cli.open([callTool('calculate', { expression: '20+22' }), report], {
      tools: [calculate],
    });
    assert.equal(await answer(session, 'sum'), 'Result: 42');
  });
});

/** Loaded once more, as a program that has its own would. */
function anotherZod(): typeof z {
  const load = createRequire(path.resolve('package.json'));
  const files = Object.keys(load.cache).filter((file) => /[\\/]node_modules[\\/]zod[\\/]/.test(file));
  for (const file of files) Reflect.deleteProperty(load.cache, file);
  return load('zod') as typeof z;
}
