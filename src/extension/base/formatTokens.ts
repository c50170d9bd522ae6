/** A count of tokens in few letters: `128k`, `1.5M`. */
export function tokensShort(tokens: number): string {
  if (tokens >= 1e6) return `${round(tokens / 1e6)}M`;
  return tokens >= 1000 ? `${Math.round(tokens / 1000)}k` : String(tokens);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
