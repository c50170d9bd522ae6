import * as z from 'zod';
import { deniedBy } from './commandDenial';
import type { Subject } from './subject';

const text = z.string();

/** What a rule forbids, whatever else allows it. */
export const denial = z.discriminatedUnion('kind', [
  /** Commands that run this program with this verb, however the line is written. */
  z.object({ kind: z.literal('commands'), words: z.array(text).min(1) }),
  /** Addresses of this host and of those below it. */
  z.object({ kind: z.literal('host'), host: text }),
  z.object({ kind: z.literal('mcp'), server: text, tool: text }),
  z.object({ kind: z.literal('tool'), name: text }),
]);

export type Denial = z.infer<typeof denial>;

/** Told to the agent. */
export const ruleDenial =
  'A rule of the user forbids this. Do not try to reach the same in another way; go on without it or ask.';

/** Whether a rule forbids an act for certain, or may: then nothing but a word of the person allows it. */
export function isForbidden(rule: Denial, subject: Subject): 'certain' | 'possible' | 'no' {
  switch (rule.kind) {
    case 'commands':
      return subject.kind === 'shell' ? deniedBy(subject.command, rule.words) : 'no';
    case 'host':
      return reaches(rule.host, subject);
    case 'mcp':
      return subject.kind === 'mcp' && subject.server === rule.server && subject.tool === rule.tool
        ? 'certain'
        : 'no';
    case 'tool':
      return subject.kind === 'tool' && subject.name === rule.name ? 'certain' : 'no';
  }
}

function reaches(host: string, subject: Subject): 'certain' | 'possible' | 'no' {
  if (subject.kind === 'url') return isBelow(host, subject.url) ? 'certain' : 'no';
  // A program can reach it too; only its line tells, and not always.
  const isNamed = subject.kind === 'shell' && subject.command.toLowerCase().includes(host.toLowerCase());
  return isNamed ? 'possible' : 'no';
}

function isBelow(host: string, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const name = new URL(address).hostname.replace(/\.$/, '');
  return name === host || name.endsWith(`.${host}`);
}

/** What could be forbidden of an act, as it is offered beside a denial. */
export function denialOf(subject: Subject): Denial | undefined {
  switch (subject.kind) {
    case 'shell': {
      const words = forbiddenWords(subject.command);
      return words && { kind: 'commands', words: [...words] };
    }
    case 'url':
      return URL.canParse(subject.url) ? { kind: 'host', host: new URL(subject.url).hostname } : undefined;
    case 'mcp':
      return { kind: 'mcp', server: subject.server, tool: subject.tool };
    case 'tool':
      return { kind: 'tool', name: subject.name };
    default:
      return undefined;
  }
}

/** The program of a plain line and, where one follows at once, its verb: `git push` of `git push --force`. */
function forbiddenWords(line: string): readonly string[] | undefined {
  const [program, verb] = line.trim().split(/\s+/);
  if (!program || !/^[A-Za-z0-9_./-]+$/.test(program)) return undefined;
  const name = program.split('/').at(-1) ?? program;
  return verb && /^[a-z][a-z0-9:-]*$/.test(verb) ? [name, verb] : [name];
}
