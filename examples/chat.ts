// A chat in the terminal: each line is a question, the answer appears as it is written, an empty line ends it.
import assert from 'node:assert/strict';
import * as readline from 'node:readline/promises';
import { CopilotClient } from '@flightdeck/copilot-cli-sdk';
import { say } from '../src/demo/replies';
import { prepare } from './support/setting';

async function main(): Promise<void> {
  await using setting = await prepare(({ prompt }) => say(`You asked: ${prompt}`));
  await using client = new CopilotClient(setting.client);
  await using session = await client.createSession({ ...setting.session, streaming: true });

  const terminal = readline.createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  let answers = 0;
  terminal.prompt();
  for await (const question of terminal) {
    if (question.trim() === '') break;
    let length = 0;
    for await (const piece of session.stream(question)) {
      process.stdout.write(piece);
      length += piece.length;
    }
    assert.ok(length > 0, 'every question has an answer');
    answers += 1;
    process.stdout.write('\n');
    terminal.prompt();
  }
  terminal.close();
  console.log(`\nDone: ${answers} answers.`);
}

void main();
