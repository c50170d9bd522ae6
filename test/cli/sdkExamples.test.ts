import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { text } from 'node:stream/consumers';
import { startModelServer } from '../../src/demo/modelServer';
import { say } from '../../src/demo/replies';
import { quickCliPath } from '../support/quickCli';

/** The last line of each, and what is typed into it. */
const expected: Readonly<Record<string, { readonly last: RegExp; readonly typed?: string }>> = {
  chat: { last: /^Done: 2 answers\.$/, typed: 'What is 2 + 2?\nAnd 3 + 3?\n\n' },
  tool: { last: /^Done: There are 12 left\.$/ },
  parallel: { last: /^Done: 3 sessions answered\.$/ },
  ownKey: { last: /^Done: Good morning!$/ },
  permissions: { last: /^Done: shell: yes, shell: no\.$/ },
  recovery: { last: /^Done: the session went on after \d+ messages\.$/ },
};

describe('The examples', function () {
  this.timeout(60_000);

  it('are all run here', () => {
    const names = fs.readdirSync('examples').flatMap((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? []);
    assert.deepEqual(names.sort(), Object.keys(expected).sort());
  });

  for (const [name, { last, typed = '' }] of Object.entries(expected)) {
    it(`do what they say: ${name}`, async () => {
      const env = { COPILOT_CLI_PATH: await quickCliPath() };
      const { code, out, problems } = await runExample(name, { typed, env });
      assert.equal(code, 0, problems);
      assert.equal(problems, '');
      assert.match(out.trimEnd().split('\n').at(-1) ?? '', last, out);
    });
  }

  it('ask the model that the environment names', async () => {
    const server = await startModelServer(() => say('I am the one you named.'));
    try {
      const env = {
        COPILOT_PROVIDER_BASE_URL: server.url,
        COPILOT_PROVIDER_API_KEY: 'key-of-the-environment',
        COPILOT_MODEL: 'claude-named',
      };
      const { out } = await runExample('ownKey', { env });
      assert.match(out, /I am the one you named/);
      const [request] = server.requests.filter(({ model }) => model?.model === 'claude-named');
      assert.equal(request?.headers.authorization, 'Bearer key-of-the-environment');
    } finally {
      await server.stop();
    }
  });
});

interface Run {
  readonly code: unknown;
  readonly out: string;
  readonly problems: string;
}

async function runExample(
  name: string,
  { typed = '', env = {} }: { readonly typed?: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Run> {
  const child = spawn(process.execPath, ['examples/run.mjs', name], {
    stdio: 'pipe',
    env: { ...process.env, ...env },
  });
  child.stdin.end(typed);
  const [out, problems, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('close', resolve)),
  ]);
  return { code, out, problems };
}
