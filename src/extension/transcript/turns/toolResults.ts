import type { ToolCall, ToolState } from '../../../protocol/toView';
import { denierIn } from './denials';
import { fieldsOf, listOf, numberOf, textOf, wordsOf } from '../../base/fields';
import type { Fields } from '../../base/fields';
import { cutMiddle } from '../../base/textLimits';
import { sandboxIn } from './stepSandbox';
import { terminalText } from '../../base/terminalText';
import { readDiff, totalOf } from '../../base/unifiedDiff';
import { withCounts } from '../../base/patchFiles';

/** Lines that the CLI adds to the output of a shell for the model, such as `<shellId: 0 completed with exit code 0>`. */
const shellTrailer = /\n?<(?:shellId: |command [a-z ]*with shellId: )[^>]*>\s*$/;

/** The output so far: each piece replaces the one before. */
export function growingTool(call: ToolCall, output: string): ToolCall {
  return { ...call, output: cutMiddle(terminalText(output)) };
}

/** What `tool.execution_complete` says, put into the step it belongs to. */
export function completedTool(call: ToolCall, data: Fields, endedAt: number): ToolCall {
  if ((call.state === 'interrupted' || call.state === 'skipped') && stateOf(data) === 'interrupted') {
    return call;
  }
  const result = fieldsOf(data['result']);
  const exitCode = exitCodeOf(data, result);
  const done: ToolCall = {
    ...call,
    state: stateOf(data),
    durationMs: ownTime(call, endedAt),
    ...outputOf(call, result),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...changeOf(call, result),
    ...foundOf(call, data, result),
    ...sandboxOf(call, data),
  };
  if (isDeclined(call, done)) return { ...done, state: 'denied', deniedBy: 'you' };
  const error = errorOf(data, done.state);
  if (error === undefined) return done;
  const deniedBy = done.state === 'denied' ? (done.deniedBy ?? denierIn(error)) : undefined;
  return { ...done, error, ...(deniedBy && { deniedBy }) };
}

/** How long it worked: without the time that it waited for the person. */
export function ownTime({ startedAt, waitedMs = 0 }: ToolCall, at: number): number {
  return Math.max(at - startedAt - waitedMs, 0);
}

/** A call whose end nobody will tell. */
export function interruptedTool(call: ToolCall, at: number): ToolCall {
  if (call.state === 'waiting' || call.tool === 'question') return notRun(call);
  return { ...call, state: 'interrupted', durationMs: ownTime(call, at) };
}

/** A call that only waited for the person. */
export function notRun({ durationMs: _durationMs, waitedMs: _waitedMs, ...call }: ToolCall): ToolCall {
  return { ...call, state: 'skipped' };
}

/** What the agent gets as the answer to a question that the person declines. */
export const declinedAnswer = 'The user declined to answer.';

function isDeclined({ tool }: ToolCall, { output }: ToolCall): boolean {
  return tool === 'question' && output?.includes(declinedAnswer) === true;
}

function sandboxOf(call: ToolCall, data: Fields): Pick<ToolCall, 'sandbox'> {
  const sandbox = call.sandbox ?? sandboxIn(data, fieldsOf(fieldsOf(data['toolTelemetry'])['properties']));
  return sandbox === undefined ? {} : { sandbox };
}

function stateOf(data: Fields): ToolState {
  if (data['success'] === true) {
    return 'done';
  }
  switch (textOf(fieldsOf(data['error']), 'code')) {
    case 'denied':
    case 'rejected':
      return 'denied';
    // Made up by a CLI that finds a call without an end in a resumed session.
    case 'interrupted':
      return 'interrupted';
    default:
      return 'failed';
  }
}

function errorOf(data: Fields, state: ToolState): string | undefined {
  if (state !== 'failed' && state !== 'denied') {
    return undefined;
  }
  return wordsOf(fieldsOf(data['error']), 'message') ?? wordsOf(data, 'error');
}

function outputOf(call: ToolCall, result: Fields): Pick<ToolCall, 'output'> {
  const content = textOf(result, 'content');
  if (content === undefined) {
    return {};
  }
  const whole = content.replace(shellTrailer, '');
  if (call.tool !== 'shell') {
    return { output: cutMiddle(terminalText(whole)) };
  }
  // A very long output comes back only as a preview; what was streamed tells more.
  const output = cutMiddle(terminalText(whole));
  const streamed = call.output ?? '';
  return { output: streamed.trimEnd().length > output.length ? streamed : output };
}

function exitCodeOf(data: Fields, result: Fields): number | undefined {
  const exit = listOf(result, 'contents')
    .map(fieldsOf)
    .find((content) => content['type'] === 'shell_exit');
  return numberOf(fieldsOf(data['shellExecution']), 'exitCode') ?? (exit && numberOf(exit, 'exitCode'));
}

/** Searches answer with a line for each thing found, or with a sentence. */
function foundOf(call: ToolCall, data: Fields, result: Fields): Pick<ToolCall, 'found'> {
  const content = textOf(result, 'content');
  if (call.tool !== 'search' || data['success'] !== true || content === undefined) {
    return {};
  }
  const lines = content.split('\n').filter((line) => line.trim() !== '' && line !== '--');
  const isSentence = /^no (?:matches|files|results)/i.test(content.trim());
  const given = fieldsOf(parsed(call.input));
  const what = call.name === 'glob' || given['output_mode'] !== 'content' ? 'files' : 'matches';
  return { found: { count: isSentence ? 0 : lines.length, what } };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // cut because it is long
  }
}

function changeOf(call: ToolCall, result: Fields): Partial<ToolCall> {
  const detail = textOf(result, 'detailedContent');
  const change = readDiff(detail);
  if (change === undefined) return {};
  if (call.tool !== 'read') {
    const { diff, counts } = change;
    return { diff, ...totalOf(counts), ...(call.files && { files: withCounts(call.files, counts) }) };
  }
  // The listing of a folder comes as if it were a new file; there is nothing to open and no line to count.
  return /^create file mode /m.test(change.diff)
    ? { path: undefined }
    : { diff: change.diff, ...readRange(call, result) };
}

/** For a call that names no range, or none with an end. */
function readRange(call: ToolCall, result: Fields): Pick<ToolCall, 'range'> {
  const content = textOf(result, 'content');
  const hunk = /^@@ -(\d+)/m.exec(textOf(result, 'detailedContent') ?? '');
  if (call.range !== undefined || content === undefined || content === '' || hunk === null) {
    return {};
  }
  const start = Number(hunk[1]);
  return { range: { start, end: start + content.replace(/\n$/, '').split('\n').length - 1 } };
}
