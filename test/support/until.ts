/** Waits for something that nobody announces, such as the end of a process. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false,
  timeoutMs = 20_000,
): Promise<T> {
  for (const end = Date.now() + timeoutMs; Date.now() < end;) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${timeoutMs / 1000} s in vain for ${what}`);
}
