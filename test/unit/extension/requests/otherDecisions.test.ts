import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { PendingRequests } from '../../../../src/extension/requests/pendingRequests';
import { OtherDecisions } from '../../../../src/extension/requests/otherDecisions';
import { SessionPermissions } from '../../../../src/extension/requests/permissionDecisions';
import type { PermissionMode } from '../../../../src/protocol/toView';
import { makeApprovals } from '../../../support/makeApprovals';

function session(mode: PermissionMode = 'ask') {
  const approvals = makeApprovals();
  const shown: string[] = [];
  const requests: PendingRequests = new PendingRequests({
    permission: ({ id }) => shown.push(id),
    question: () => undefined,
    form: () => undefined,
    choice: () => undefined,
    settled: () => undefined,
  });
  const title = () => 'Fix the cart';
  const others = new OtherDecisions({ sessionId: 's1', folders: ['/shop'], approvals, title });
  const permissions = new SessionPermissions({
    sessionId: 's1',
    folders: ['/shop'],
    approvals,
    requests,
    mode: () => mode,
    title,
    askedBy: () => undefined,
    toolOf: (call) => others.toolOf(call),
  });
  let count = 0;
  const event = (type: string, data: Readonly<Record<string, unknown>>) =>
    others.receive({
      id: `e${++count}`,
      type,
      data,
      timestamp: '',
      parentId: null,
    });
  return { approvals, requests, permissions, event, shown };
}

const shell = { kind: 'shell', fullCommandText: 'touch x', toolCallId: 'c1' };

describe('What is decided without us', () => {
  it('is written down when a hook allows or denies it', () => {
    const { approvals, event } = session();
    event('permission.requested', { requestId: 'r1', permissionRequest: shell, resolvedByHook: true });
    event('permission.completed', { requestId: 'r1', result: { kind: 'approved' } });
    event('permission.requested', { requestId: 'r2', permissionRequest: shell });
    event('permission.completed', { requestId: 'r2', result: { kind: 'denied-by-permission-request-hook' } });
    assert.deepEqual(
      approvals.decisions.map(({ asked, decision, by }) => [asked.kind, decision, by]),
      [
        ['shell', 'allowed', 'hook'],
        ['shell', 'denied', 'hook'],
      ],
    );
  });

  it('is written down when another client of the session answers, and not when the turn is stopped', () => {
    const { approvals, event } = session();
    event('permission.requested', { requestId: 'r1', permissionRequest: shell });
    event('permission.completed', { requestId: 'r1', result: { kind: 'approved-for-session' } });
    event('permission.requested', { requestId: 'r2', permissionRequest: shell });
    event('permission.completed', { requestId: 'r2', result: { kind: 'cancelled' } });
    assert.deepEqual(
      approvals.decisions.map(({ request, by }) => [request, by]),
      [['r1', 'elsewhere']],
    );
  });

  it('is written down when the CLI runs a tool that nobody was asked for', () => {
    const { approvals, event } = session();
    const run = (toolCallId: string, toolName: string) => {
      event('tool.execution_start', { toolCallId, toolName });
      event('tool.execution_complete', { toolCallId, success: true });
    };
    run('c1', 'bash');
    run('c2', 'report_intent');
    assert.deepEqual(
      approvals.decisions.map(({ asked, by }) => [asked, by]),
      [[{ kind: 'tool', name: 'bash' }, 'cli']],
    );
  });

  it('is written down once, by whoever decided', async () => {
    const { approvals, event, permissions } = session('allow-all');
    event('tool.execution_start', { toolCallId: 'c1', toolName: 'bash' });
    event('permission.requested', { requestId: 'r1', permissionRequest: shell });
    const signal = new AbortController().signal;
    await permissions.decide(shell, { sessionId: 's1', requestId: 'r1', promptRequest: undefined, signal });
    event('permission.completed', { requestId: 'r1', result: { kind: 'approved' } });
    event('tool.execution_complete', { toolCallId: 'c1', success: true });
    assert.deepEqual(
      approvals.decisions.map(({ by }) => by),
      ['mode'],
    );
  });
});

describe('No act is without an entry', () => {
  const kinds = fc.constantFrom(
    { kind: 'shell', fullCommandText: 'ls' },
    { kind: 'shell' },
    { kind: 'read', path: '/shop/a.ts' },
    { kind: 'read', path: '/etc/passwd' },
    { kind: 'write', fileName: '/shop/package.json' },
    { kind: 'url', url: 'https://example.com' },
    { kind: 'mcp', serverName: 's', toolName: 't', args: {} },
    { kind: 'custom-tool', toolName: '__proto__', args: {} },
    { kind: 'hook', toolName: 'bash', toolArgs: {} },
    { kind: 'constructor' },
    { kind: 'unheard of' },
  );
  const step = fc.record({
    request: kinds,
    id: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
    call: fc.constantFrom('c1', 'c2', 'c3'),
    what: fc.constantFrom(
      'ask',
      'answer',
      'deny',
      'scope',
      'edit',
      'hook',
      'elsewhere',
      'run',
      'end',
      'abort',
    ),
    managed: fc.boolean(),
  });

  it('whatever the CLI and the page send, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 30 }),
        fc.constantFrom<PermissionMode>('ask', 'allow-reads', 'allow-all'),
        async (steps, mode) => {
          const { approvals, requests, permissions, event } = session(mode);
          const given: Promise<unknown>[] = [];
          const aborts = new Map<string, AbortController>();
          let run = 0;
          for (const [at, { request, id, call, what, managed }] of steps.entries()) {
            const permissionRequest = { ...request, toolCallId: call, managedApprovalRequired: managed };
            const requestId = `${id}-${at}`;
            switch (what) {
              case 'ask': {
                const abort = new AbortController();
                aborts.set(id, abort);
                event('permission.requested', { requestId, permissionRequest });
                const context = {
                  sessionId: 's1',
                  requestId,
                  promptRequest: undefined,
                  signal: abort.signal,
                };
                given.push(
                  permissions.decide(permissionRequest, context).then((decision) => {
                    const entry = approvals.decisionOn(requestId);
                    if (decision.kind === 'approve-once')
                      assert.equal(entry?.decision, 'allowed', request.kind);
                    if (decision.kind === 'reject') assert.ok(entry, request.kind);
                    if (managed && decision.kind === 'approve-once') assert.equal(entry?.by, 'you');
                  }),
                );
                break;
              }
              case 'answer':
              case 'deny':
              case 'scope':
              case 'edit': {
                const answers = {
                  answer: { decision: 'allow-once' },
                  deny: { decision: 'deny' },
                  scope: { decision: 'allow-scope', scope: '0' },
                  edit: { decision: 'edit', command: 'ls' },
                } as const;
                for (let other = 0; other <= at; other++)
                  requests.answerPermission(`${id}-${other}`, answers[what]);
                break;
              }
              case 'hook':
              case 'elsewhere': {
                event('permission.requested', {
                  requestId,
                  permissionRequest,
                  resolvedByHook: what === 'hook',
                });
                event('permission.completed', { requestId, result: { kind: 'approved' } });
                assert.equal(approvals.decisionOn(requestId)?.by, what);
                break;
              }
              case 'run':
                run += 1;
                event('tool.execution_start', { toolCallId: `x${run}`, toolName: 'bash' });
                event('tool.execution_complete', { toolCallId: `x${run}`, success: true });
                assert.ok(approvals.hasDecisionOnCall(`x${run}`));
                break;
              case 'end':
                permissions.turnEnded();
                break;
              case 'abort':
                aborts.get(id)?.abort();
                break;
            }
            await Promise.resolve();
          }
          for (const abort of aborts.values()) abort.abort();
          for (let at = 0; at < steps.length; at++)
            for (const id of ['r1', 'r2', 'r3', 'r4'])
              requests.answerPermission(`${id}-${at}`, { decision: 'deny' });
          await Promise.all(given);
        },
      ),
      { numRuns: 200 },
    );
  });
});
