// A model of your own choice with your own key, without a login: any service with an OpenAI interface.
//   COPILOT_PROVIDER_BASE_URL=https://… COPILOT_PROVIDER_API_KEY=… COPILOT_MODEL=… npm run example -- ownKey
import assert from 'node:assert/strict';
import { CopilotClient, type ProviderConfig } from '@flightdeck/copilot-cli-sdk';
import { say } from '../src/demo/replies';
import { prepare } from './support/setting';

async function main(): Promise<void> {
  await using setting = await prepare(() => say('Good morning!'));
  const { COPILOT_PROVIDER_BASE_URL, COPILOT_PROVIDER_API_KEY, COPILOT_MODEL } = process.env;
  const apiKey = COPILOT_PROVIDER_API_KEY ?? 'a-key-of-my-own';
  const provider: ProviderConfig = {
    type: 'openai',
    baseUrl: COPILOT_PROVIDER_BASE_URL ?? setting.server?.url ?? '',
    apiKey,
  };

  await using client = new CopilotClient({ ...setting.client, useLoggedInUser: false });
  assert.equal((await client.getAuthStatus()).isAuthenticated, false);
  await using session = await client.createSession({
    workingDirectory: setting.folder,
    model: COPILOT_MODEL ?? 'claude-demo',
    provider,
  });
  const answer = await session.sendAndWait('Say good morning.');

  assert.ok(answer?.data.content);
  const request = setting.server?.requests.find(({ model }) => model);
  if (request) assert.equal(request.headers.authorization, `Bearer ${apiKey}`);
  console.log(`Done: ${answer.data.content}`);
}

void main();
