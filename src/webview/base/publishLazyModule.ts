/** Called by a script of its own when it is there; it brings nothing of what the page has already. */
export function handOver(name: string, value: unknown): void {
  window.dispatchEvent(new CustomEvent(readyEvent(name), { detail: value }));
}

export function readyEvent(name: string): string {
  return `flightdeck-${name}`;
}
