export type Verdict =
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'vulnerable'; readonly words: readonly string[] }
  | { readonly kind: 'good'; readonly others: number };

export function shippedNames(notices: string): readonly string[];
export function verdictOf(report: unknown, shipped: readonly string[]): Verdict;
