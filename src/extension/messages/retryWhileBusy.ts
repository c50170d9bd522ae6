const pauseMs = 100;
const limitMs = 5000;

/**
 * Asks again while the CLI answers `session-busy`. It goes back, and looks at what going back would change, one at
 * a time and not while a turn still ends; nothing tells when it is free. Gives back the last answer,
 * that of being busy too when it stays so or is no longer wanted.
 */
export async function onceFree<T extends { readonly outcome?: string; readonly reason?: string }>(
  ask: () => Promise<T>,
  isWanted: () => boolean = () => true,
): Promise<T> {
  for (const end = Date.now() + limitMs; ;) {
    const answer = await ask();
    const isBusy = answer.outcome === 'session-busy' || answer.reason === 'session-busy';
    if (!isBusy || Date.now() >= end || !isWanted()) return answer;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
