import type { TokenColors } from '../../protocol/toView';

/** Gives the theme's code colours to the style sheet; an empty one leaves its own. */
export function applyTokenColors(colors: TokenColors | undefined): void {
  const { style } = document.documentElement;
  for (const [name, color] of Object.entries(colors ?? {})) {
    if (color) style.setProperty(`--fd-token-${name}`, color);
    else style.removeProperty(`--fd-token-${name}`);
  }
}
