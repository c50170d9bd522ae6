import assert from 'node:assert/strict';
import { ChatPage } from './chatPage';
import { closeStage, openStage, sharedStage, type Stage } from './sharedStage';

/**
 * For the tests of one `describe`: a page of its own, which may not have problems in any of them. With
 * switches it is in a Chromium of its own too.
 */
export function usePage(...switches: readonly string[]): ChatPage {
  const chat = new ChatPage();
  let own: Stage | undefined;
  before(async () => {
    if (switches.length > 0) own = await openStage(...switches);
    await chat.open(own ?? (await sharedStage()));
  });
  afterEach(async () => {
    await chat.page.evaluate('0'); // what the page has said so far is here before its answer
    assert.deepEqual(chat.problems.splice(0), []);
  });
  after(async () => {
    await chat.close();
    if (own) await closeStage(own);
  });
  return chat;
}
