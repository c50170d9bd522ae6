import type { DeniedBy, ToolCall, ToolKind, ToolState } from '../../protocol/toView';
import { baseName } from '../base/format';
import { eventWords } from '../consent/consentWords';
import { key, plural, t } from '../base/l10n';
import { planParts } from '../state/planParts';
import { isRefused } from './sandboxWords';

interface Verbs {
  readonly plain: string;
  readonly running: string;
  readonly done: string;
}

/** `{0}` is what the step works on. */
const verbs: Readonly<Record<ToolKind, Verbs>> = {
  shell: { plain: key('Run {0}'), running: key('Running {0}'), done: key('Ran {0}') },
  edit: { plain: key('Edit {0}'), running: key('Editing {0}'), done: key('Edited {0}') },
  create: { plain: key('Create {0}'), running: key('Creating {0}'), done: key('Created {0}') },
  read: { plain: key('Read {0}'), running: key('Reading {0}'), done: key('Read {0}|done') },
  search: { plain: key('Search {0}'), running: key('Searching {0}'), done: key('Searched {0}') },
  fetch: { plain: key('Fetch {0}'), running: key('Fetching {0}'), done: key('Fetched {0}') },
  agent: { plain: key('Agent {0}'), running: key('Agent {0}'), done: key('Agent {0}') },
  plan: { plain: key('Wrote {0}'), running: key('Writing {0}'), done: key('Wrote {0}') },
  todos: { plain: key('Update {0}'), running: key('Updating {0}'), done: key('Updated {0}') },
  question: { plain: key('Ask {0}'), running: key('Asking {0}'), done: key('Asked {0}') },
  editor: { plain: key('Use {0}'), running: key('Using {0}'), done: key('Used {0}') },
  mcp: { plain: key('Use {0}'), running: key('Using {0}'), done: key('Used {0}') },
  hook: { plain: key('Hook: {0}'), running: key('Hook: {0}'), done: key('Hook: {0}') },
  other: { plain: key('Use {0}'), running: key('Using {0}'), done: key('Used {0}') },
};

const kindIcons: Readonly<Record<ToolKind, string>> = {
  shell: 'terminal',
  edit: 'diff',
  create: 'new-file',
  read: 'file',
  search: 'search',
  fetch: 'globe',
  agent: 'agent',
  question: 'question',
  plan: 'checklist',
  todos: 'checklist',
  editor: 'editor-layout',
  mcp: 'mcp',
  hook: 'zap',
  other: 'tools',
};

const stateIcons: Readonly<Partial<Record<ToolState, string>>> = {
  running: 'loading',
  waiting: 'bell',
  failed: 'error',
  denied: 'circle-slash',
  interrupted: 'circle-slash',
  skipped: 'circle-slash',
};

export function stepVerb(call: ToolCall): string {
  const words = verbs[call.tool];
  switch (call.state) {
    case 'running':
      return words.running;
    case 'waiting':
      // A question that waits has been asked; nothing else that waits has happened.
      return call.tool === 'question' ? words.done : words.plain;
    case 'done':
      return words.done;
    case 'failed':
    case 'interrupted':
      // A command that ended badly, or was cut off, did run; an edit that failed changed nothing.
      return call.tool === 'shell' && (call.exitCode !== undefined || call.state === 'interrupted')
        ? words.done
        : words.plain;
    case 'denied':
    case 'skipped':
      return call.tool === 'question' ? words.done : words.plain;
  }
}

export function stepIcon(call: ToolCall): string {
  if (isRefused(call) && (call.state === 'failed' || call.exitCode)) return 'circle-slash';
  return stateIcons[call.state] ?? kindIcons[call.tool];
}

/** A step that did not do what it was for; a command with another exit code than 0 has failed. */
export function hasFailed({ state, exitCode }: ToolCall): boolean {
  return state === 'failed' || (state === 'done' && Boolean(exitCode));
}

/** How a step ended that did not go well; undefined of the others. */
export function endWords(call: ToolCall): string | undefined {
  if (call.state === 'denied') return isRefused(call) ? t('Sandbox refused') : deniedWords(call);
  if (call.state === 'interrupted') return t('Interrupted');
  if (call.state === 'skipped') return call.tool === 'question' ? t('Not answered') : t('Not run');
  if (!hasFailed(call)) return undefined;
  if (isRefused(call)) return t('Sandbox refused');
  return call.exitCode ? t('Exit code {0}', call.exitCode) : t('Failed');
}

/** Who denied the step, as far as that is known. */
export function deniedWords({ tool, deniedBy }: ToolCall): string {
  if (tool === 'plan') return t('Discarded');
  if (tool === 'question') return t('Declined');
  return deniedBy === undefined ? t('Denied') : t(denials[deniedBy]);
}

const denials: Readonly<Record<DeniedBy, string>> = {
  you: key('Denied by you'),
  edit: key('Edited by you'),
  rule: key('Denied by a CLI rule'),
  mode: key('Denied by plan mode'),
  hook: key('Denied by a hook'),
  policy: key('Denied by a policy'),
  check: key('Denied by a CLI check'),
  nobody: key('Denied, nobody could be asked'),
};

/** What a hook decided on a tool. */
export function hookWords({ hook }: ToolCall): string | undefined {
  if (hook === undefined) return undefined;
  return t(hookDecisions[hook.decision], hook.tool);
}

const hookDecisions: Readonly<Record<NonNullable<ToolCall['hook']>['decision'], string>> = {
  allowed: key('Allowed {0}'),
  denied: key('Denied {0}'),
  asked: key('Has you asked about {0}'),
};

/** What stands in the line: short, since the whole is in the details. */
export function stepSubject(call: ToolCall): string {
  switch (call.tool) {
    case 'edit':
    case 'create':
    case 'read':
      return (
        call.files?.map((file) => baseName(file.subject)).join(', ') || baseName(call.subject) || call.name
      );
    case 'search':
      return call.subject ? `“${call.subject}”` : call.name;
    case 'fetch':
      return call.subject.replace(/^https?:\/\//, '') || call.name;
    case 'editor':
    case 'mcp':
    case 'other':
      return call.name;
    case 'hook':
      return eventWords(call.name);
    case 'plan':
      return planSubject(call);
    case 'todos':
      return t('the todos');
    case 'shell':
      if (isHiddenCommand(call)) return t('a command of {0} lines', lineCount(call.input));
      return call.subject || call.name;
    case 'agent':
    case 'question':
      return call.subject || call.name;
  }
}

/** Of a command that waits for an answer, its first line alone would say the wrong thing. */
export function isHiddenCommand({ tool, state, input }: ToolCall): boolean {
  return tool === 'shell' && state === 'waiting' && lineCount(input) > 1;
}

function lineCount(text: string): number {
  return text.trim().split('\n').length;
}

function planSubject(call: ToolCall): string {
  const { stepCount } = planParts(call.input);
  return stepCount === 0 ? t('a plan') : plural(stepCount, 'a plan of 1 step', 'a plan of {0} steps');
}

/** Whether there is anything to show beneath the line. */
export function hasDetails(call: ToolCall): boolean {
  const { output, diff, error, intention, allowedBy, sandbox } = call;
  return Boolean(
    output || diff || error || intention || allowedBy || sandbox?.refused || isWorthShowing(call),
  );
}

/** What a narrow bar has room for. */
const longestInLine = 36;

/** The input tells more than the line above it does. */
export function isWorthShowing(call: ToolCall): boolean {
  if (call.tool === 'plan' || call.tool === 'todos') return call.input.trim() !== '';
  if (call.tool === 'hook') return call.input.trim() !== '';
  if (call.input.trim() === '') return false;
  // A long one is cut in the line above.
  if (call.input === call.subject) return call.tool === 'shell' && call.input.length > longestInLine;
  return call.tool === 'shell' || call.tool === 'mcp' || call.tool === 'other' || call.tool === 'editor';
}
