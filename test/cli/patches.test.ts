import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { callTextTool, replies, say } from '../../src/demo/replies';
import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import type { ToolCall, Turn } from '../../src/protocol/toView';
import { changedFiles } from '../../src/webview/transcript/changedFiles';
import { ChatWindow } from '../support/chatWindow';

const patch = [
  '*** Begin Patch',
  '*** Update File: a.txt',
  '@@',
  ' one',
  '-two',
  '+TWO',
  '*** Add File: new.txt',
  '+new',
  '+two',
  '*** Delete File: README.md',
  '*** Update File: b.txt',
  '*** Move to: c.txt',
  '@@',
  '-one',
  '+ONE',
  '*** End Patch',
  '',
].join('\n');

describe('A patch of several files, on the real CLI', function () {
  this.timeout(60_000);
  let window: ChatWindow;
  let server: ModelServer;

  async function run(...patches: readonly string[]): Promise<Turn> {
    const calls = patches.map((text) => callTextTool('apply_patch', text));
    server = await startModelServer(replies([...calls, say('done')]));
    const provider = { name: 'Scripted', type: 'openai' as const, baseUrl: server.url, model: 'gpt-x' };
    window = await ChatWindow.open({ settings: { modelSource: 'own', provider, permissions: 'allow-all' } });
    for (const name of ['a.txt', 'b.txt']) {
      await fs.writeFile(path.join(window.folder, name), 'one\ntwo\nthree\n');
    }
    await window.wish({ type: 'view/ready' });
    const sessionId = window.state.session?.sessionId ?? '';
    await window.wish({ type: 'prompt/submit', text: 'Go', sessionId });
    const { turns } = await window.until('what is on the disk', (state) => Boolean(state.turns[0]?.onDisk));
    assert.ok(turns[0]);
    return turns[0];
  }

  const counts = (files: readonly { subject: string; change: string; added: number; removed: number }[]) =>
    files.map((file) => [file.subject, file.change, file.added, file.removed]);

  afterEach(async () => {
    await window.remove();
    await server.stop();
  });

  it('names each file with its own counts, as git has them, in the step and at the end of the turn', async () => {
    const turn = await run(patch);
    const [step] = turn.items as readonly ToolCall[];
    assert.equal(step?.subject, 'a.txt, new.txt, README.md, c.txt');
    assert.deepEqual(counts(step.files ?? []), [
      ['a.txt', 'modified', 1, 1],
      ['new.txt', 'created', 2, 0],
      ['README.md', 'deleted', 0, 3],
      ['c.txt', 'modified', 1, 1],
    ]);
    assert.deepEqual([step.linesAdded, step.linesRemoved], [4, 5]);
    const files = changedFiles(turn.items, turn.onDisk);
    assert.deepEqual(counts(files), [
      ['a.txt', 'modified', 1, 1],
      ['new.txt', 'created', 2, 0],
      ['README.md', 'deleted', 0, 3],
      ['c.txt', 'created', 3, 0],
      ['b.txt', 'deleted', 0, 3],
    ]);
    assert.ok(
      files.every((file) => file.author === undefined),
      'the agent’s own tool wrote them all',
    );
  });

  it('counts what came of two changes together, not each of them', async () => {
    const again = patch.slice(0, patch.indexOf('*** Add')).replace('-two\n+TWO', '-TWO\n+2');
    const turn = await run(patch, `${again}*** End Patch\n`);
    const [first] = changedFiles(turn.items, turn.onDisk);
    assert.deepEqual(counts(first ? [first] : []), [['a.txt', 'modified', 1, 1]]);
  });
});
