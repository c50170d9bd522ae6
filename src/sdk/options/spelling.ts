/**
 * Options in the guide's Python spelling (`base_url`) read as ours (`baseUrl`). Only the names of the
 * object's own fields: what stands in them (a JSON schema, an environment) is none of our business.
 */
export function camelKeys<T extends object>(options: T): T {
  const entries = Object.entries(options);
  if (!entries.some(([name]) => isSnake(name))) return options;
  const others = new Set(entries.map(([name]) => name));
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      const ours = isSnake(name) ? toCamel(name) : name;
      // Given in both spellings, ours counts.
      return ours !== name && others.has(ours) ? [] : [[ours, value]];
    }),
  ) as T;
}

function isSnake(name: string): boolean {
  return /^[a-z]+[a-z0-9]*(_[a-z0-9]+)+$/.test(name);
}

function toCamel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}
