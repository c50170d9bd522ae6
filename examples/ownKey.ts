// A model of your own choice with your own key, without a login: any service with an OpenAI interface.
//   BASE_URL=https://… API_KEY=… MODEL=… npm run example -- ownKey
import assert from 'node:assert/strict';
import { CopilotClient, type ProviderConfig } from '@flightdeck/copilot-cli-sdk';
import { say } from '../src/demo/replies';
import { prepare } from './support/setting';

async function main(): Promise<void> {
  await using setting = await prepare(() => say('Good morning!'));
  const { BASE_URL, API_KEY = 'a-key-of-my-own', MODEL = 'claude-demo' } = process.env;
  const provider: ProviderConfig = {
    type: 'openai',
    baseUrl: BASE_URL ?? setting.server?.url ?? '',
    apiKey: API_KEY,
  };

  await using client = new CopilotClient({ ...setting.client, useLoggedInUser: false });
  assert.equal((await client.getAuthStatus()).isAuthenticated, false);
  await using session = await client.createSession({ ...setting.session, model: MODEL, provider });
  const answer = await session.sendAndWait('Say good morning.');

  assert.ok(answer?.data.content);
  if (!BASE_URL) {
    const request = setting.server?.requests.find(({ model }) => model);
    assert.equal(request?.headers.authorization, `Bearer ${API_KEY}`);
  }
  console.log(`Done: ${answer.data.content}`);
}

void main();
