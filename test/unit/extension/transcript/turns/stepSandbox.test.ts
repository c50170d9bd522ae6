import assert from 'node:assert/strict';
import { hostIn, withSandbox } from '../../../../../src/extension/transcript/turns/stepSandbox';
import { call } from '../../../../support/page/states';

const step = call({ id: 'c1', tool: 'shell', subject: 'npm test' });

describe('What the sandbox did with a step', () => {
  const cases: readonly (readonly [Record<string, unknown>, unknown])[] = [
    [{ kind: 'policy_resolved', outcome: 'resolved' }, undefined],
    [{ kind: 'enforcement_state', outcome: 'engaged' }, { ran: 'inside' }],
    [{ kind: 'enforcement_state', outcome: 'inactive' }, { ran: 'outside' }],
    [{ kind: 'enforcement_state', outcome: 'failed' }, undefined],
    [{ kind: 'bypass_decided', outcome: 'approved' }, { ran: 'outside' }],
    [{ kind: 'bypass_decided', outcome: 'declined' }, undefined],
    [
      {
        kind: 'access_denied',
        outcome: 'denied',
        denialClass: 'network_host',
        confidence: 'sandbox_reported',
      },
      { ran: 'inside', refused: 'host' },
    ],
    [
      { kind: 'access_denied', outcome: 'denied', denialClass: 'ipc_access' },
      { ran: 'inside', refused: 'other' },
    ],
    [
      { kind: 'access_denied', denialClass: 'network_outbound', confidence: 'output_classified' },
      { ran: 'inside', refused: 'unclear' },
    ],
  ];
  for (const [data, expected] of cases)
    it(JSON.stringify(data), () => assert.deepEqual(withSandbox(step, data).sandbox, expected));
});

describe('The host that an output names', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['curl: (6) Could not resolve host: Packages.Example.com', 'packages.example.com'],
    ['npm error errno getaddrinfo ENOTFOUND registry.example.org', 'registry.example.org'],
    ['getaddrinfo EAI_AGAIN example.com', 'example.com'],
    ['npm error connect packages.example.com:443', 'packages.example.com'],
    ["fatal: unable to access 'https://git.example.com/x.git/'", 'git.example.com'],
    ['Could not resolve host: localhost', undefined],
    ['Could not resolve host: a..b', undefined],
    ['The sandbox blocked network access to other.example:443. It ran.', 'other.example'],
    ['nothing', undefined],
  ];
  for (const [output, expected] of cases) it(output, () => assert.equal(hostIn(output), expected));
});
