import type { Locator, Page } from 'playwright-core';

/** Runs a command by its title, as a person finds it. */
export async function runFromPalette(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await takeFromList(page, `>${title}`, title);
}

/** Types a text into the list at the top of the window and takes the row that is called `label`. */
async function takeFromList(page: Page, text: string, label: string): Promise<void> {
  const box = page.locator('.quick-input-widget input[type=text]');
  await box.fill(text);
  const name = page.locator('.label-name', { hasText: whole(label) });
  // Before the list follows the text, nothing in it is marked as found.
  const found = page.locator('.highlight');
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ has: name }).filter({ has: found });
  try {
    await row.first().waitFor({ timeout: 6000 });
  } catch {
    // What was opened before this list took the keys late, and with them the text.
    if (!(await box.isVisible())) await page.keyboard.press('F1');
    await box.fill(text);
    await row.first().waitFor();
  }
  await pressUntilFocused(box, row);
  await box.press('Enter');
  await row.first().waitFor({ state: 'hidden' });
}

function whole(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

/** Titles that the palette offers for a text. */
export async function paletteOffers(page: Page, text: string): Promise<readonly string[]> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input[type=text]').fill(`>${text}`);
  const list = page.locator('.quick-input-list');
  // Before the list follows the text, nothing in it is marked as found.
  const followed = list.locator('.highlight').or(list.getByText(/^(No matching|similar commands)/));
  await followed.first().waitFor();
  const titles = await list.locator('.monaco-list-row .label-name').allInnerTexts();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  return titles;
}

/** Picks an item of a list that the editor shows at the top of the window. */
export async function pickFromList(page: Page, label: string): Promise<void> {
  await takeFromList(page, label, label);
}

/** Picks a file in the editor's own dialog, which begins in the folder of the file in front. */
export async function pickFromFileDialog(page: Page, name: string): Promise<void> {
  const box = page.locator('.quick-input-widget input[type=text]');
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: name });
  await row.waitFor();
  await pressUntilFocused(box, row);
  await box.press('Enter');
  await row.waitFor({ state: 'hidden' });
}

/** By key: where a row stands may change under the mouse. */
async function pressUntilFocused(box: Locator, row: Locator): Promise<void> {
  const focused = row.and(box.page().locator('.focused'));
  while ((await focused.count()) === 0) await box.press('ArrowDown');
}

/** Opens the context menu of something and picks an item of it. */
export async function pickFromContextMenu(target: Locator, label: string): Promise<void> {
  const page = target.page();
  await target.click({ button: 'right' });
  const item = page.locator('.monaco-menu .action-item', { hasText: label });
  await item.hover();
  // The menu swallows a click that comes at once and says nothing when it is ready; the key is always taken.
  await page.locator('.monaco-menu .action-item.focused', { hasText: label }).waitFor();
  await page.keyboard.press('Enter');
  await item.waitFor({ state: 'detached' });
}

/** The row of a file in the explorer. */
export function explorerRow(page: Page, name: string): Locator {
  return page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
}

/** Opens a text file by its name; `line` puts the cursor there. */
export async function openFile(page: Page, name: string, line?: number): Promise<void> {
  await page.keyboard.press('Control+P');
  await takeFromList(page, line === undefined ? name : `${name}:${line}`, name);
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator(`.editor-instance .monaco-editor.focused[data-uri$="/${name}"]`).waitFor();
  if (line !== undefined) await page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();
}

/** The text lines of the editor in front. */
export function editorLines(page: Page): Locator {
  return page.locator('.editor-group-container.active .monaco-editor .view-line');
}
