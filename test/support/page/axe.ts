import axe from 'axe-core';
import type { NodeResult, Result, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { contrastOfNewTexts } from './newTexts';

/** Only what the messages are made of: the rest costs as much as the rules. */
const lean: RunOptions = { resultTypes: ['violations'], selectors: false, preload: false };

export type Violation = Pick<Result, 'id'> & {
  readonly nodes: readonly Pick<NodeResult, 'html' | 'failureSummary'>[];
};

/** What axe finds wrong on the page as it is; `chosen` narrows it to some of its rules. */
export async function violations(page: Page, chosen: RunOptions = {}): Promise<readonly string[]> {
  await bringAxe(page);
  const found = await page.evaluate(
    async (options) => {
      const { axe: runner } = window as unknown as { axe: typeof axe };
      return (await runner.run(document, options)).violations;
    },
    { ...lean, ...chosen },
  );
  return found.map(words);
}

/**
 * What axe finds wrong with the contrast of texts, in the theme that the page wears. A text that looks in every
 * respect as one that had enough contrast since the page was loaded is not looked at again.
 */
export async function contrastProblems(page: Page): Promise<readonly string[]> {
  await bringAxe(page);
  const options: RunOptions = {
    ...lean,
    runOnly: ['color-contrast'],
    resultTypes: ['violations', 'passes'],
    elementRef: true,
  };
  return (await page.evaluate(contrastOfNewTexts, options)).map(words);
}

async function bringAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
}

function words({ id, nodes }: Violation): string {
  return `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`;
}
