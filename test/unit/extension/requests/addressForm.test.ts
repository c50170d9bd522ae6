import assert from 'node:assert/strict';
import { SessionAsks, type SessionAsksOptions } from '../../../../src/extension/requests/sessionRequests';
import { ChatStorage } from '../../../../src/extension/storage/sessionStorage';
import type { FormRequest } from '../../../../src/protocol/forms';

describe('An address that an MCP server wants opened', () => {
  /** Asks for it and answers the card; says what was shown, opened and told to the server. */
  async function ask(url: string, opens = true) {
    const shown: FormRequest[] = [];
    const opened: string[] = [];
    const conversation = {
      title: 'a',
      waiting: [],
      otherAsked: (request: FormRequest) => (shown.push(request), []),
      requestSettled: () => [],
    };
    const asks = new SessionAsks({
      conversation,
      show: () => undefined,
      storage: new ChatStorage({ get: () => undefined, update: () => Promise.resolve() }),
      openLink: (address: string) => {
        opened.push(address);
        return Promise.resolve(opens);
      },
    } as unknown as SessionAsksOptions);
    const { signal } = new AbortController();
    const { onElicitationRequest: handler } = asks.handlers;
    const answer = handler?.({ mode: 'url', url, message: 'Sign in' }, {
      requestId: 'one',
      signal,
    } as never);
    await Promise.resolve();
    asks.requests.answerForm('one', {});
    return { shown: shown.map((form) => form.url), opened, answer: await answer };
  }

  it('stands whole on the card, as it is opened', async () => {
    const address = `https://a.example/${'x'.repeat(500)}?to=c%2Fd`;
    assert.deepEqual(await ask(address), {
      shown: [address],
      opened: [address],
      answer: { action: 'accept' },
    });
    const { shown, opened } = await ask('https://\u0430pple.example/\u202egnp');
    assert.deepEqual(shown, ['https://xn--pple-43d.example/%E2%80%AEgnp']);
    assert.deepEqual(opened, shown);
  });

  it('is not asked for at all when it is none of the web, and the server is told no', async () => {
    for (const address of ['command:a', 'vscode://b.c/d', 'file:///etc/passwd', 'javascript:x', 'nothing']) {
      const { shown, answer } = await ask(address, false);
      assert.deepEqual(shown, [], address);
      assert.deepEqual(answer, { action: 'decline' });
    }
  });

  it('was not opened when the person did not want it in the end', async () => {
    assert.deepEqual((await ask('https://a.example/', false)).answer, { action: 'cancel' });
  });
});
