import type { ChatPage } from './chatPage';
import type { Scene } from './scene';

/** Brings the page into a state as a person would, from any other. */
export async function drawScene(chat: ChatPage, scene: Scene): Promise<void> {
  // What is open would stay so.
  const [finds, pops] = await chat.page.evaluate(() =>
    ['[role=search]', '.pop'].map((open) => document.querySelector(open) !== null),
  );
  if (finds) await chat.page.getByRole('button', { name: 'Close find' }).click();
  if (pops) await chat.page.keyboard.press('Escape');
  await chat.show(scene.state);
  if (scene.type !== undefined) await complete(chat, scene.type, scene.finds ?? []);
  for (const name of [scene.press ?? []].flat())
    await chat.page.getByRole('button', { name }).or(chat.page.getByRole('menuitem', { name })).click();
  if (scene.facts) await chat.tell(...scene.facts);
  await scene.then?.(chat);
  const closed = chat.page.locator('details:not([open]) > summary');
  if (scene.waitFor) await chat.page.locator(scene.waitFor).first().waitFor();
  while (scene.isUnfolded && (await closed.count()) > 0) await closed.first().click();
}

async function complete(chat: ChatPage, text: string, items: Scene['finds'] & object): Promise<void> {
  const composer = chat.page.getByRole('textbox', { name: 'Message to Copilot' });
  await composer.fill('');
  await composer.fill(text);
  const { id } = await chat.wish('context/search');
  await chat.tell({ type: 'context/found', id, items });
}
