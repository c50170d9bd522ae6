/** What a table holds under a name from outside; nothing of what every object has by birth, as `constructor`. */
export function ownValue<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  // eslint-disable-next-line own/no-foreign-key -- looked for right here
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
