import type { OpenSession } from '../../session/openSession';

/** A model that thinks takes its time. */
const limitMs = 300_000;

/** Asks the model with the conversation before its eyes, also while the agent works; nothing of it is kept there. */
export async function askAside(session: OpenSession, question: string): Promise<void> {
  const show = (values: Readonly<Record<string, string>>) =>
    session.setBanner({ code: 'aside', severity: 'info', values, actions: ['dismiss'] });
  show({ question });
  const handle = await session.opened;
  if (!handle) throw new Error('The session is not open.');
  const { answer } = await handle.rpc.ui.ephemeralQuery({ question }, { timeoutMs: limitMs });
  show({ question, answer });
}
