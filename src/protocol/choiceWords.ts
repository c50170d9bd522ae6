/**
 * Words for what can be chosen both in the page and in the editor's own pickers, each in English: both
 * sides translate them. Beside the types this is all that the page takes from here at run time.
 */
import type { PermissionMode } from './composer';
import type { AgentMode } from './foot';

export interface ChoiceWords {
  readonly label: string;
  readonly note: string;
}

/** Marks a sentence that is translated where it is shown. */
function key(english: string): string {
  return english;
}

export const agentModeWords: Readonly<Record<AgentMode, ChoiceWords>> = {
  interactive: {
    label: key('Agent'),
    note: key('Works on the task and asks when something is unclear.'),
  },
  plan: {
    label: key('Plan'),
    note: key('Writes a plan first and changes nothing until you agree.'),
  },
  autopilot: {
    label: key('Autopilot'),
    note: key('Goes on by itself until the task is done. Permissions are asked as before.'),
  },
};

export const permissionModeWords: Readonly<Record<PermissionMode, ChoiceWords>> = {
  ask: {
    label: key('Ask every time'),
    note: key('The agent asks before it runs a command, writes, reads or fetches anything.'),
  },
  'allow-reads': {
    label: key('Ask before changes'),
    note: key('The agent may read files of this folder. It asks before everything else.'),
  },
  'allow-all': {
    label: key('Allow everything'),
    note: key('Nothing is asked. Commands can change or delete any file of yours.'),
  },
};

const effortLabels = new Map<string, string>(
  Object.entries({
    '': key('The model’s own'),
    none: key('None'),
    minimal: key('Minimal'),
    low: key('Low'),
    medium: key('Medium'),
    high: key('High'),
    xhigh: key('Very high'),
  }),
);

/** The name of a reasoning effort; one of a newer CLI is called what it calls itself. */
export function effortLabel(effort: string): string {
  return effortLabels.get(effort) ?? effort;
}
