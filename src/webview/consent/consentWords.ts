import type { ConsentGroup, ConsentKind, ConsentProblem, ConsentRow } from '../../protocol/consent';
import { key, plural, t } from '../base/l10n';

interface Words {
  readonly icon: string;
  readonly one: string;
  readonly many: string;
  readonly about: string;
  readonly question: string;
  readonly answer: readonly string[];
  readonly allow: string;
  readonly list: string;
  readonly off: string;
}

/** `{0}` is how many, `{1}` the folder. */
const words: Readonly<Record<ConsentKind, Words>> = {
  hook: {
    icon: 'zap',
    one: key('{1} wants to run 1 hook'),
    many: key('{1} wants to run {0} hooks'),
    about: key('Commands in this repository that run by themselves'),
    question: key('What hooks can do'),
    answer: [
      key(
        'They run as you, without asking and outside the sandbox. A hook can read your prompts and can allow, deny or change what a tool does.',
      ),
      key(
        'Scripts of this folder that a command names belong to the content. What a script loads itself does not. Your own hooks run either way.',
      ),
    ],
    allow: key('Allow these hooks'),
    list: key('Hooks'),
    off: key('You can write now. Until you decide, no hook runs.'),
  },
  'mcp-server': {
    icon: 'mcp',
    one: key('{1} wants to start 1 MCP server'),
    many: key('{1} wants to start {0} MCP servers'),
    about: key('Programs or addresses that give the agent more tools'),
    question: key('What MCP servers can do'),
    answer: [
      key(
        'They start with each session, run as you and outside the sandbox, and see what the agent hands to their tools.',
      ),
      key('Before the agent uses one of their tools, it asks as your permissions say.'),
    ],
    allow: key('Allow these servers'),
    list: key('MCP servers'),
    off: key('You can write now. Until you decide, no server starts.'),
  },
  'lsp-server': {
    icon: 'server-process',
    one: key('{1} wants to start 1 language server'),
    many: key('{1} wants to start {0} language servers'),
    about: key('Programs that read code when the agent looks something up'),
    question: key('What language servers can do'),
    answer: [
      key('They run as you, without asking and outside the sandbox, from the first look-up on.'),
      key(
        'Scripts of this folder that a command names belong to the content. What a script loads itself does not.',
      ),
    ],
    allow: key('Allow these servers'),
    list: key('Language servers'),
    off: key('You can write now. Until you decide, no server starts.'),
  },
  agent: {
    icon: 'agent',
    one: key('{1} brings 1 custom agent'),
    many: key('{1} brings {0} custom agents'),
    about: key('Roles with instructions and tools of their own'),
    question: key('What custom agents can do'),
    answer: [
      key(
        'Work can be handed to them. They follow their own instructions, and can start the MCP servers that they name.',
      ),
      key('What they run is asked for as your permissions say.'),
    ],
    allow: key('Allow these agents'),
    list: key('Custom agents'),
    off: key('You can write now. Until you decide, none of them is used.'),
  },
  skill: {
    icon: 'lightbulb',
    one: key('{1} brings 1 skill with tools'),
    many: key('{1} brings {0} skills with tools'),
    about: key('Instructions that name tools of their own'),
    question: key('What skills can do'),
    answer: [
      key('The agent follows them when they fit the task, with the tools that they name.'),
      key('What it runs is asked for as your permissions say.'),
    ],
    allow: key('Allow these skills'),
    list: key('Skills'),
    off: key('You can write now. Until you decide, none of them is used.'),
  },
};

export function consentTitle({ kind, rows }: ConsentGroup, folder: string): string {
  const { one, many } = words[kind];
  return plural(rows.length, one, many, folder);
}

export function consentIcon(kind: ConsentKind): string {
  return words[kind].icon;
}

/** A sentence of the kind, in the person's language. */
export function consentText(kind: ConsentKind, what: Exclude<keyof Words, 'icon' | 'answer'>): string {
  return t(words[kind][what]);
}

export function consentAnswer(kind: ConsentKind): readonly string[] {
  return words[kind].answer.map((sentence) => t(sentence));
}

const events: ReadonlyMap<string, string> = new Map([
  ['sessionstart', key('Session starts')],
  ['sessionend', key('Session ends')],
  ['userpromptsubmitted', key('You send a message')],
  ['userpromptsubmit', key('You send a message')],
  ['pretooluse', key('Before every tool')],
  ['posttooluse', key('After every tool')],
  ['posttoolusefailure', key('After a tool failed')],
  ['permissionrequest', key('Before you are asked')],
  ['agentstop', key('Agent stops')],
  ['stop', key('Agent stops')],
  ['subagentstart', key('Subagent starts')],
  ['subagentstop', key('Subagent stops')],
  ['precompact', key('Before compaction')],
  ['notification', key('On a notification')],
  ['erroroccurred', key('On an error')],
]);

/** When a hook runs; an event that has no words here is named as it is. */
export function eventWords(name: string): string {
  const known = events.get(name.toLowerCase());
  return known === undefined ? name : t(known);
}

export function rowName(kind: ConsentKind, { name }: ConsentRow): string {
  return kind === 'hook' && name !== '' ? eventWords(name) : name;
}

const problems: Readonly<Record<ConsentProblem, string>> = {
  shape: key('Not understood as a whole, so it stays off.'),
  variables: key('Uses variables of this machine, so it stays off.'),
  unreadable: key('Cannot be read, so it stays off.'),
  'too-large': key('Too large to look at, so it stays off.'),
};

export function problemWords(problem: ConsentProblem): string {
  return t(problems[problem]);
}

/** The beginning of the hash, for the eye. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;
}

/** Whether a yes would lead to anything. */
export function canAllow({ kind, rows }: ConsentGroup): boolean {
  if (kind === 'lsp-server') return rows.every(({ problem }) => problem === undefined);
  return rows.some(({ problem }) => problem === undefined);
}
