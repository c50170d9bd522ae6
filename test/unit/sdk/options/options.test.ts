import assert from 'node:assert/strict';
import { CopilotError, type SessionConfig } from '../../../../src/sdk/index';
import { messageParams, sessionParams } from '../../../../src/sdk/options/options';

/** As it goes over the wire: without what is undefined. */
const wire = (config: SessionConfig): Record<string, unknown> =>
  JSON.parse(JSON.stringify(sessionParams('s1', config))) as Record<string, unknown>;

const refuses = (act: () => unknown, message: RegExp): void =>
  assert.throws(act, (error: unknown) => {
    assert.ok(error instanceof CopilotError);
    assert.equal(error.code, 'invalid-argument');
    assert.match(error.message, message);
    return true;
  });

describe('The configuration of a session on the wire', () => {
  it('asks for nothing that nobody would answer', () => {
    assert.deepEqual(wire({}), {
      sessionId: 's1',
      toolFilterPrecedence: 'excluded',
      streaming: false,
      includeSubAgentStreamingEvents: true,
      requestPermission: false,
      requestUserInput: false,
      requestElicitation: false,
      requestExitPlanMode: false,
      requestAutoModeSwitch: false,
      hooks: false,
      envValueMode: 'direct',
    });
  });

  it('asks for what there is a handler for', () => {
    const sent = wire({
      onPermissionRequest: () => ({ kind: 'approve-once' }),
      onUserInputRequest: () => ({ answer: '', wasFreeform: true }),
      onElicitationRequest: () => ({ action: 'cancel' }),
      onExitPlanMode: () => ({ approved: true }),
      onAutoModeSwitchRequest: () => 'no',
      hooks: {},
    });
    const asked = [
      sent.requestPermission,
      sent.requestUserInput,
      sent.requestElicitation,
      sent.requestExitPlanMode,
      sent.requestAutoModeSwitch,
      sent.hooks,
    ];
    assert.deepEqual(asked, [true, true, true, true, true, true]);
  });

  it('carries every plain field under its name', () => {
    const plain = {
      model: 'm',
      reasoningEffort: 'high',
      modelCapabilities: { supports: { vision: true } },
      clientName: 'flight',
      availableTools: [],
      excludedTools: ['bash', 'mcp:*'],
      provider: { type: 'openai', baseUrl: 'http://x/v1', apiKey: 'k', headers: { a: 'b' }, wireModel: 'w' },
      streaming: true,
      workingDirectory: '/w',
      additionalDirectories: ['/x'],
      configDir: '/c',
      skillDirectories: ['/s'],
      disabledSkills: ['d'],
      infiniteSessions: { enabled: true, backgroundCompactionThreshold: 0.8 },
      enableFileChangeTracking: true,
    } as const;
    const sent = wire(plain);
    for (const [name, value] of Object.entries(plain)) assert.deepEqual(sent[name], value, name);
  });

  it('carries the sandbox, and takes none away that is given as a further field', () => {
    const sandbox = { enabled: true };
    assert.deepEqual(wire({ sandbox }).sandboxConfig, sandbox);
    assert.deepEqual(wire({ extraParams: { sandboxConfig: sandbox } }).sandboxConfig, sandbox);
  });

  it('appends to the system message unless told to replace it', () => {
    assert.deepEqual(wire({ systemMessage: { content: 'a' } }).systemMessage, {
      mode: 'append',
      content: 'a',
    });
    assert.deepEqual(wire({ systemMessage: { mode: 'replace', content: 'a' } }).systemMessage, {
      mode: 'replace',
      content: 'a',
    });
  });

  it('takes MCP servers as a map or as a list', () => {
    const local = { command: 'node', workingDirectory: '/w', env: { A: '1' } };
    const remote = { type: 'http', url: 'http://x', tools: ['t'] } as const;
    const expected = {
      a: { type: 'local', command: 'node', args: [], cwd: '/w', env: { A: '1' }, tools: ['*'] },
      b: { type: 'http', url: 'http://x', tools: ['t'] },
    };
    assert.deepEqual(wire({ mcpServers: { a: local, b: remote } }).mcpServers, expected);
    assert.deepEqual(
      wire({
        mcpServers: [
          { name: 'a', ...local },
          { name: 'b', ...remote },
        ],
      }).mcpServers,
      expected,
    );
  });

  it('maps the MCP servers of an agent as well', () => {
    const agents = wire({
      customAgents: [{ name: 'r', prompt: 'p', tools: null, mcpServers: { a: { command: 'x' } } }],
    }).customAgents;
    const server = { type: 'local', command: 'x', args: [], tools: ['*'] };
    assert.deepEqual(agents, [{ name: 'r', prompt: 'p', tools: null, mcpServers: { a: server } }]);
  });

  it('refuses what the CLI would take and then misunderstand', () => {
    refuses(() => sessionParams('s', { availableTools: ['*'] }), /builtin:\*/);
    refuses(() => sessionParams('s', { excludedTools: ['*'] }), /builtin:\*/);
    refuses(() => sessionParams('s', { provider: { baseUrl: '' } }), /baseUrl/);
  });
});

describe('A message on the wire', () => {
  it('is a text, or a text with attachments and a mode', () => {
    assert.equal(messageParams('hi').prompt, 'hi');
    const attachments = [{ type: 'file', path: '/a' }] as const;
    assert.deepEqual(messageParams({ prompt: '', attachments, mode: 'immediate' }), {
      prompt: '',
      displayPrompt: undefined,
      attachments,
      mode: 'immediate',
      requestHeaders: undefined,
    });
  });

  it('is refused when it says nothing or is of no known form', () => {
    refuses(() => messageParams('  '), /empty/);
    refuses(() => messageParams({} as never), /prompt/);
    refuses(() => messageParams({ prompt: 'x', mode: 'later' as never }), /later/);
  });
});
