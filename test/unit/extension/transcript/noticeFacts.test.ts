import assert from 'node:assert/strict';
import { cliEnded, turnFailure } from '../../../../src/extension/transcript/noticeFacts';

describe('a failed turn names its reason', () => {
  const dropped =
    'Last error: error sending request for url (http://127.0.0.1:44557/v1/chat/completions): connection closed';
  const cases = [
    [{ statusCode: 403, message: 'Forbidden' }, 'key-refused', undefined],
    [{ statusCode: 503, message: 'Failed' }, 'provider-error', undefined],
    [
      { statusCode: 404, message: 'Resource not found on provider at http://localhost:1/v1 (HTTP 404).' },
      'turn-failed',
      'localhost:1',
    ],
    [{ statusCode: 400, message: 'context_length_exceeded' }, 'turn-failed', undefined],
    [{ message: dropped }, 'provider-unreachable', '127.0.0.1:44557'],
    [{ errorType: 'authentication', message: 'expired' }, 'key-refused', undefined],
    [{ errorType: 'rate_limit', message: 'slow down' }, 'provider-busy', undefined],
    [{ message: 'Not authenticated. Please authenticate first.' }, 'not-signed-in', undefined],
    [{ message: 'External tool "grep" conflicts with a built-in tool' }, 'turn-failed', undefined],
    [{}, 'turn-failed', undefined],
  ] as const;
  for (const [data, code, provider] of cases) {
    it(`${JSON.stringify(data)} is ${code}`, () => {
      const notice = turnFailure(data);
      assert.equal(notice.code, code);
      assert.equal(notice.values?.['provider'], provider);
      assert.ok(notice.actions.includes('show-log'));
    });
  }
});

describe('a CLI that ended', () => {
  it('is said to have been away for whole seconds, one at least', () => {
    assert.equal(cliEnded('SIGKILL', 120).values?.['seconds'], 1);
    assert.equal(cliEnded('SIGKILL', 2600).values?.['seconds'], 3);
  });
});
