import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type ClientOptions, findCli, type SessionConfig } from '@flightdeck/copilot-cli-sdk';
import type { ModelScript } from '../../src/demo/modelScript';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { say } from '../../src/demo/replies';

/** What an example runs in: a CLI, a folder that is gone afterwards, and some model that answers. */
export interface Setting extends AsyncDisposable {
  readonly client: ClientOptions;
  readonly session: SessionConfig;
  readonly folder: string;
  /** The scripted model; undefined when the environment names a provider. */
  readonly server: ModelServer | undefined;
}

/**
 * The CLI is the one of `COPILOT_CLI_PATH`, of PATH, or of this project. The model is the one that
 * `COPILOT_PROVIDER_BASE_URL`, `COPILOT_PROVIDER_API_KEY` and `COPILOT_MODEL` name, as for the CLI in a
 * terminal; without them a script plays the model.
 */
export async function prepare(script: ModelScript): Promise<Setting> {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'example-')));
  const { COPILOT_PROVIDER_BASE_URL, COPILOT_PROVIDER_API_KEY, COPILOT_MODEL } = process.env;
  const server = COPILOT_PROVIDER_BASE_URL
    ? undefined
    : await startModelServer((request) => (request.isSideRequest ? say('Example') : script(request)));
  const { path: cliPath } = findCli({ searchFrom: [process.cwd()] });
  return {
    folder,
    server,
    client: { cliPath, cwd: folder, baseDirectory: path.join(folder, '.copilot') },
    session: {
      workingDirectory: folder,
      model: COPILOT_MODEL ?? 'claude-demo',
      provider: {
        baseUrl: COPILOT_PROVIDER_BASE_URL ?? server?.url ?? '',
        apiKey: COPILOT_PROVIDER_API_KEY ?? 'no-key-is-needed',
      },
    },
    [Symbol.asyncDispose]: async () => {
      await server?.stop();
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    },
  };
}
