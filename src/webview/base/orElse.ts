/** What fails for one thing is told to the host, and the rest goes on. */
export function orElse<T>(act: () => T, otherwise: () => T): T {
  try {
    return act();
  } catch (error) {
    reportError(error);
    return otherwise();
  }
}
