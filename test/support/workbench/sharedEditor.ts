import assert from 'node:assert/strict';
import { Editor } from './editor';

/** Each file of tests is a bundle of its own, so what this process shares stands outside of them. */
const shared = globalThis as { flightdeckEditor?: Promise<Editor> | undefined };

/** Starting a server and a browser, and loading the workbench anew, takes longer than opening a window. */
export async function sharedEditor(): Promise<Editor> {
  const present = await shared.flightdeckEditor?.catch(() => undefined);
  if (present?.isAlive) return present;
  await present?.stop();
  shared.flightdeckEditor = Editor.start({});
  return shared.flightdeckEditor;
}

/** Ends it; whoever opens the next window gets another. */
export async function endSharedEditor(): Promise<void> {
  const present = await shared.flightdeckEditor?.catch(() => undefined);
  shared.flightdeckEditor = undefined;
  assert.deepEqual((await present?.stop()) ?? [], [], 'processes were left behind');
}

// A worker of mocha runs this after each file, and ends with its processes when there are no more.
if (process.env.MOCHA_WORKER_ID === undefined) after(endSharedEditor);
