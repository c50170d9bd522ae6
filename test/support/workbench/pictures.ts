import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench';

const FOLDER = 'out/screenshots';

const THEMES = {
  light: { name: 'Light Modern', keyword: '#af00db' },
  dark: { name: 'Dark Modern', keyword: '#c586c0' },
  contrast: { name: 'Default High Contrast', keyword: '' },
} as const;

/** The tests of the page alone look at each state in all themes and widths. */
const LOOKS = [
  ['light', 320],
  ['dark', 700],
  ['contrast', 700],
] as const;

export type Theme = keyof typeof THEMES;

export async function switchTheme(workbench: Workbench, theme: Theme): Promise<void> {
  const { name, keyword } = THEMES[theme];
  workbench.set({ 'workbench.colorTheme': name });
  await workbench.chat.frame.locator(`body[data-vscode-theme-id="${name}"]`).waitFor();
  // The colours of code come a moment later, from the extension.
  await workbench.chat.frame.waitForFunction((wanted) => {
    const style = getComputedStyle(document.documentElement);
    return style.getPropertyValue('--fd-token-keyword').toLowerCase() === wanted;
  }, keyword);
}

/** Keeps a picture of the chat in each theme, narrow and wide; each is checked for accessibility. */
export async function pictureEverywhere(workbench: Workbench, name: string): Promise<void> {
  for (const [theme, width] of LOOKS) {
    await switchTheme(workbench, theme);
    await workbench.chat.resize(width);
    await picture(workbench, `${name}-${theme}-${width}`);
    await workbench.chat.assertAccessible();
  }
}

/** What the editor gives its pages in a theme. */
interface Dress {
  readonly style: string;
  readonly className: string;
}

/** The values of each theme as a real window gave them: the same in every window, so one of a process reads them. */
const kept = globalThis as { dresses?: Readonly<Record<Theme, Dress>> };

/**
 * Keeps a picture of a page in every theme, within a second: the values that the editor gave the page are kept from
 * one real switch of the theme and put on again, since a switch takes far longer than most states last.
 */
export async function pictures(workbench: Workbench, name: string, frame?: Frame): Promise<void> {
  fs.mkdirSync(FOLDER, { recursive: true });
  const dresses = (kept.dresses ??= await readDresses(workbench));
  const page = frame ?? workbench.chat.frame;
  const own = await dressOf(page);
  const box = await page.parentFrame()?.frameElement();
  for (const theme of ['light', 'dark', 'contrast'] as const) {
    await page.evaluate(putOn, dresses[theme]);
    await box?.screenshot({ path: path.join(FOLDER, `${name}-${theme}.png`) });
  }
  await page.evaluate(putOn, own);
}

async function readDresses(workbench: Workbench): Promise<Readonly<Record<Theme, Dress>>> {
  const read = async (theme: Theme): Promise<Dress> => {
    await switchTheme(workbench, theme);
    return dressOf(workbench.chat.frame);
  };
  return { light: await read('light'), contrast: await read('contrast'), dark: await read('dark') };
}

function dressOf(frame: Frame): Promise<Dress> {
  return frame.evaluate(() => ({
    style: document.documentElement.style.cssText,
    className: document.body.className,
  }));
}

/** Runs in the page. */
function putOn({ style, className }: Dress): void {
  document.documentElement.style.cssText = style;
  document.body.className = className;
}

/** Keeps a picture of the secondary side bar. */
export async function picture(workbench: Workbench, name: string): Promise<void> {
  fs.mkdirSync(FOLDER, { recursive: true });
  const bar = workbench.page.locator('.part.auxiliarybar');
  await bar.screenshot({ path: path.join(FOLDER, `${name}.png`) });
}

/** Keeps a picture of the whole window. */
export async function pictureWindow(workbench: Workbench, name: string): Promise<void> {
  fs.mkdirSync(FOLDER, { recursive: true });
  await workbench.page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
}
