import assert from 'node:assert/strict';
import * as z from 'zod';
import { CopilotClient, type Tool } from '../../../../src/sdk/index';
import { messageParams, sessionParams } from '../../../../src/sdk/options/options';
import { connectSocket } from '../../../../src/sdk/process/socket';

describe('An option of the wrong kind', () => {
  const client: readonly (readonly [string, unknown])[] = [
    ['cliPath', null],
    ['cliArgs', '--verbose'],
    ['cliArgs', [1]],
    ['cliUrl', ''],
    ['cliUrl', '  '],
    ['cliUrl', 8080],
    ['port', '8080'],
    ['port', -1],
    ['useStdio', 'no'],
    ['requestTimeoutMs', NaN],
    ['requestTimeoutMs', -1],
    ['turnQuietMs', '10'],
    ['restartDelaysMs', [10, NaN]],
    ['heartbeat', true],
    ['heartbeat', { quietMs: NaN }],
    ['handlerLimits', { workMs: 'long' }],
    ['inheritEnv', 'some'],
    ['env', 'PATH=/bin'],
    ['logger', null],
    ['onMessage', {}],
  ];
  for (const [name, value] of client) {
    it(`is refused with its name, for a client: ${name} as ${JSON.stringify(value)}`, () => {
      assert.throws(() => new CopilotClient({ [name]: value }), {
        code: 'invalid-argument',
        message: new RegExp(`^${name} `),
      });
    });
  }

  const session: readonly (readonly [string, unknown])[] = [
    ['systemMessage', 'Be short.'],
    ['tools', { name: 'x' }],
    ['tools', [null]],
    ['availableTools', 'bash'],
    ['availableTools', null],
    ['model', 7],
    ['streaming', 'yes'],
    ['hooks', []],
    ['provider', 'ollama'],
    ['onPermissionRequest', true],
    ['mcpServers', 'server'],
    ['skillDirectories', new Set(['a'])],
  ];
  for (const [name, value] of session) {
    it(`is refused with its name, for a session: ${name} as ${JSON.stringify(value)}`, () => {
      assert.throws(() => sessionParams('s', { [name]: value }), {
        code: 'invalid-argument',
        message: new RegExp(`^${name} `),
      });
    });
  }

  for (const [kind, parameters] of [
    ['date', z.object({ at: z.date() })],
    ['bigint', z.object({ at: z.bigint() })],
    ['set', z.object({ at: z.set(z.string()) })],
    ['map', z.object({ at: z.map(z.string(), z.string()) })],
  ] as const) {
    it(`is refused with its name, in the schema of a tool: ${kind}`, () => {
      const tool = { name: 'when', parameters, handler: () => '' } as unknown as Tool;
      assert.throws(() => sessionParams('s', { tools: [tool] }), {
        code: 'invalid-argument',
        message: /^parameters of the tool when /,
      });
    });
  }

  it('is refused with its name, for a tool and for a message', () => {
    const tool = { name: 'x', handler: 'work' } as unknown as Tool;
    assert.throws(() => sessionParams('s', { tools: [tool] }), { message: /^handler must be a function/ });
    const message = { prompt: 'hi', attachments: 'a.ts' } as unknown as { prompt: string };
    assert.throws(() => messageParams(message), {
      message: /^attachments must be a list of objects, not a text/,
    });
  });

  it('and an address that would be spoken to in the clear is refused', async () => {
    await assert.rejects(connectSocket('https://127.0.0.1:1'), {
      code: 'invalid-argument',
      message: /https:/,
    });
  });

  it('is none where it is left out or undefined', () => {
    assert.doesNotThrow(
      () => new CopilotClient({ cliUrl: undefined, heartbeat: false, turnQuietMs: Infinity }),
    );
    assert.doesNotThrow(() => sessionParams('s', { model: undefined, mcpServers: [] }));
  });
});
