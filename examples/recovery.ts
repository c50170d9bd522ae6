// The CLI dies in the middle of an answer; the client starts it again and the session goes on with its history.
import assert from 'node:assert/strict';
import { CopilotClient, type CopilotSession, type SessionEventType } from '@flightdeck/copilot-cli-sdk';
import { say } from '../src/demo/replies';
import { prepare } from './support/setting';

function next(session: CopilotSession, type: SessionEventType): Promise<void> {
  return new Promise((resolve) => {
    const undo = session.on(type, () => {
      undo();
      resolve();
    });
  });
}

async function main(): Promise<void> {
  await using setting = await prepare(({ prompt }) =>
    prompt.includes('long')
      ? say('A very long story indeed. '.repeat(50), { delay: 50 })
      : say(`Yes: ${prompt}`),
  );
  await using client = new CopilotClient({ ...setting.client, restartDelaysMs: [100, 1000, 5000] });
  await using session = await client.createSession({ ...setting.session, streaming: true });
  const undo = client.onState(({ state }) => console.log(`The CLI is ${state}.`));

  await session.sendAndWait('Remember the number 42.');
  const begun = next(session, 'assistant.message_delta');
  const recovered = next(session, 'session.recovered');
  const story = session.sendAndWait('Tell me a long story.');
  await begun;
  if (client.pid !== undefined) process.kill(client.pid, 'SIGKILL');
  await assert.rejects(story, { code: 'process-exited' });
  await recovered;
  undo();

  const answer = await session.sendAndWait('Are you there again?');
  assert.ok(answer?.data.content);
  const prompts = (await session.getMessages()).filter(({ type }) => type === 'user.message');
  assert.ok(prompts.length >= 2, 'what was said before is still there');
  console.log(`Done: the session went on after ${prompts.length} messages.`);
}

void main();
