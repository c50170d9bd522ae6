// What runs in the page to look at the contrast of texts that look the same only once.
import type { Result, RunOptions } from 'axe-core';
import type { Toolbox } from './toolbox';

/** What is wrong with the contrast of texts that look as none before which had enough. */
export async function contrastOfNewTexts(options: RunOptions): Promise<readonly Result[]> {
  const { toolbox } = window as unknown as { toolbox: Toolbox };
  const { readable } = toolbox;
  const { lookOf } = toolbox.textLooks();

  /** What is for screen readers only is one pixel wide; what is disabled may be faint. */
  function isRead(element: Element): boolean {
    const isText =
      element.matches('input:not([type=radio], [type=checkbox]), textarea, select') ||
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    return (
      isText &&
      element.checkVisibility({ visibilityProperty: true }) &&
      element.getBoundingClientRect().width > 1 &&
      !element.closest(':disabled, [aria-disabled=true]')
    );
  }

  const texts = [...document.body.querySelectorAll('*')].filter(isRead);
  const fresh = texts.filter((text) => !readable.has(lookOf(text)));
  if (fresh.length === 0) return [];
  const { passes, violations } = await toolbox.axe.run({ include: fresh as never }, options);
  for (const { element, any } of passes.flatMap(({ nodes }) => nodes)) {
    // One that is hidden passes too, but without colours.
    const hasColours = any.some(({ data }) => (data as { bgColor?: string } | null)?.bgColor);
    if (element && hasColours) readable.add(lookOf(element));
  }
  return violations;
}
