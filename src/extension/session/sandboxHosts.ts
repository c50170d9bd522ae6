import type { OpenSession } from './openSession';

/**
 * Opens the sandbox of the session for the host that a command did not reach. The command itself is not let out: the
 * agent is told to run it again, where it is now.
 */
export async function allowHost(session: OpenSession, requestId: string): Promise<void> {
  const request = session.conversation.waiting.find((one) => one.id === requestId);
  const host = request?.kind === 'permission' ? request.leaves?.host : undefined;
  if (host === undefined) return;
  const before = session.choices.value.sandboxHosts ?? [];
  session.choices.set({ sandboxHosts: [...new Set([...before, host])] });
  await session.sandbox.follow();
  const { state } = session.sandbox;
  if (state.kind !== 'on') {
    const message = state.kind === 'unavailable' ? (state.detail ?? '') : '';
    session.choices.set({ sandboxHosts: before });
    await session.sandbox.follow();
    return session.setBanner({
      code: 'sandbox-no-hosts',
      severity: 'warning',
      values: { message },
      actions: ['show-log', 'dismiss'],
    });
  }
  const reason = `The sandbox now lets commands reach ${host}. Run the same command again.`;
  session.requests.answerPermission(requestId, { decision: 'deny', reason });
}
