// What runs in the page. Its timers and `requestAnimationFrame` go by a clock that tests can stop.

/**
 * Posts messages as the host does, and waits until the page has taken the last one. Unless its clock stands still
 * two frames pass: in the first one streamed text is drawn, in the second one effects run.
 */
export async function takeMessages(told: {
  readonly messages: readonly unknown[];
  readonly isFrozen: boolean;
}): Promise<void> {
  for (const message of told.messages) {
    const taken = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
    window.postMessage(message, '*');
    await taken;
  }
  if (told.isFrozen) return;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** Resolves when the browser itself has drawn, and has told of the sizes that changed. */
export function drawFrame(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(document.documentElement);
  });
}

/** Keeps the style sheets of all themes, and switches on that of one. */
export async function putOnTheme(wanted: { readonly href: string; readonly class: string }): Promise<void> {
  const links = [
    ...document.querySelectorAll<HTMLLinkElement>('link[href*="/themes/"]:not([href*="defaults"])'),
  ];
  if (!links.some(({ href }) => href === wanted.href)) {
    const link = document.createElement('link');
    const loaded = new Promise((resolve) => link.addEventListener('load', resolve));
    Object.assign(link, { rel: 'stylesheet', href: wanted.href });
    links[0]?.after(link);
    links.push(link);
    await loaded;
  }
  for (const link of links) if (link.sheet) link.sheet.disabled = link.href !== wanted.href;
  document.body.className = wanted.class;
}
