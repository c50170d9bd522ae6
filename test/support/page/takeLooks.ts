// Runs in the page.
import type { Result, RunOptions } from 'axe-core';
import type { InPageLook } from './looks';
import type { Toolbox } from './toolbox';

/** Looks at the page in one way after the other, and leaves it in the last one's; nothing if there are no tools. */
export async function takeLooks(looks: readonly InPageLook[]): Promise<readonly string[] | undefined> {
  const { toolbox } = window as unknown as { toolbox?: Toolbox };
  if (!toolbox) return undefined;
  const { axe, contrastOfNewTexts, putOnTheme } = toolbox;
  /** Only what the messages are made of: the rest costs as much as the rules. */
  const lean: RunOptions = { resultTypes: ['violations'], selectors: false, preload: false };
  const colours: RunOptions = {
    ...lean,
    runOnly: ['color-contrast'],
    resultTypes: ['violations', 'passes'],
    elementRef: true,
  };

  async function violations(at: InPageLook['at']): Promise<readonly Result[]> {
    switch (at) {
      case 'everything': {
        const rest = await axe.run(document, { ...lean, rules: { 'color-contrast': { enabled: false } } });
        return [...rest.violations, ...(await contrastOfNewTexts(colours))];
      }
      case 'colours': {
        const links = await axe.run(document, { ...lean, runOnly: ['link-in-text-block'] });
        return [...links.violations, ...(await contrastOfNewTexts(colours))];
      }
      case 'names': // off unless one asks for it
        return (await axe.run(document, { ...lean, runOnly: ['label-content-name-mismatch'] })).violations;
      case 'nothing':
        return [];
    }
  }

  const words = ({ id, nodes }: Result) =>
    `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`;

  /** Nothing may stick out sideways. */
  const wide = (within: string) =>
    [document.documentElement, ...document.querySelectorAll(within)]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map(
        (element) =>
          `sticks out: ${element.className || element.tagName} ${element.scrollWidth} > ${element.clientWidth}`,
      );

  const found: string[] = [];
  for (const { name, dir, href, bodyClass, at, within } of looks) {
    document.documentElement.dir = dir;
    await putOnTheme({ href, class: bodyClass });
    if (at === 'nothing') continue;
    const problems = [...(await violations(at)).map(words), ...wide(within)];
    found.push(...problems.map((problem) => `${name}: ${problem}`));
  }
  return found;
}
