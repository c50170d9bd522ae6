export interface SymbolQuery {
  readonly name: string;
  /** The class or module that it is said to be in. */
  readonly container: string | undefined;
}

/** Splits `OrderService.place()` into what is sought and where. */
export function symbolQuery(text: string): SymbolQuery {
  const parts = text
    .replace(/\(.*$/s, '')
    .split(/\.|::|#|->/)
    .filter(Boolean);
  return { name: parts.at(-1) ?? text, container: parts.at(-2) };
}

interface Symbol {
  readonly name: string;
  readonly containerName: string;
}

/** Those with exactly this name; of those the ones in the named container, when there are any. */
export function bestSymbols<S extends Symbol>(
  { name, container }: SymbolQuery,
  all: readonly S[],
): readonly S[] {
  const named = all.filter((one) => one.name.replace(/\(.*$/s, '') === name);
  const inside = named.filter((one) => container !== undefined && last(one.containerName) === container);
  return inside.length > 0 ? inside : named;
}

function last(container: string): string | undefined {
  return container.split(/\.|::/).at(-1);
}
