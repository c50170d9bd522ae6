/** How much of an element may be cut by rounding. */
const slack = 2;

/** Whether an element is within everything that could cut it off, and not beneath the card's buttons. */
export function isInSight(element: HTMLElement): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  if (document.hidden || height === 0) return false;
  const cuts = scrollersOf(element).map((one) => one.getBoundingClientRect());
  const highest = Math.max(0, ...cuts.map((cut) => cut.top));
  const lowest = Math.min(innerHeight, buttonsTop(element), ...cuts.map((cut) => cut.bottom));
  return top >= highest - slack && bottom <= lowest + slack;
}

/** Scrolls on towards what stands further down, by a little less than what is in sight. */
export function scrollTowards(element: HTMLElement): void {
  for (const scroller of scrollersOf(element)) {
    const box = scroller.getBoundingClientRect();
    const lowest = Math.min(box.bottom, buttonsTop(element));
    if (element.getBoundingClientRect().bottom <= lowest + slack) continue;
    const before = scroller.scrollTop;
    scroller.scrollTop += Math.max(18, lowest - box.top - 36);
    if (scroller.scrollTop !== before) return;
  }
  element.scrollIntoView({ block: 'nearest' });
}

/** In a low window the card's buttons lie over its text. */
function buttonsTop(element: HTMLElement): number {
  return element.closest('.ask')?.querySelector('footer')?.getBoundingClientRect().top ?? Infinity;
}

/** From the inside out. */
function scrollersOf(element: HTMLElement): readonly HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let one = element.parentElement; one; one = one.parentElement)
    if (getComputedStyle(one).overflowY !== 'visible') found.push(one);
  return found;
}

/** Looks at once, and again whenever something is scrolled or changes its size; gives back how to stop. */
export function watchSight(element: HTMLElement, look: () => void): () => void {
  const sizes = new ResizeObserver(look);
  const card = element.closest('.ask');
  for (const one of [element, card?.querySelector('.body'), card?.querySelector('footer')])
    if (one) sizes.observe(one);
  document.addEventListener('scroll', look, { capture: true, passive: true });
  document.addEventListener('visibilitychange', look);
  window.addEventListener('resize', look);
  look();
  return () => {
    sizes.disconnect();
    document.removeEventListener('scroll', look, { capture: true });
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('resize', look);
  };
}
