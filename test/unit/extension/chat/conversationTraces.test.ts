import assert from 'node:assert/strict';
import { Conversation } from '../../../../src/extension/chat/conversation';
import type { Turn } from '../../../../src/protocol/toView';
import { eventsOf, folder, linesOf, noticesOf, replay, sessionsOf, toolsOf } from './trace';
import type { Run } from './trace';

function lines(run: Run): readonly string[] {
  return linesOf(run.conversation.snapshot().turns);
}

function turnsOf(run: Run): readonly Turn[] {
  return run.conversation.snapshot().turns;
}

function reloaded(run: Run): Conversation {
  const conversation = new Conversation({ sessionId: run.conversation.sessionId, folder, now: () => 0 });
  conversation.load(run.history);
  return conversation;
}

describe('what a person sees of a recorded conversation', () => {
  it('an answer grows piece by piece and stands whole at the end', () => {
    const grown: string[] = [];
    const run = replay('simple-stream', {
      watch: (event, { state }, facts) => {
        if (event.type === 'assistant.message_delta') {
          assert.equal(state, 'working');
          grown.push(facts.map((fact) => fact.type).join());
        }
      },
    });
    assert.deepEqual(grown, ['item/added', 'item/delta', 'item/delta', 'item/delta', 'item/delta']);
    assert.deepEqual(lines(run), ['> Say hi', 'answer: Hello from the fake model.', '= done']);
    assert.equal(run.conversation.state, 'idle');
    assert.equal(run.conversation.title, 'Say hi');
    assert.equal(run.conversation.model, 'gpt-x');
    assert.equal(turnsOf(run)[0]?.model, 'gpt-x');
    assert.deepEqual(run.page.usage, { usedTokens: 9731, limitTokens: 128000 });
  });

  it('the prompt stands once, whether the reply or the event names it first', () => {
    const run = replay('simple-stream');
    assert.equal(run.facts.filter((fact) => fact.type === 'turn/added').length, 1);
    assert.equal(turnsOf(run)[0]?.id, 'prompt-1');
  });

  it('without streaming the answer comes at once, thinking before it', () => {
    for (const sessionId of sessionsOf('non-streaming')) {
      const run = replay('non-streaming', { sessionId });
      assert.deepEqual(lines(run), ['> x', 'reasoning: thinking', 'answer: Plain answer.', '= done']);
    }
  });

  it('thinking stands once, before its answer, and says how long it took', () => {
    const run = replay('reasoning');
    assert.deepEqual(lines(run), [
      '> 2+2?',
      'reasoning: I think about it. Then I decide.',
      'answer: Final answer is 4.',
      '= done',
    ]);
    const thought = turnsOf(run)[0]?.items[0];
    assert.ok(thought?.kind === 'reasoning' && !thought.isStreaming && (thought.durationMs ?? -1) >= 0);
  });

  it('an allowed command waits, runs, and shows its output, exit code and time', () => {
    const seen: string[] = [];
    const run = replay('shell-approve', {
      watch: ({ type }, conversation) => {
        const tool = toolsOf(conversation.snapshot().turns[0])[0];
        seen.push(`${type.replace('tool.execution_', '')} ${tool?.state ?? '-'} ${conversation.state}`);
      },
    });
    assert.ok(seen.includes('permission.requested waiting waiting'));
    assert.ok(seen.includes('permission.completed running working'));
    assert.ok(seen.includes('partial_result running working'));
    assert.deepEqual(lines(run), [
      '> run echo',
      'shell echo hello-from-shell && echo second > out.txt [done] exit 0, hello-from-shell',
      'answer: Done.',
      '= done',
    ]);
    const [tool] = toolsOf(turnsOf(run)[0]);
    assert.equal(tool?.intention, 'Say hello');
    assert.ok((tool?.durationMs ?? 0) > 0);
    assert.deepEqual(run.page.requests, []);
  });

  it('output that comes as a growing whole is not doubled', () => {
    const run = replay('shell-approve');
    const outputs = run.facts.flatMap((fact) =>
      fact.type === 'item/changed' && fact.item.kind === 'tool' && fact.item.state === 'running'
        ? [fact.item.output]
        : [],
    );
    assert.deepEqual([...new Set(outputs)], [undefined, 'hello-from-shell\n']);
  });

  it('a command denied with a reason shows the denial, and the answer goes on', () => {
    assert.deepEqual(lines(replay('shell-deny')), [
      '> rm build',
      'shell rm -rf build [denied] The user rejected this tool call. User feedback: Please do not delete things',
      'answer: I could not run it.',
      '= done',
    ]);
  });

  it('a command denied without a reason stops the turn, though no idle event says so', () => {
    const denied = 'shell touch x [denied] The user rejected this tool call.';
    const run = replay('reject-plain');
    assert.deepEqual(lines(run), ['> x', denied, '= stopped', '> next', denied, '= stopped']);
  });

  it('files that were created, read and changed show relative paths, counts and ranges', () => {
    const run = replay('file-write-edit');
    assert.deepEqual(lines(run), [
      '> write files',
      'create hello.txt [done] +3 -0, Created file /projects/shop/hello.txt with 29 characters',
      'read hello.txt [done] lines 1-3, line one\nline two\nline three',
      'edit hello.txt [done] +1 -1, File /projects/shop/hello.txt updated with changes.',
      'create /home/user/harness/outside/x.txt [failed] Parent directory does not exist',
      'read /etc/hostname [done] lines 1-1, vm',
      'search line [done] /projects/shop/hello.txt',
      'search *.txt [done] ./hello.txt',
      'answer: Files done.',
      '= done',
    ]);
    const [created, read, edited] = toolsOf(turnsOf(run)[0]);
    assert.equal(created?.path, '/projects/shop/hello.txt');
    assert.match(edited?.diff ?? '', /^diff --git .*\n[^]*-line two\n\+line 2 changed/);
    assert.equal(read?.linesAdded, undefined);
  });

  it('a file outside the folder asks about the place first, then about reading', () => {
    const asked: string[] = [];
    replay('file-write-edit', {
      watch: ({ type }, { waiting }) => {
        const [request] = waiting;
        if (type === 'permission.requested' && request?.kind === 'permission') {
          const { permission, subject, isOutside } = request;
          asked.push([permission, subject, isOutside ? 'outside' : 'inside'].join(' '));
        }
      },
    });
    assert.deepEqual(asked.slice(0, 5), [
      'write hello.txt inside',
      'read hello.txt inside',
      'write hello.txt inside',
      'path /etc/hostname outside',
      'read /etc/hostname outside',
    ]);
  });

  it('a patch that is plain text names its files', () => {
    const run = replay('apply-patch');
    assert.deepEqual(lines(run), [
      '> x',
      'edit p.txt, q.txt [failed] Error: File already exists: /projects/shop/q.txt',
      'answer: patched',
      '= done',
    ]);
    const [patch] = toolsOf(turnsOf(run)[0]);
    assert.equal(patch?.path, undefined);
    assert.match(patch?.input ?? '', /^\*\*\* Begin Patch/);
  });

  it('a question waits with its choices, and its step keeps the answer', () => {
    const questions: unknown[] = [];
    const run = replay('ask-user', {
      watch: ({ type }, { waiting }) => {
        if (type === 'user_input.requested') {
          questions.push(...waiting);
        }
      },
    });
    const id = '0493d6b6-cadf-4572-b2b1-e263189e0d17';
    const choices = ['red', 'blue'];
    const question = 'Which color?';
    assert.deepEqual(questions, [
      { kind: 'question', id, question, choices, allowsFreeform: true, toolCallId: 'call_u' },
    ]);
    assert.deepEqual(lines(run), [
      '> ask me',
      'question Which color? [done] User selected: blue',
      'answer: You picked it.',
      '= done',
    ]);
  });

  it('a stopped answer stands as far as it came, marked as cut off, and the next turn is whole', () => {
    const run = replay('abort-mid-stream');
    const [first, second] = turnsOf(run);
    assert.deepEqual(
      first?.items.map((item) => item.kind === 'answer' && [item.isStreaming, item.isCutOff]),
      [[false, true]],
    );
    assert.equal(first?.state, 'stopped');
    assert.ok(first?.endedAt !== undefined);
    assert.equal(second?.state, 'done');
    assert.ok(second?.items.every((item) => item.kind === 'answer' && item.isCutOff !== true));
  });

  it('a command that ran when the turn was stopped is interrupted, and the message behind it is not sent', () => {
    const run = replay('abort-tool');
    assert.deepEqual(lines(run), [
      '> x',
      'shell sleep 30 [interrupted]',
      '= stopped',
      '> queued',
      '= stopped',
    ]);
    assert.equal(run.conversation.state, 'idle');
  });

  it('stopping withdraws what waits for the person, a late answer changes nothing', () => {
    const waiting: number[] = [];
    const run = replay('abort-perm', {
      watch: (_event, conversation) => waiting.push(conversation.waiting.length),
    });
    assert.ok(waiting.includes(2));
    assert.deepEqual(run.page.requests, []);
    assert.deepEqual(lines(run), [
      '> x',
      'shell touch y [interrupted]',
      'question Q? [interrupted]',
      '= stopped',
    ]);
  });

  it('queued messages are own turns, each with its own answer', () => {
    const turns = turnsOf(replay('queue'));
    assert.deepEqual(
      turns.map((turn) => turn.prompt),
      ['first', 'second-enqueued', 'third-enqueued', 'steer-now'],
    );
    for (const turn of turns) {
      assert.equal(turn.state, 'done');
      assert.equal(turn.items.length, 1);
      assert.ok(turn.items[0]?.kind === 'answer' && turn.items[0].text.includes(turn.prompt));
    }
  });

  it('a steering message stands in the turn that took it in, and a command in the background fills its own step', () => {
    const turns = turnsOf(replay('queue-steer-tools'));
    const [first, second] = turns;
    assert.equal(turns.length, 2);
    assert.deepEqual(linesOf(first === undefined ? [] : [first]).slice(0, 3), [
      '> do work',
      'shell sleep 1; echo step [done] step',
      'steer: steer: be brief',
    ]);
    assert.deepEqual([first?.state, first?.items.at(-1)?.kind], ['done', 'answer']);
    assert.equal(second?.prompt, 'queued later');
  });

  it('a session goes on after a restart, its history as it was', () => {
    const run = replay('resume-restart');
    const expected = [
      '> remember 7',
      'answer: First answer.',
      '= done',
      '> what did I say?',
      'answer: Second answer.',
      '= done',
    ];
    assert.deepEqual(lines(run), expected);
  });

  it('a crash in mid-command leaves an interrupted step and one notice, which later events do not disturb', () => {
    const run = replay('crash-resume', { crashes: true });
    assert.deepEqual(lines(run), [
      '> first',
      'answer: ans',
      '= done',
      '> do tool',
      'shell sleep 20 [interrupted]',
      'notice cli-ended',
      '= interrupted',
      '> after crash',
      'answer: ans',
      '= done',
    ]);
    const notice = noticesOf(turnsOf(run)[1])[0]?.notice;
    assert.deepEqual(notice?.values, { seconds: 1, detail: 'SIGKILL' });
    assert.equal(notice?.actions[0], 'retry');
  });

  it('the steps of a subagent stand under its call, and its words are not the answer', () => {
    const askedBy: unknown[] = [];
    const run = replay('custom-agent', {
      watch: ({ type }, { waiting }) => {
        const [request] = waiting;
        if (type === 'permission.requested' && request?.kind === 'permission') {
          askedBy.push(request.askedBy);
        }
      },
    });
    assert.deepEqual(lines(run), [
      '> review please',
      'agent reviewer [done] Review done by sub.',
      '  reasoning: sub thinks',
      '  answer: looking',
      '  shell echo from-sub [done] exit 0, from-sub',
      'answer: Main final.',
      '= done',
    ]);
    assert.equal(toolsOf(turnsOf(run)[0])[1]?.parentId, 'call_task');
    assert.deepEqual(askedBy, ['reviewer']);
  });

  it('what a subagent says and thinks streams in its thread; its last words are what its step brings', () => {
    const seen: string[] = [];
    replay('custom-agent', {
      watch: ({ type, agentId }, conversation) => {
        if (agentId === undefined || !/_delta$/.test(type)) return;
        const items = conversation.snapshot().turns[0]?.items ?? [];
        const words = items.findLast((item) => item.kind === 'answer' || item.kind === 'reasoning');
        if (words?.isStreaming) seen.push(`${words.kind} ${words.parentId ?? '-'} ${words.text.trim()}`);
      },
    });
    assert.deepEqual(
      seen.filter((line, index) => line !== seen[index - 1]),
      [
        'reasoning call_task sub',
        'reasoning call_task sub thinks',
        'answer call_task looking',
        'answer call_task Review',
        'answer call_task Review done',
        'answer call_task Review done by',
        'answer call_task Review done by sub.',
      ],
    );
  });

  it('a subagent in the background speaks in its thread while the main agent is free', () => {
    const said: string[] = [];
    let pieces = 0;
    const run = replay('bg-task', {
      watch: ({ type, agentId }, conversation) => {
        if (agentId === undefined || type !== 'assistant.message_delta') return;
        const [turn] = conversation.snapshot().turns;
        pieces += 1;
        assert.equal(turn?.state, 'running');
        assert.equal(toolsOf(turn)[0]?.state, 'running');
        said.push(...linesOf([turn]).filter((line) => line.startsWith('  answer (streaming)')));
      },
    });
    assert.ok(pieces > 2);
    assert.equal(said.length, pieces);
    assert.ok(!lines(run).some((line) => line.startsWith('  answer')), 'its step brings them');
  });

  it('a subagent in the background keeps its step and the turn running until it is done', () => {
    const atIdle: string[] = [];
    const run = replay('bg-task', {
      watch: ({ type, agentId }, conversation) => {
        if (type === 'assistant.idle' && agentId === undefined) {
          const [turn] = conversation.snapshot().turns;
          atIdle.push(`${turn?.state ?? ''} ${toolsOf(turn)[0]?.state ?? ''}`);
        }
      },
    });
    assert.deepEqual(atIdle, ['running running', 'done done']);
    assert.match(lines(run)[1] ?? '', /^agent sub \[done\] sub sub/);
  });

  it('tools of MCP servers name server and tool', () => {
    const asked: unknown[] = [];
    const run = replay('mcp-tool', {
      watch: ({ type }, { waiting }) => {
        const [request] = waiting;
        if (type === 'permission.requested' && request?.kind === 'permission') {
          asked.push([request.permission, request.subject, request.askedBy]);
        }
      },
    });
    assert.deepEqual(asked, [['mcp', 'cwd', 'mini']]);
    assert.deepEqual(lines(run), [
      '> add',
      'mcp mini/add [done] 5',
      'mcp mini/cwd [done] /projects/shop bar',
      'answer: five',
      '= done',
    ]);
  });

  it('two sessions at once stay apart', () => {
    for (const [index, sessionId] of sessionsOf('two-sessions').entries()) {
      const name = index === 0 ? 'sessA' : 'sessB';
      const run = replay('two-sessions', { sessionId });
      assert.equal(run.conversation.title, name);
      assert.match(lines(run)[1] ?? '', new RegExp(`^answer: Reply for ${name} x`));
      assert.equal(lines(run).length, 3);
    }
  });
});

describe('what a person sees when the provider fails', () => {
  const failures = [
    ['error-http401', 'key-refused', 'change-key', { provider: '127.0.0.1:45729', status: 401 }],
    ['error-http429', 'provider-busy', 'retry', { status: 429 }],
    ['error-http500', 'provider-error', 'retry', { status: 500 }],
    ['error-refused', 'provider-unreachable', 'retry', { provider: '127.0.0.1:9' }],
    ['error-noprovider', 'not-signed-in', 'choose-model', {}],
  ] as const;

  for (const [trace, code, action, values] of failures) {
    it(`${trace}: the turn failed, with its reason and a way out`, () => {
      const run = replay(trace);
      assert.deepEqual(lines(run), ['> hi', `notice ${code}`, '= failed']);
      const notice = noticesOf(turnsOf(run)[0])[0]?.notice;
      const { message, ...known } = notice?.values ?? {};
      assert.deepEqual(known, values);
      assert.ok(String(message).length > 0);
      assert.equal(notice?.actions[0], action);
      assert.equal(run.conversation.state, 'failed');
      assert.equal(run.conversation.lastPrompt?.prompt, 'hi');
    });
  }

  it('a message sent right after the failure is not ended by the idle events of the failed turn', () => {
    const events = eventsOf('error-http401');
    const failed = events.findIndex(({ type }) => type === 'session.error') + 1;
    const conversation = new Conversation({ sessionId: 's', folder, now: () => 0 });
    events.slice(0, failed).forEach((event) => conversation.apply(event));
    conversation.promptSubmitted('again', 'hi again', []);
    conversation.promptAccepted('again', 'm2');
    const rest = events.slice(failed).map((event) => (conversation.apply(event), event.type));
    assert.deepEqual(rest.slice(0, 2), ['assistant.idle', 'session.idle']);
    assert.deepEqual(linesOf(conversation.snapshot().turns).slice(2), [
      '= failed',
      '> hi again',
      '= sending',
    ]);
    assert.equal(conversation.state, 'working');
  });

  it('while the CLI tries again one note counts the tries', () => {
    const notes: string[] = [];
    replay('error-http429', {
      watch: (event, conversation) => {
        if (event.type === 'assistant.turn_retry') {
          notes.push(...linesOf(conversation.snapshot().turns).slice(1, -1));
        }
      },
    });
    assert.deepEqual(
      notes,
      [1, 2, 3, 4, 5].map((attempt) => `retry busy ${String(attempt)}`),
    );
  });

  it('half an answer that broke off is gone, only that of the new try stands', () => {
    const seen: string[] = [];
    const run = replay('error-midstream', {
      watch: (_event, conversation) => {
        const middle = linesOf(conversation.snapshot().turns).slice(1, -1).join(' | ');
        if (seen.at(-1) !== middle) {
          seen.push(middle);
        }
      },
    });
    assert.ok(seen.some((line) => line.startsWith('answer (streaming): half')));
    assert.ok(seen.includes('retry error 1'));
    assert.ok(!seen.slice(seen.indexOf('retry error 1')).some((line) => line.includes('half')));
    assert.deepEqual(lines(run), ['> x', 'answer: full answer now.', '= done']);
  });
});

describe('a session that is opened again', () => {
  const same = [
    'simple-stream',
    'non-streaming',
    'reasoning',
    'shell-approve',
    'shell-deny',
    'reject-plain',
    'file-write-edit',
    'apply-patch',
    'ask-user',
    'abort-perm',
    'resume-restart',
    'custom-agent',
    'bg-task',
    'mcp-tool',
    'two-sessions',
    'error-http401',
    'error-http429',
    'error-http500',
    'error-refused',
    'error-midstream',
  ];
  for (const name of same) {
    it(`${name}: shows what was seen live`, () => {
      const run = replay(name);
      const again = reloaded(run);
      assert.deepEqual(linesOf(again.snapshot().turns), lines(run));
      assert.deepEqual(again.waiting, []);
      assert.equal(again.state, run.conversation.state);
    });
  }

  it('keeps the steps with their times, diffs and places', () => {
    const run = replay('file-write-edit');
    assert.deepEqual(toolsOf(reloaded(run).snapshot().turns[0]), toolsOf(turnsOf(run)[0]));
  });

  it('has no text of a stopped answer, since the CLI does not keep it', () => {
    const again = reloaded(replay('abort-mid-stream'));
    assert.deepEqual(linesOf(again.snapshot().turns).slice(0, 2), ['> long', '= stopped']);
  });

  it('shows attachments of earlier messages', () => {
    const [turn] = reloaded(replay('file-attachments')).snapshot().turns;
    assert.deepEqual(
      turn?.attachments.map(({ kind, label, path }) => [kind, label, path]),
      [
        ['file', 'app.ts', '/projects/shop/src/app.ts'],
        ['file', 'app.ts:2-3', '/projects/shop/src/app.ts'],
        ['selection', 'app.ts:2', '/projects/shop/src/app.ts'],
        ['directory', 'src', '/projects/shop/src'],
      ],
    );
  });

  it('after a crash shows the open turn as interrupted and asks nothing again', () => {
    const run = replay('crash-resume', { crashes: true });
    const end = run.history.findIndex(({ type }) => type === 'permission.completed');
    const conversation = new Conversation({ sessionId: 's', folder, now: () => 0 });
    conversation.load(run.history.slice(0, end));
    assert.deepEqual(linesOf(conversation.snapshot().turns).slice(3), [
      '> do tool',
      'shell sleep 20 [interrupted]',
      '= interrupted',
    ]);
    assert.deepEqual(conversation.waiting, []);
    assert.equal(conversation.state, 'idle');
  });

  it('goes on with a turn that is still at work', () => {
    const run = replay('shell-approve');
    const middle = run.history.findIndex(({ type }) => type === 'tool.execution_complete');
    const conversation = new Conversation({ sessionId: 's', folder, now: () => 0 });
    conversation.load(run.history.slice(0, middle), true);
    assert.equal(conversation.state, 'working');
    run.history.slice(middle).forEach((event) => conversation.apply(event));
    conversation.apply({ type: 'session.idle', data: {} });
    assert.deepEqual(linesOf(conversation.snapshot().turns), lines(run));
  });
});
