import type { ChatPage } from './chatPage';

interface Stop {
  readonly element: HTMLElement;
  readonly looks: readonly string[];
}

interface Walk {
  /** Whether only what has had the focus before gets it now. */
  isRound(): boolean;
  problems(): string[];
}

/** Keys that are pressed before one looks, once all that is there should have had the focus. */
const batch = 4;
/** So many stops no state of the page has; more means that the focus is caught. */
const most = 240;

/** Goes through the page with Tab; says what cannot be reached, what does not show its focus, what catches it. */
export async function tabWalk({ page }: ChatPage): Promise<readonly string[]> {
  let keys = await page.evaluate(begin);
  let pressed = 0;
  let isRound = false;
  while (pressed < most && !isRound) {
    // A key that is held down comes again and again.
    await Promise.all(Array.from({ length: keys }, () => page.keyboard.down('Tab')));
    await page.keyboard.up('Tab');
    isRound = await page.evaluate(() => (window as unknown as { walk: Walk }).walk.isRound());
    pressed += keys;
    keys = batch;
  }
  const problems = await page.evaluate(() => (window as unknown as { walk: Walk }).walk.problems());
  return isRound ? problems : [...problems, 'the focus never comes to the end'];
}

/** Runs in the page. Gives back how many keys it will take if all is well. */
function begin(): number {
  const stops: Stop[] = [];
  const seen = new Set<Element>();
  let again = 0;
  const own = 'a[href], button, input, textarea, select, summary, [tabindex]';
  const within = 4;
  // One that hands the focus on within its row may have it twice.
  const enough = 8;

  function looksOf(element: HTMLElement): string[] {
    const looks: string[] = [];
    let at: HTMLElement | null = element;
    for (let up = 0; at && up < within; up += 1, at = at.parentElement) {
      const { outline, outlineOffset, boxShadow, borderColor } = getComputedStyle(at);
      looks.push(outline.startsWith('rgb') && / none /.test(outline) ? '' : `${outline} ${outlineOffset}`);
      looks.push(boxShadow, borderColor);
    }
    return looks;
  }

  function isThere(element: HTMLElement): boolean {
    return (
      element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
      !element.matches(':disabled') &&
      element.closest('[inert]') === null
    );
  }

  function nameOf(element: HTMLElement): string {
    const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
    return `${element.localName}.${element.className} “${name}”`;
  }

  /** One stop stands for all of a group that arrow keys go through, and a field for the row it is in. */
  function isBesides(element: HTMLElement): boolean {
    return (
      element.matches('[role=option], [role^=menuitem], [role=radio], input[type=radio], :has(textarea)') ||
      // A heading that a key leads to is no stop.
      (element.tabIndex < 0 && !element.matches('a, button, input, textarea, select, summary')) ||
      (element.tabIndex < 0 && element.closest('[data-queued]') !== null) ||
      // Comes and goes with the place in the transcript; Ctrl+Up does the same from anywhere.
      element.closest('.stick') !== null
    );
  }

  const note = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    again = seen.has(target) ? again + 1 : 0;
    if (again === 0) stops.push({ element: target, looks: looksOf(target) });
    seen.add(target);
  };
  document.addEventListener('focusin', note);

  (window as unknown as { walk: Walk }).walk = {
    isRound: () => again >= enough,
    problems() {
      document.removeEventListener('focusin', note);
      const all = [...document.querySelectorAll<HTMLElement>(own)].filter(isThere);
      const missed = all.filter((element) => !seen.has(element) && !isBesides(element));
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      const unseen = stops.filter(
        ({ element, looks }) =>
          element.isConnected && !isBesides(element) && looksOf(element).join() === looks.join(),
      );
      return [
        ...missed.map((element) => `not reached: ${nameOf(element)}`),
        ...unseen.map(({ element }) => `focus not seen: ${nameOf(element)}`),
      ];
    },
  };
  const stopsOfTab = [...document.querySelectorAll<HTMLElement>(own)].filter(
    (element) => element.tabIndex >= 0 && isThere(element),
  );
  return stopsOfTab.length + enough;
}
