import {
  asKnownPermissionRequest,
  type PermissionApproval,
  type PermissionDecision,
  type PermissionRequest,
} from '../../sdk/index';

export interface Answer {
  readonly decision: 'allow-once' | 'allow-session' | 'deny';
  readonly reason?: string;
}

/** Told to the agent when the person gives no reason; without any text the CLI would end the whole turn. */
const plainDenial = 'The user denied this. Do not try the same again; go on without it or ask.';

/** What to answer the CLI. `prompt` is the display form, which has the names that an approval needs. */
export function decisionFor(
  answer: Answer,
  request: PermissionRequest,
  prompt?: PermissionRequest,
): PermissionDecision {
  switch (answer.decision) {
    case 'deny':
      return { kind: 'reject', feedback: answer.reason?.trim() || plainDenial };
    case 'allow-once':
      return { kind: 'approve-once' };
    case 'allow-session': {
      const approval = approvalFor(request, prompt);
      return approval ? { kind: 'approve-for-session', approval } : { kind: 'approve-once' };
    }
  }
}

function approvalFor(
  request: PermissionRequest,
  prompt: PermissionRequest | undefined,
): PermissionApproval | undefined {
  const known = asKnownPermissionRequest(request);
  switch (known?.kind) {
    case 'shell':
      return {
        kind: 'commands',
        commandIdentifiers: (known.commands ?? []).map((command) => command.identifier),
      };
    case 'write':
      return { kind: 'write' };
    case 'read':
      return { kind: 'read' };
    case 'mcp': {
      const bareName = prompt?.['toolName'];
      return {
        kind: 'mcp',
        serverName: known.serverName,
        toolName: typeof bareName === 'string' ? bareName : known.toolName,
      };
    }
    case 'custom-tool':
      return { kind: 'custom-tool', toolName: known.toolName };
    case 'url':
    case 'hook':
    case undefined:
      return undefined;
  }
}
