// Several sessions on one CLI, each with its own conversation, all at once.
import assert from 'node:assert/strict';
import { CopilotClient } from '@flightdeck/copilot-cli-sdk';
import { say } from '../src/demo/replies';
import { prepare } from './support/setting';

const places = ['Lisbon', 'Oslo', 'Vienna'];

async function main(): Promise<void> {
  await using setting = await prepare(({ prompt }) => say(`It is about ${prompt.split(' ').at(-1)}.`));
  await using client = new CopilotClient(setting.client);

  const answers = await Promise.all(
    places.map(async (place) => {
      await using session = await client.createSession(setting.session);
      return (await session.sendAndWait(`Name the place in this sentence: I live in ${place}`))?.data.content;
    }),
  );

  places.forEach((place, index) => assert.match(answers[index] ?? '', new RegExp(place)));
  console.log(`Done: ${answers.length} sessions answered.`);
}

void main();
