import type { TokenColors } from '../protocol/toView';

/** Leaves the colours of code to the page, which has them for light, dark and high contrast. */
export const plainTokens: TokenColors = {
  keyword: '',
  string: '',
  number: '',
  comment: '',
  function: '',
  type: '',
};
