import assert from 'node:assert/strict';

/** Sends a signal to the CLI of a client. Without one it fails: 0 would be this process's own group. */
export function signalCli({ pid }: { readonly pid: number | undefined }, signal: NodeJS.Signals): void {
  assert.ok(pid !== undefined && pid > 0, 'The client has no CLI that could get a signal.');
  process.kill(pid, signal);
}
