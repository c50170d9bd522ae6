import type { StepInSandbox, ToolCall } from '../../../protocol/toView';
import { textOf, wordsOf, type Fields } from '../../base/fields';

type Refused = NonNullable<StepInSandbox['refused']>;

const refusals: ReadonlyMap<string, Refused> = new Map<string, Refused>([
  ['network_outbound', 'network'],
  ['network_host', 'host'],
  ['network_local', 'local'],
  ['filesystem_read', 'read'],
  ['filesystem_write', 'write'],
]);

/** What `sandbox.decision` tells of a step. */
export function withSandbox(call: ToolCall, data: Fields): ToolCall {
  const outcome = textOf(data, 'outcome');
  switch (textOf(data, 'kind')) {
    case 'enforcement_state':
      if (outcome === 'engaged') return { ...call, sandbox: { ran: 'inside' } };
      return outcome === 'inactive' ? { ...call, sandbox: { ran: 'outside' } } : call;
    case 'access_denied': {
      // A command that only prints such words comes this far.
      const isSure = textOf(data, 'confidence') !== 'output_classified';
      const refused = isSure ? (refusals.get(textOf(data, 'denialClass') ?? '') ?? 'other') : 'unclear';
      return { ...call, sandbox: { ran: 'inside', refused } };
    }
    case 'bypass_decided':
      if (outcome !== 'approved') return call;
      return { ...call, sandbox: { ran: 'outside' } };
    default:
      return call;
  }
}

/** Of a step of before, from which the decisions themselves are gone. */
export function sandboxIn(data: Fields, telemetry: Fields): StepInSandbox | undefined {
  const applied = wordsOf(telemetry, 'sandboxApplied');
  if (data['sandboxed'] !== true || applied === undefined) return undefined;
  return { ran: applied === 'true' ? 'inside' : 'outside' };
}

/** Ways in which programs name the host that they did not reach. */
const hostPatterns = [
  /\bnetwork access to ([a-z0-9.-]+):\d+/i,
  /could not resolve host:? ([a-z0-9.-]+)/i,
  /(?:ENOTFOUND|EAI_AGAIN) ([a-z0-9.-]+)/,
  /connect(?:ing)?(?: to)? ([a-z0-9-]+(?:\.[a-z0-9-]+)+):\d+/i,
  /https?:\/\/([a-z0-9.-]+)/i,
];

/** The host that an output names first; a proposal, since a program may print anything. */
export function hostIn(output: string): string | undefined {
  const found = hostPatterns.map((pattern) => pattern.exec(output)?.[1]?.replace(/\.+$/, '').toLowerCase());
  return found.find((host) => host !== undefined && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(host));
}
