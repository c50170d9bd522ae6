/** Characters that mean something to the library, kept as others while it reads. */
const special = '[](){}|<>"/\\;:#&`\'';
const firstHeld = 0xe100;

/** A label as plain text that the library cannot misread. */
export function held(label: string): string {
  const plain = label
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/^`(.*)`$/s, '$1')
    .replace(/<br\s*\/?>|\\n/gi, ' ')
    .replace(/#quot;|&quot;/g, '"')
    .replace(/#(\d{1,5});/g, (_, code: string) => String.fromCodePoint(Number(code)));
  const text = [...plain].map((one) => {
    const at = special.indexOf(one);
    return at < 0 ? one : String.fromCodePoint(firstHeld + at);
  });
  return text.join('').trim() || '\u00a0';
}

/** Puts the characters back that `held` took away. */
export function released(text: string): string {
  return text.replace(/[\ue100-\ue120]/g, (one) => special[(one.codePointAt(0) ?? 0) - firstHeld] ?? one);
}
