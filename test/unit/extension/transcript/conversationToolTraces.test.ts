import assert from 'node:assert/strict';
import { lines, linesOf, noticesOf, replay, toolsOf, turnsOf } from './trace';

describe('what a person sees of recorded steps', () => {
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
      'shell rm -rf build [denied by you] The user rejected this tool call. User feedback: Please do not delete things',
      'answer: I could not run it.',
      '= done',
    ]);
  });

  it('a command denied without a reason stops the turn, though no idle event says so', () => {
    const denied = 'shell touch x [denied by you] The user rejected this tool call.';
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
});
