/** Events after which files may be other ones: a tool has ended, the agent waits, the CLI has come back. */
export const watchedByConsent: ReadonlySet<string> = new Set([
  'tool.execution_complete',
  'session.idle',
  'session.recovered',
]);
