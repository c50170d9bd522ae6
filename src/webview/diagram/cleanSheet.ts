import { copyLooks } from './cleanStyle';
import { ownId } from './cleanTree';

/** The library's rules, as far as they are about the picture with this id and only say how it looks. */
export function cleanSheet(sheets: readonly CSSStyleSheet[], id: string): CSSStyleSheet {
  const clean = new CSSStyleSheet();
  for (const sheet of sheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSStyleRule)) continue;
      const selectors = partsOf(rule.selectorText).filter((part) => isWithin(part, id));
      if (selectors.length === 0) continue;
      const own = selectors.map((part) =>
        part.replace(/#([\w-]+)/g, (_all, name: string) => `#${ownId(name, id)}`),
      );
      const at = clean.insertRule(`${own.join(',')}{}`, clean.cssRules.length);
      const made = clean.cssRules[at];
      if (made instanceof CSSStyleRule) copyLooks(rule.style, made.style, (name) => ownId(name, id));
    }
  }
  return clean;
}

/** Commas within brackets part nothing. */
function partsOf(selector: string): readonly string[] {
  return selector.split(/,(?![^([]*[)\]])/).map((part) => part.trim());
}

/** Of the picture itself or of what is in it, and of nothing beside it. */
function isWithin(selector: string, id: string): boolean {
  const rest = selector.startsWith(`#${id}`) ? selector.slice(id.length + 1) : undefined;
  return rest !== undefined && /^(?:$|[\s>.:[])/.test(rest) && !/[+~]|:(?:has|host|root|is|where)/.test(rest);
}
