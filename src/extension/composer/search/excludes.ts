import picomatch from 'picomatch';

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
  const named = switchedOn(settings);
  const folders = ignored.filter((path) => path.endsWith('/') && !/[{}*?[\],]/.test(path));
  const patterns = [...new Set(named), ...folders.slice(0, mostInPattern).map((path) => `${path}**`)];
  // Braces do not nest; what has some is left out after the search.
  const whole = patterns.filter((pattern) => !pattern.includes('{'));
  return whole.length > 0 ? `{${whole.join(',')}}` : undefined;
}

/** Tells of a relative path whether a setting with braces excludes it, by itself or with a folder above it. */
export function excludedTest(
  settings: readonly Readonly<Record<string, unknown>>[],
): (path: string) => boolean {
  const globs = switchedOn(settings).filter((glob) => glob.includes('{'));
  if (globs.length === 0) return () => false;
  const matches = picomatch(globs, { dot: true, nonegate: true, noextglob: true });
  return (path) => {
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
      if (matches(path.slice(0, at))) return true;
    }
    return matches(path);
  };
}

/** A condition on a sibling file (an object) is no pattern that the search takes. */
function switchedOn(settings: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return settings.flatMap((setting) =>
    Object.entries(setting).flatMap(([glob, isOn]) => (isOn === true ? [glob] : [])),
  );
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
