import fs from 'node:fs';
import path from 'node:path';
import type { Workbench } from './workbench';

const FOLDER = 'out/screenshots';

const THEMES = {
  light: { name: 'Light Modern', className: 'vscode-light', keyword: '#af00db' },
  dark: { name: 'Dark Modern', className: 'vscode-dark', keyword: '#c586c0' },
  contrast: { name: 'Default High Contrast', className: 'vscode-high-contrast', keyword: '' },
} as const;

/** The tests of the page alone look at each state in all themes and widths. */
const LOOKS = [
  ['light', 320],
  ['dark', 700],
  ['contrast', 700],
] as const;

export type Theme = keyof typeof THEMES;

export async function switchTheme(workbench: Workbench, theme: Theme): Promise<void> {
  const { name, className, keyword } = THEMES[theme];
  workbench.set({ 'workbench.colorTheme': name });
  await workbench.chat.frame.locator(`body.${className}`).waitFor();
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
