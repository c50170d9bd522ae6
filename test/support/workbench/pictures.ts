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

/** What the editor gives its pages in a theme. */
interface Dress {
  readonly style: string;
  readonly className: string;
}

/** The values of each theme as a real window gave them: the same in every window, so one of a process reads them. */
const kept = globalThis as { dresses?: Readonly<Record<Theme, Dress>> };

/** Keeps a picture of a page in every theme. */
export async function pictures(workbench: Workbench, name: string, frame?: Frame): Promise<void> {
  const page = frame ?? workbench.chat.frame;
  await inDress(workbench, page, async (put) => {
    for (const theme of ['light', 'dark', 'contrast'] as const) {
      await put(theme);
      await pictureOf(page, `${name}-${theme}`);
    }
  });
}

/** Keeps a picture of the chat in every theme, narrow or wide; each is checked for accessibility. */
export async function pictureEverywhere(workbench: Workbench, name: string): Promise<void> {
  const { chat } = workbench;
  await inDress(workbench, chat.frame, async (put) => {
    for (const [theme, width] of LOOKS) {
      await put(theme);
      await chat.resize(width);
      await pictureOf(chat.frame, `${name}-${theme}-${width}`);
      await chat.assertAccessible();
    }
  });
}

/**
 * Lets a page be looked at in any theme at once: the values that the editor gave the chat are kept from one real
 * switch of the theme and put on again, since a switch takes far longer than most states last.
 */
async function inDress(
  workbench: Workbench,
  page: Frame,
  look: (put: (theme: Theme) => Promise<void>) => Promise<void>,
): Promise<void> {
  const dresses = (kept.dresses ??= await readDresses(workbench));
  const own = await dressOf(page);
  await look((theme) => page.evaluate(putOn, dresses[theme]));
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

async function pictureOf(page: Frame, name: string): Promise<void> {
  fs.mkdirSync(FOLDER, { recursive: true });
  const box = await page.parentFrame()?.frameElement();
  await box?.screenshot({ path: path.join(FOLDER, `${name}.png`) });
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
