import type { Locator, Page } from 'playwright-core';

/** Runs a command by its title, as a person finds it. */
export async function runFromPalette(page: Page, title: string): Promise<void> {
  const pick = async (timeout: number) => {
    await typeInPalette(page, title);
    // The whole title: "Stop" is not "Stop CLI".
    await page.locator('.quick-input-list .label-name', { hasText: whole(title) }).click({ timeout });
  };
  // A view that takes the focus at this moment closes the list again, and a person opens it once more.
  await pick(5000).catch(async () => {
    await page.keyboard.press('Escape');
    await pick(20_000);
  });
}

async function typeInPalette(page: Page, text: string): Promise<void> {
  const box = page.locator('.quick-input-widget input[type=text]');
  await page.keyboard.press('F1');
  await box.waitFor();
  // A view that takes the focus at this moment closes the list again.
  await box.fill(`>${text}`, { timeout: 3000 }).catch(async () => {
    await page.keyboard.press('F1');
    await box.fill(`>${text}`);
  });
}

function whole(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

/** Titles that the palette offers for a text. */
export async function paletteOffers(page: Page, text: string): Promise<readonly string[]> {
  await typeInPalette(page, text);
  const rows = page.locator('.quick-input-list .monaco-list-row .label-name');
  await rows.first().waitFor();
  const titles = await rows.allInnerTexts();
  await page.keyboard.press('Escape');
  return titles;
}

/** Picks an item of a list that the editor shows at the top of the window. */
export async function pickFromList(page: Page, label: string): Promise<void> {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
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

/** Opens a file by its name; `line` puts the cursor there. */
export async function openFile(page: Page, name: string, line?: number): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
  const pick = async (timeout: number) => {
    await page.keyboard.press('Control+P');
    const box = page.locator('.quick-input-widget input[type=text]');
    await box.fill(line === undefined ? name : `${name}:${line}`, { timeout });
    await row.click({ timeout });
  };
  // A view that takes the focus at this moment closes the list again.
  await pick(3000).catch(() => pick(20_000));
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

/** The text lines of the editor in front. */
export function editorLines(page: Page): Locator {
  return page.locator('.editor-group-container.active .monaco-editor .view-line');
}
