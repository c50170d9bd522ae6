import assert from 'node:assert/strict';
import type { ClientState } from '../../../../src/extension/cli/cliManager';
import { looksOf } from '../../../../src/extension/app/statusBarText';

const ready: ClientState = { kind: 'ready', version: '1.0.102' };

describe('The status bar', () => {
  const looks = (client: ClientState, isWorking = false, waiting = 0) =>
    looksOf({ client, isWorking, waiting }, (sentence, ...values) =>
      sentence.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
    );

  it('has an icon and a word for every state of the CLI', () => {
    const states: readonly [ClientState, string][] = [
      [{ kind: 'idle' }, '$(copilot) Copilot CLI'],
      [{ kind: 'starting' }, '$(loading~spin) Starting'],
      [ready, '$(copilot) Ready'],
      [{ kind: 'restarting', attempt: 2, delayMs: 2000 }, '$(sync) Restarting'],
      [{ kind: 'stopped' }, '$(circle-slash) Stopped'],
      [{ kind: 'not-found', configured: undefined }, '$(error) CLI not found'],
      [{ kind: 'failed', reason: 'exited', path: '/copilot', detail: '' }, '$(error) Failed'],
    ];
    for (const [state, text] of states) assert.equal(looks(state).text, text);
    assert.equal(looks(ready, true).text, '$(loading~spin) Working');
    assert.equal(looks(ready, true, 1).text, '$(bell-dot) 1 request');
    assert.equal(looks(ready, true, 3).text, '$(bell-dot) 3 requests');
  });

  it('tells the reason of a failure, and how often it was started again', () => {
    const failed = looks({ kind: 'failed', reason: 'exited', path: '/copilot', detail: 'no good license' });
    assert.deepEqual([failed.tooltip, failed.color], ['no good license', 'error']);
    const again = looks({ kind: 'restarting', attempt: 2, delayMs: 2000 });
    assert.equal(again.tooltip, 'The Copilot CLI ended. Attempt 2 to start it again.');
    assert.equal(looks(ready, false, 1).color, 'warning');
  });
});
