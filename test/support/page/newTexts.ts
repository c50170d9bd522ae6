// What runs in the page to look at the contrast of texts that look the same only once.
import type axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import type { Violation } from './axe';

interface Shared {
  readonly axe: typeof axe;
  /** The looks of texts that have enough contrast; colours say all of the theme. */
  readableLooks?: Set<string>;
}

/** What is wrong with the contrast of texts that look as none before which had enough. */
export async function contrastOfNewTexts(options: RunOptions): Promise<readonly Violation[]> {
  const shared = window as unknown as Shared;
  const readable = (shared.readableLooks ??= new Set());
  const grounds = new Map<Element, string>();

  /** Everything behind a text that can change what one sees of it. */
  function groundOf(element: Element | null): string {
    if (!element) return '';
    const known = grounds.get(element);
    if (known !== undefined) return known;
    const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(element);
    const own = [backgroundColor, backgroundImage, opacity, filter].join(' ');
    const ground = `${groundOf(element.parentElement)}${own === 'rgba(0, 0, 0, 0) none 1 none' ? '' : `/${own}`}`;
    grounds.set(element, ground);
    return ground;
  }

  function lookOf(element: Element): string {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    return [color, fontSize, fontWeight, textShadow, groundOf(element)].join(' ');
  }

  /** What is for screen readers only is one pixel wide; what is disabled may be faint. */
  function isRead(element: Element): boolean {
    const isText =
      element.matches('input, textarea, select') ||
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
  const { passes, violations } = await shared.axe.run({ include: fresh as never }, options);
  for (const { element, any } of passes.flatMap(({ nodes }) => nodes)) {
    // One that is hidden passes too, but without colours.
    const hasColours = any.some(({ data }) => (data as { bgColor?: string } | null)?.bgColor);
    if (element && hasColours) readable.add(lookOf(element));
  }
  return violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
  }));
}
