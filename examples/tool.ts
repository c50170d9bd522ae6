// A tool of this program that the agent calls; its zod schema describes the arguments and checks them.
import assert from 'node:assert/strict';
import { CopilotClient, defineTool } from '@flightdeck/copilot-cli-sdk';
import * as z from 'zod';
import { callTool, say } from '../src/demo/replies';
import { prepare } from './support/setting';

const stock = new Map([
  ['apples', 12],
  ['pears', 0],
]);

async function main(): Promise<void> {
  await using setting = await prepare(({ outcomes: [first] }) =>
    first ? say(`There are ${first.result} left.`) : callTool('count_stock', { article: 'apples' }),
  );
  const asked: string[] = [];
  const countStock = defineTool('count_stock', {
    description: 'How many pieces of an article are in stock',
    parameters: z.object({ article: z.string().describe('Plural, in lower case') }),
    // It only reads, so nobody needs to be asked.
    skipPermission: true,
    handler: ({ article }) => {
      asked.push(article);
      return stock.get(article) ?? `There is no article named ${article}.`;
    },
  });

  await using client = new CopilotClient(setting.client);
  await using session = await client.createSession({ ...setting.session, tools: [countStock] });
  const answer = await session.sendAndWait('How many apples are in stock?');

  assert.deepEqual(asked, ['apples']);
  assert.match(answer?.data.content ?? '', /12/);
  console.log(`Done: ${answer?.data.content}`);
}

void main();
