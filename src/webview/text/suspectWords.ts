import { plural } from '../base/l10n';
import { suspectsIn, type TextKind } from './visibleText';

export type ForeignText = readonly [text: string, kind: TextKind];

/** The warnings about all that is drawn as boxes in these texts. */
export function suspectWords(texts: readonly ForeignText[]): readonly string[] {
  const found = texts.map(([text, kind]) => suspectsIn(text, kind));
  const hidden = found.reduce((sum, one) => sum + one.hidden, 0);
  const alike = found.reduce((sum, one) => sum + one.alike, 0);
  const words: string[] = [];
  if (hidden > 0)
    words.push(
      plural(
        hidden,
        '1 hidden character can make it read as something else. It is drawn as a box.',
        '{0} hidden characters can make it read as something else. Each is drawn as a box.',
      ),
    );
  if (alike > 0)
    words.push(
      plural(
        alike,
        '1 character looks like another one. It is drawn as a box.',
        '{0} characters look like others. Each is drawn as a box.',
      ),
    );
  return words;
}
