/**
 * Keeps the focus from falling out of the page. When the element that has it goes, the focus goes to what
 * took its place: the next card, else where it was before the card, else the message.
 */
export function keepFocus(root: HTMLElement): () => void {
  let last: HTMLElement | undefined;
  let lastCard = false;
  /** Where the focus was before it went into a card. */
  let before: HTMLElement | undefined;
  const onFocusIn = (event: FocusEvent) => {
    if (!(event.target instanceof HTMLElement)) return;
    last = event.target;
    lastCard = last.closest('.ask') !== null;
    if (!lastCard) before = last;
  };
  const look = () => {
    const isLost = last && (!last.isConnected || last.matches(':disabled'));
    // Another window has the focus, or something of the page has taken it already.
    if (!isLost || !document.hasFocus() || document.activeElement !== document.body) return;
    const next = placeFor(lastCard, before);
    last = undefined;
    next?.focus();
  };
  const observer = new MutationObserver(look);
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  root.addEventListener('focusin', onFocusIn);
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', onFocusIn);
  };
}

function placeFor(wasCard: boolean, before: HTMLElement | undefined): HTMLElement | null {
  const card = wasCard ? document.querySelector<HTMLElement>('.ask footer .btn.main') : null;
  if (card) return card;
  if (wasCard && before?.isConnected && !before.matches(':disabled')) return before;
  return (
    document.querySelector<HTMLElement>('#message:not(:disabled)') ??
    document.querySelector<HTMLElement>('main[tabindex]')
  );
}
