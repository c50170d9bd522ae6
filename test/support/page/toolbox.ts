// What is put into the page to look at it with.
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { putOnTheme } from './inPage';
import { contrastOfNewTexts } from './newTexts';
import { takeLooks } from './takeLooks';
import { textLooks } from './textLooks';

const tools = { contrastOfNewTexts, putOnTheme, takeLooks, textLooks };

export type Toolbox = typeof tools & {
  readonly axe: typeof axe;
  /** The looks of texts that have enough contrast; colours say all of the theme. */
  readonly readable: Set<string>;
};

/** Once for each load of the page. */
export async function bringToolbox(page: Page): Promise<void> {
  const functions = Object.entries(tools).map(([name, tool]) => `${name}: ${String(tool)}`);
  await page.evaluate(
    `${axe.source}; window.toolbox = { axe: window.axe, readable: new Set(), ${functions.join()} }`,
  );
}
