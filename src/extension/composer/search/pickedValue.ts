import * as z from 'zod';
import type { FoundSymbol } from './contextSources';

const position = z.object({ line: z.number(), character: z.number() });
const symbol = z.object({
  name: z.string(),
  path: z.string(),
  range: z.object({ start: position, end: position }),
});

/** A symbol as the page hands it back when it is picked. */
export function symbolValue(found: FoundSymbol): string {
  return JSON.stringify(found);
}

export function parseSymbol(value: string): FoundSymbol {
  return symbol.parse(JSON.parse(value));
}
