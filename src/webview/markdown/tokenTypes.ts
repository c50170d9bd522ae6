import type { Tokens } from 'marked';

/** Written as `type` into the tokens of what people write beside plain GitHub markdown. */
export const detailsType = 'details';
export const footnoteType = 'footnote';
export const footnoteMarkType = 'footnoteMark';

/** Something that opens and closes; what is in it was read already. */
export interface Details extends Tokens.Generic {
  readonly summary: Tokens.Generic[];
  readonly tokens: Tokens.Generic[];
  readonly isOpen: boolean;
}
