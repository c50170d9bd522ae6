import assert from 'node:assert/strict';
import { ChatPage } from './chatPage';
import { sharedBrowser } from './sharedBrowser';

/** For the tests of one `describe`: a page of its own, which may not have problems in any of them. */
export function usePage(): ChatPage {
  const chat = new ChatPage();
  before(async () => chat.open(await sharedBrowser()));
  afterEach(async () => {
    await chat.page.evaluate('0'); // what the page has said so far is here before its answer
    assert.deepEqual(chat.problems.splice(0), []);
  });
  after(() => chat.close());
  return chat;
}
