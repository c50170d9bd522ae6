/** More folders than this are left out one by one after the search instead. */
const mostInPattern = 200;

/**
 * The pattern of what the search leaves out: what the settings `files.exclude` and `search.exclude` name, and
 * folders that git ignores, so that the search never goes into them.
 */
export function excludePattern(
  settings: readonly Readonly<Record<string, unknown>>[],
  ignored: readonly string[],
): string | undefined {
  // A condition on a sibling file (an object) is no pattern that the search takes.
  const named = settings.flatMap((setting) =>
    Object.entries(setting).flatMap(([glob, isOn]) => (isOn === true ? [glob] : [])),
  );
  const folders = ignored.filter((path) => path.endsWith('/') && !/[{}*?[\],]/.test(path));
  const patterns = [...new Set(named), ...folders.slice(0, mostInPattern).map((path) => `${path}**`)];
  // Braces do not nest.
  const whole = patterns.filter((pattern) => !pattern.includes('{'));
  return whole.length > 0 ? `{${whole.join(',')}}` : undefined;
}

/** Tells of a relative path whether git ignores it, by itself or with a folder above it. */
export function ignoredTest(ignored: readonly string[]): (path: string) => boolean {
  const names = new Set(ignored);
  return (path) => {
    if (names.has(path)) return true;
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
      if (names.has(path.slice(0, at + 1))) return true;
    }
    return false;
  };
}
