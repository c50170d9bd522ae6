import { say } from '../../../src/demo/replies';
import { startModelServer } from '../../../src/demo/modelServer';
import { FrameQueue } from '../../../src/extension/view/frameQueue';
import { ChatWindow } from '../../support/chatWindow';
import type { Row } from '../table';

const frameMs = 16;

/** The host's half on the real CLI: how many messages the page gets for the pieces of text that the CLI tells. */
export async function messageRows(pieces: number): Promise<readonly Row[]> {
  const server = await startModelServer(() => say(Array.from({ length: pieces }, (_, at) => `word${at} `)));
  const provider = { name: 'Scripted', type: 'openai' as const, baseUrl: server.url, model: 'claude-test' };
  const window = await ChatWindow.open({ settings: { modelSource: 'own', provider }, ownsCli: true });
  try {
    await window.wish({ type: 'view/ready' });
    const seen = watch(window);
    const sessionId = window.state.session?.sessionId ?? '';
    await window.wish({ type: 'prompt/submit', text: 'A long answer', sessionId });
    await window.untilDone(1);
    return rowsOf(seen);
  } finally {
    await window.remove();
    await server.stop();
  }
}

interface Seen {
  readonly postedAt: number[];
  told: number;
}

/** As the view does it: each fact goes through the queue of frames. Only what streams is counted. */
function watch(window: ChatWindow): Seen {
  const seen: Seen = { postedAt: [], told: 0 };
  const queue = new FrameQueue((facts) => {
    if (facts.some((fact) => fact.type === 'item/delta')) seen.postedAt.push(performance.now());
  });
  window.surface.onFacts((facts) => {
    seen.told += facts.filter((fact) => fact.type === 'item/delta').length;
    queue.add(facts);
  });
  return seen;
}

function rowsOf({ postedAt, told }: Seen): readonly Row[] {
  const streamMs = (postedAt.at(-1) ?? NaN) - (postedAt[0] ?? NaN);
  const perFrame = (count: number) => Number((((count - 1) * frameMs) / streamMs).toFixed(2));
  const [ours, other] = [perFrame(postedAt.length), perFrame(told)];
  const ratio = Number((postedAt.length / told).toPrecision(3));
  return [
    { id: '19a', what: 'messages to the page per 16 ms', ours, other, ratio, goal: '≤ 1', holds: ours <= 1 },
    { id: '19b', what: 'messages of an answer', ours: postedAt.length, other: told, ratio, goal: '' },
  ];
}
