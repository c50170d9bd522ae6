import assert from 'node:assert/strict';
import { requestKeys } from '../../../../src/extension/app/requestContextKeys';
import { shellRequest, ticketForm, writeRequest } from '../../../support/page/states';

describe('What the palette offers for requests', () => {
  const offered = (...waiting: Parameters<typeof requestKeys>[0]) => {
    const { hasRequest, takesReason, hasCommandRequest } = requestKeys(waiting);
    return [hasRequest, takesReason, hasCommandRequest];
  };

  it('is to edit a command only where there is one, and a reason only where one can be given', () => {
    assert.deepEqual(offered(), [false, false, false]);
    assert.deepEqual(offered(ticketForm), [true, false, false]);
    assert.deepEqual(offered(ticketForm, writeRequest), [true, true, false]);
    assert.deepEqual(offered(writeRequest, shellRequest), [true, true, true]);
  });
});
