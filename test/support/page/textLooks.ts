// Runs in the page.

/** Tells the looks of texts apart, for as long as nothing changes: two of the same look have the same contrast. */
export function textLooks(): { readonly lookOf: (text: Element) => string } {
  interface Box {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  const noPaint = 'rgba(0, 0, 0, 0) none 1 none';
  const grounds = new Map<Element, string>();
  const views = new Map<Element, Box>();

  function paintOf(element: Element): string {
    const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(element);
    const paint = [backgroundColor, backgroundImage, opacity, filter].join(' ');
    return paint === noPaint ? '' : `/${paint}`;
  }

  /** Everything that a text stands on and that can change what one sees of it. */
  function groundOf(element: Element | null): string {
    if (!element) return '';
    const known = grounds.get(element);
    if (known !== undefined) return known;
    const ground = `${groundOf(element.parentElement)}${paintOf(element)}`;
    grounds.set(element, ground);
    return ground;
  }

  function common(one: Box, other: Box): Box {
    return {
      left: Math.max(one.left, other.left),
      top: Math.max(one.top, other.top),
      right: Math.min(one.right, other.right),
      bottom: Math.min(one.bottom, other.bottom),
    };
  }

  /** The part of the page in which one can see what is in an element. */
  function viewOf(element: Element | null): Box {
    if (!element) return { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
    const known = views.get(element);
    if (known) return known;
    const outer = viewOf(element.parentElement);
    const isOpen = getComputedStyle(element).overflow === 'visible';
    const view = isOpen ? outer : common(outer, element.getBoundingClientRect());
    views.set(element, view);
    return view;
  }

  function seenOf(element: Element): Box {
    return common(viewOf(element.parentElement), element.getBoundingClientRect());
  }

  const painted = [...document.body.querySelectorAll('*')]
    .map((element) => ({ element, paint: paintOf(element), box: seenOf(element) }))
    .filter(({ element, paint }) => paint && element.checkVisibility({ visibilityProperty: true }));

  /** What is painted at the same place without being around the text or in it. */
  function besidesOf(text: Element): string {
    const seen = seenOf(text);
    return painted
      .filter(({ element, box }) => {
        const { left, top, right, bottom } = common(seen, box);
        return right - left > 1 && bottom - top > 1 && !element.contains(text) && !text.contains(element);
      })
      .map(({ paint }) => `|${paint}`)
      .join('');
  }

  return {
    lookOf(text) {
      const { color, fontSize, fontWeight, textShadow } = getComputedStyle(text);
      return [color, fontSize, fontWeight, textShadow, groundOf(text), besidesOf(text)].join(' ');
    },
  };
}
