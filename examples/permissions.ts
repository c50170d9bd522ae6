// A policy instead of a person: the agent may look around, but neither change files nor run what changes them.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { asKnownPermissionRequest, CopilotClient, type PermissionHandler } from '@flightdeck/copilot-cli-sdk';
import { callTool, say } from '../src/demo/replies';
import { prepare } from './support/setting';

/** Whole commands: what begins harmlessly may go on otherwise. */
const harmless = new Set(['ls', 'git status']);
const decided: string[] = [];

const lookOnly: PermissionHandler = (request) => {
  const known = asKnownPermissionRequest(request);
  const isHarmless =
    known?.kind === 'read' || (known?.kind === 'shell' && harmless.has(known.fullCommandText));
  decided.push(`${request.kind}: ${isHarmless ? 'yes' : 'no'}`);
  // With a reason the agent goes on without it; without one its turn would end.
  return isHarmless ? { kind: 'approve-once' } : { kind: 'reject', feedback: 'Change nothing, only look.' };
};

async function main(): Promise<void> {
  const steps = [
    callTool('bash', { command: 'ls', description: 'Look around' }),
    callTool('bash', { command: 'rm notes.txt', description: 'Clean up' }),
  ];
  await using setting = await prepare(
    ({ outcomes }) => steps[outcomes.length] ?? say('I looked, and left everything as it was.'),
  );
  const notes = path.join(setting.folder, 'notes.txt');
  fs.writeFileSync(notes, 'keep me');

  await using client = new CopilotClient(setting.client);
  await using session = await client.createSession({ ...setting.session, onPermissionRequest: lookOnly });
  const answer = await session.sendAndWait('Run ls, then remove notes.txt with rm.');

  assert.ok(answer?.data.content);
  assert.equal(fs.readFileSync(notes, 'utf8'), 'keep me');
  assert.deepEqual(decided, ['shell: yes', 'shell: no']);
  console.log(`Done: ${decided.join(', ')}.`);
}

void main();
