import assert from 'node:assert/strict';
import { createDemoScript } from '../../../src/demo/demoScript';
import type { AnswerReply, ModelMessage, ModelRequest, ToolOutcome } from '../../../src/demo/modelScript';

const script = createDemoScript({ delay: 0 });
const introduction = 'I am the demo model: a script on this machine, not an AI.';
const offered = [
  ...['bash', 'view', 'create', 'edit', 'glob', 'ask_user'],
  ...['editor_get_selection', 'editor_list_open', 'editor_open_file', 'editor_get_diagnostics'],
];

describe('The demo model', () => {
  it('says in its first sentence that it is a script and not an AI', async () => {
    for (const prompt of ['hello', 'read', 'run', 'tour', 'what is the weather?', '']) {
      const reply = await answer({ prompt });
      assert.ok(textOf(reply).startsWith(introduction), prompt);
    }
  });

  it('says it once in a conversation', async () => {
    const messages = [message('assistant', `${introduction}\n\nHello`)];
    assert.ok(!textOf(await answer({ prompt: 'hello', messages })).includes(introduction));
  });

  it('shows headings, a list, a table and code on hello', async () => {
    const text = textOf(await answer({ prompt: 'Hello there' }));
    for (const piece of [/^## /m, /^- \*\*/m, /^\| --- \|/m, /^```typescript$/m]) assert.match(text, piece);
  });

  const firstCalls: readonly (readonly [string, string])[] = [
    ['Use a tool', 'view'],
    ['please READ something', 'view'],
    ['run a command', 'bash'],
    ['test it', 'bash'],
    ['write a file', 'create'],
    ['edit, then read', 'create'],
    ['ask me', 'ask_user'],
    ['what is my selection', 'editor_get_selection'],
    ['look at the editor', 'editor_list_open'],
    ['any problems?', 'editor_get_diagnostics'],
    ['read and show me everything', 'view'],
  ];
  for (const [prompt, tool] of firstCalls) {
    it(`answers “${prompt}” with a call of ${tool}`, async () => {
      const reply = await answer({ prompt });
      assert.deepEqual(
        reply.toolCalls?.map((call) => call.name),
        [tool],
      );
    });
  }

  it('lists its words when it knows none of those in the prompt', async () => {
    const reply = await answer({ prompt: 'refactor the reading protest' });
    assert.equal(reply.toolCalls, undefined);
    for (const word of ['help', 'read', 'run', 'write', 'ask', 'selection', 'long', 'tour']) {
      assert.ok(textOf(reply).includes(`**${word}**`), word);
    }
  });

  it('knows every word that it lists', async () => {
    const listed = [...textOf(await answer({ prompt: 'xyz' })).matchAll(/\*\*(\w+)\*\*/g)].map(
      (match) => match[1],
    );
    assert.ok(listed.length >= 9);
    for (const word of listed) {
      assert.doesNotMatch(textOf(await answer({ prompt: word ?? '' })), /only know a few words/, word);
    }
  });

  it('reads the attached file', async () => {
    const reply = await answer({ prompt: 'read this', taggedFiles: ['/w/notes.md'] });
    assert.deepEqual(reply.toolCalls?.[0]?.arguments, { path: '/w/notes.md' });
  });

  it('looks for another file when there is no README', async () => {
    const played = await play('read', ['Path /w/README.md does not exist.', './src/a.ts\n./b.md', 'let a']);
    assert.deepEqual(played.calls, ['view', 'glob', 'view']);
    assert.match(played.last, /let a/);
  });

  it('edits the demo file when it is there', async () => {
    const played = await play('write', [
      'Path /w/x already exists as a file.',
      '# Demo\ntext\n',
      'File /w/x updated with changes.',
    ]);
    assert.deepEqual(played.calls, ['create', 'view', 'edit']);
    assert.match(played.last, /is written/);
  });

  it('says so and goes on when a tool is denied', async () => {
    const denied = 'The user rejected this tool call. User feedback: not now';
    for (const prompt of ['read', 'run', 'write']) {
      const played = await play(prompt, [denied]);
      assert.equal(played.calls.length, 1);
      assert.match(played.last, /denied|did not let/, prompt);
    }
    const tour = await play(
      'tour',
      Array.from({ length: 8 }, () => denied),
    );
    assert.deepEqual(tour.calls, ['view', 'bash', 'create', 'ask_user', ...offered.slice(6)]);
    assert.match(tour.last, /That was the tour/);
  });

  it('says what it skips when a tool is not offered', async () => {
    const reply = await answer({ prompt: 'selection', tools: ['view'] });
    assert.match(textOf(reply), /`editor_get_selection` is not offered/);
  });

  it('uses PowerShell where the CLI offers it', async () => {
    const reply = await answer({ prompt: 'run', tools: ['powershell'] });
    assert.equal(reply.toolCalls?.[0]?.name, 'powershell');
  });

  it('repeats the answer that it got to its question', async () => {
    assert.match((await play('ask', ['User selected: Evening'])).last, /\*\*Evening\*\*/);
    assert.match((await play('ask', ['The user could not respond.'])).last, /no answer/);
  });

  it('gives a long answer in many chunks on long', async () => {
    assert.ok(textOf(await answer({ prompt: 'a long one' })).length > 2000);
  });

  it('reasons before it answers on think', async () => {
    assert.match((await answer({ prompt: 'think' })).reasoning ?? '', /script does not think/);
  });

  it('answers what the CLI asks for itself', async () => {
    assert.match(textOf(await answer({ prompt: 'Please summarize', isSideRequest: true })), /demo model/);
  });

  it('streams at a speed that a person can follow unless told otherwise', async () => {
    const paced = (await createDemoScript()(request({ prompt: 'hello' }))) as AnswerReply;
    assert.ok((paced.delay ?? 0) >= 15 && (paced.delay ?? 0) <= 30);
    assert.equal((await answer({ prompt: 'hello' })).delay, 0);
  });
});

/** Plays a whole turn: each call gets the next result, until the script calls no more. */
async function play(prompt: string, results: readonly string[]): Promise<{ calls: string[]; last: string }> {
  const outcomes: ToolOutcome[] = [];
  for (;;) {
    const reply = await answer({ prompt, outcomes: [...outcomes] });
    const call = reply.toolCalls?.[0];
    if (!call) {
      assert.equal(outcomes.length, results.length);
      return { calls: outcomes.map((outcome) => outcome.name), last: textOf(reply) };
    }
    assert.ok(outcomes.length < results.length, `an unexpected call of ${call.name}`);
    outcomes.push({ ...call, id: call.id ?? '', result: results[outcomes.length] });
  }
}

async function answer(fields: Partial<ModelRequest>): Promise<AnswerReply> {
  const reply = await script(request(fields));
  if (reply.kind !== 'answer') assert.fail(`The demo model answered with ${reply.kind}.`);
  return reply;
}

function request(fields: Partial<ModelRequest>): ModelRequest {
  return {
    model: 'claude-demo',
    messages: [message('system', ''), message('user', fields.prompt ?? '')],
    prompt: '',
    taggedFiles: [],
    tools: offered,
    outcomes: [],
    cwd: '/w',
    isSideRequest: false,
    ...fields,
  };
}

function message(role: string, text: string): ModelMessage {
  return { role, text, toolCalls: [], toolCallId: undefined };
}

function textOf(reply: AnswerReply): string {
  return typeof reply.text === 'string' ? reply.text : (reply.text ?? []).join('');
}
