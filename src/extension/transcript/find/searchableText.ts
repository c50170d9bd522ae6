import { stripVTControlCharacters } from 'node:util';
import type { Item, ToolCall, Turn } from '../../../protocol/toView';
import { plainMarkdown } from './plainMarkdown';

/** A text that the page shows, and where. */
export interface FindText {
  readonly itemId: string;
  readonly text: string;
}

/** The place of a turn's prompt among its items. */
export const promptId = 'prompt';

/** What one can find in a turn, in the order in which it is shown. */
export function textsOf(turn: Turn): readonly FindText[] {
  const items = turn.items.map((item) => ({ itemId: item.id, text: textOf(item) }));
  return [{ itemId: promptId, text: turn.prompt }, ...items].filter(({ text }) => text !== '');
}

function textOf(item: Item): string {
  switch (item.kind) {
    case 'answer':
    case 'reasoning':
      return plainMarkdown(item.text);
    case 'tool':
      return toolText(item).join('\n');
    case 'steer':
      return item.text;
    case 'retry':
    case 'notice':
      return '';
  }
}

/** As the page draws a step: its line, then what is beneath. */
function toolText(call: ToolCall): readonly string[] {
  const { subject, intention, input, diff, output, error, tool } = call;
  const hasInput = input !== subject && ['shell', 'mcp', 'other', 'editor'].includes(tool);
  const isDiffShown = diff !== undefined && tool !== 'read';
  const shownOutput = tool === 'agent' ? plainMarkdown(output ?? '') : stripVTControlCharacters(output ?? '');
  return [
    subject,
    intention,
    hasInput ? input : undefined,
    isDiffShown ? diffText(diff) : shownOutput,
    error,
  ].filter((text) => text !== undefined && text !== '') as readonly string[];
}

/** Without the signs and the head, which are not text of the file. */
function diffText(diff: string): string {
  return diff
    .split('\n')
    .filter((line) => !/^(?:---|\+\+\+|@@|diff |index |\\)/.test(line))
    .map((line) => line.slice(1))
    .join('\n');
}
