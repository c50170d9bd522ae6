import assert from 'node:assert/strict';
import type { ClientManager } from '../../../../src/extension/cli/cliManager';
import { SessionIndex } from '../../../../src/extension/sessionList/sessionIndex';

const quiet = () => undefined;
const logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

describe('The sessions of the folder', () => {
  it('stay in the list when there is no CLI to delete one', async () => {
    const deleted: string[] = [];
    const client = {
      listSessions: () => Promise.resolve([{ sessionId: 'one', startTime: '', modifiedTime: '' }]),
      deleteSession: (id: string) => Promise.resolve(void deleted.push(id)),
    };
    const manager: { connected: typeof client | undefined; onDidChange: () => { dispose(): void } } = {
      connected: client,
      onDidChange: () => ({ dispose: quiet }),
    };
    // Of the manager, what the list asks of it.
    const store = new SessionIndex(manager as unknown as ClientManager, '/shop', logger);
    await store.refresh();
    manager.connected = undefined;
    assert.equal(store.canDelete, false);
    await assert.rejects(store.delete('one'), /No CLI runs/);
    assert.equal(store.all.length, 1);
    manager.connected = client;
    await store.delete('one');
    assert.deepEqual([deleted, store.all], [['one'], []]);
    store.dispose();
  });
});
