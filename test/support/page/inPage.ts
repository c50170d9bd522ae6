// What runs in the page. Its timers and `requestAnimationFrame` go by a clock that tests can stop.

/** Posts messages as the host does; resolves when the page has taken the last one. */
export async function takeMessages(messages: readonly unknown[]): Promise<void> {
  for (const message of messages) {
    const taken = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
    window.postMessage(message, '*');
    await taken;
  }
}

/** In the first one streamed text is drawn, in the second one effects run. */
export function passTwoFrames(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
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
