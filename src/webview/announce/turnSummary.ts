import type { Item, ToolCall } from '../../protocol/toView';
import { duration } from '../base/format';
import { plural, t } from '../base/l10n';
import { changedFiles } from '../transcript/changedFiles';
import { arrange } from '../transcript/arrange';
import { endWords, stepSubject, stepVerb } from '../transcript/stepWords';
import { isMainAnswer, workedMs, type TurnInfo } from '../state/turnModel';
import { visibleString } from '../text/visibleText';

/** A screen reader can be stopped, but hardly skipped through: what is longer is read in the transcript. */
const longestSpoken = 1500;

/** How a turn goes, in the words that are spoken of it. */
export function turnWords(info: TurnInfo, items: readonly Item[]): string {
  switch (info.state) {
    case 'sending':
      return t('Message sent.');
    case 'running':
      return t('Working.');
    case 'done':
      return [finishedWords(info), ...workWords(items, info)].join(' ');
    case 'stopped':
      return t('Stopped.');
    case 'failed':
      return t('The turn failed.');
    case 'interrupted':
      return t('The turn was interrupted.');
  }
}

/** The last answer as plain words; code is named, not spelled. */
export function answerWords(items: readonly Item[]): string {
  const answers = items.flatMap((item) => (isMainAnswer(item) ? [item.text] : []));
  const plain = plainWords(answers.at(-1) ?? '');
  if (plain.length <= longestSpoken) return plain;
  return `${plain.slice(0, longestSpoken)}… ${t('The answer goes on in the conversation.')}`;
}

/** A step that has come to its end. */
export function stepWords(call: ToolCall): string {
  const line = t(stepVerb(call), visibleString(stepSubject(call), 'line'));
  const end = endWords(call);
  return end === undefined ? `${line}.` : t('{0}: {1}.', line, end);
}

export function plainWords(markdown: string): string {
  return markdown
    .replace(/^(```|~~~)[^\n]*\n[\s\S]*?(^\1[^\n]*$|$(?![\s\S]))/gm, t('Code block.'))
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*\|?[\s:|-]+\|[\s:|-]*$/gm, '')
    .replace(/^\s*(#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/[*_`|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function finishedWords(info: TurnInfo): string {
  return info.endedAt ? t('Finished after {0}.', duration(workedMs(info))) : t('Finished.');
}

/** The same counts as the line of the folded steps shows. */
function workWords(items: readonly Item[], { onDisk }: TurnInfo): readonly string[] {
  const { stepCount, failedCount } = arrange(items, true);
  const files = changedFiles(items, onDisk).length;
  return [
    stepCount > 0 ? plural(stepCount, '1 step.', '{0} steps.') : '',
    failedCount > 0 ? plural(failedCount, '1 of them failed.', '{0} of them failed.') : '',
    files > 0 ? plural(files, '1 file changed.', '{0} files changed.') : '',
  ].filter(Boolean);
}
