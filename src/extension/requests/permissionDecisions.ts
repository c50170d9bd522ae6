import { randomUUID } from 'node:crypto';
import type { PermissionMode } from '../../protocol/toView';
import {
  asKnownPermissionRequest,
  type PermissionContext,
  type PermissionDecision,
  type PermissionRequest,
} from '../../sdk/index';
import type { PendingRequests, PermissionAnswer } from './pendingRequests';
import type { Approvals } from '../permissions/approvals';
import { decide, type Verdict } from '../permissions/decide';
import { ruleDenial } from '../rules/denial';
import type { LedgerEntry } from '../permissions/decisionLog';
import { readRequest, type RequestFacts } from '../permissions/readRequest';
import { isConfined, isUnconfirmed } from '../sandbox/confinement';
import type { RuleDraft } from '../rules/rules';
import type { Subject } from '../rules/subject';
import { denialsFor, scopesFor, type Denied, type Scope } from '../rules/ruleSuggestions';
import type { SessionSandbox } from '../sandbox/sessionSandbox';

export interface SessionPermissionsOptions {
  readonly sessionId: string;
  /** The folders that the session works in, its own first. */
  readonly folders: readonly string[];
  readonly approvals: Approvals;
  readonly requests: PendingRequests;
  readonly mode: () => PermissionMode;
  /** What may hold the session's commands. */
  readonly sandbox?: Pick<SessionSandbox, 'state' | 'ready' | 'asked' | 'trusted'> | undefined;
  readonly title: () => string;
  /** The subagent or server behind a request that waits. */
  readonly askedBy: (requestId: string) => string | undefined;
  /** The tool of a call, once the CLI has told that it begins. */
  readonly toolOf: (toolCallId: string) => string | undefined;
  /** Holds on to the files of a write; what comes back tells the agent what it would take away, if anything. */
  readonly watchWrite?:
    ((request: PermissionRequest) => Promise<() => Promise<string | undefined>>) | undefined;
  /** What tells one MCP server of a name from another; undefined where nobody knows. */
  readonly mcpIdentity?: ((server: string) => Promise<string | undefined>) | undefined;
}

/** Something that the agent wants to do, and how to tell it again. */
export interface Act {
  readonly id: string;
  readonly facts: RequestFacts;
  readonly signal: AbortSignal;
  /** As the CLI made it; an editor tool makes none. */
  readonly request?: PermissionRequest | undefined;
}

/** What became of an act; the words are for the agent. */
export type Settled =
  { readonly isAllowed: true } | { readonly isAllowed: false; readonly words: string } | 'withdrawn';

/** Told to the agent when the person gives no reason; without any text the CLI would end the whole turn. */
const plainDenial = 'The user denied this. Do not try the same again; go on without it or ask.';

/** Decides on what the agent of one session wants to do, or asks the person, and writes down each decision. */
export class SessionPermissions {
  /** The command that the person wants instead; the agent's next request for it in this turn is answered already. */
  private ownCommand: string | undefined;

  constructor(private readonly options: SessionPermissionsOptions) {}

  /** On a request of the CLI. */
  async decide(request: PermissionRequest, context: PermissionContext): Promise<PermissionDecision> {
    const { folders, mcpIdentity } = this.options;
    const { requestId: id, promptRequest, signal } = context;
    const { sandbox } = this.options;
    if (sandbox) await sandbox.ready();
    if (signal.aborted) return { kind: 'no-result' };
    sandbox?.asked(request);
    const server = asKnownPermissionRequest(request);
    const identity = server?.kind === 'mcp' ? await mcpIdentity?.(server.serverName) : undefined;
    const facts = readRequest(request, promptRequest, folders, identity);
    const act = { id, facts, signal, request };
    const settled = await this.settleWrite(act);
    if (settled === 'withdrawn') return { kind: 'no-result' }; // nobody waits for this word
    return settled.isAllowed ? { kind: 'approve-once' } : { kind: 'reject', feedback: settled.words };
  }

  /** On any act: by what is allowed and forbidden, else by the person. */
  async settle(act: Act): Promise<Settled> {
    const verdict = this.judge(act);
    if (verdict.decision !== 'ask') return this.carryOutVerdict(act, verdict);
    const { approvals, requests } = this.options;
    const { id, facts, signal, request } = act;
    const scopes = facts.isManaged || facts.isOnceOnly ? [] : scopesFor(facts.subject, this.folder);
    const denied = denialsFor(facts.subject);
    const waiting = requests.permission({
      id,
      facts,
      signal,
      request,
      reason: verdict.reason,
      scopes: scopes.map((scope, index) => approvals.offer(scope, index)),
      denials: denied.map((one, index) => approvals.offerDenial(one, index)),
    });
    const watching = approvals.onDidChange(() => this.release(act));
    try {
      const askedBy = this.options.askedBy(id);
      return this.carryOut(act, { scopes, denied, askedBy }, await waiting);
    } finally {
      watching.dispose();
    }
  }

  /** The CLI writes what it has shown over whatever stands in the file by then. */
  private async settleWrite(act: Act): Promise<Settled> {
    const { request, facts } = act;
    const isWrite = request !== undefined && facts.subject.kind === 'write';
    const changedSince = isWrite ? await this.options.watchWrite?.(request) : undefined;
    const settled = await this.settle(act);
    const words = settled !== 'withdrawn' && settled.isAllowed ? await changedSince?.() : undefined;
    if (words === undefined) return settled;
    this.record(act, { decision: 'denied', by: 'editor', words });
    return { isAllowed: false, words };
  }

  /** Whether a rule forbids an act; what it forbids for certain is written down. */
  forbids(subject: Subject): 'certain' | 'possible' | 'no' {
    const { certain, isPossible } = this.options.approvals.denials(subject);
    if (!certain) return isPossible ? 'possible' : 'no';
    const facts = { subject, paths: [], isManaged: false, isOnceOnly: true };
    this.record({ id: `host ${randomUUID()}`, facts }, { decision: 'denied', by: 'rule', rule: certain.id });
    return 'certain';
  }

  /** What the person wrote in place of a command holds for the turn in which they wrote it. */
  turnEnded(): void {
    this.ownCommand = undefined;
  }

  private get folder(): string {
    return this.options.folders[0] ?? '';
  }

  private judge({ facts, request }: Act): Verdict {
    const { approvals, sessionId, folders, mode, toolOf, sandbox } = this.options;
    return decide(facts.subject, {
      folders,
      mode: mode(),
      isManaged: facts.isManaged,
      ownCommand: this.ownCommand,
      isConfined: isConfined(facts.subject, request, sandbox?.state),
      leavesSandbox: facts.leaves !== undefined,
      isUnconfirmed: isUnconfirmed(facts.subject, sandbox?.state),
      tool: facts.toolCallId === undefined ? undefined : toolOf(facts.toolCallId),
      denials: (subject) => approvals.denials(subject),
      allowance: (subject) => approvals.allowance(subject, sessionId),
    });
  }

  /** A rule that was saved meanwhile, for another request, may answer this one too. */
  private release(act: Act): void {
    const verdict = this.judge(act);
    if (verdict.decision !== 'ask' && verdict.by === 'rule')
      this.options.requests.answerPermission(act.id, { decision: 'by-rule', verdict });
  }

  private carryOutVerdict(act: Act, verdict: Exclude<Verdict, { decision: 'ask' }>): Settled {
    if (verdict.by === 'you') this.ownCommand = undefined;
    if (verdict.by === 'sandbox' && act.request) this.options.sandbox?.trusted(act.request);
    this.record(act, verdict);
    return verdict.decision === 'allowed' ? { isAllowed: true } : { isAllowed: false, words: ruleDenial };
  }

  private carryOut(
    act: Act,
    offered: {
      readonly scopes: readonly Scope[];
      readonly denied: readonly Denied[];
      readonly askedBy?: string | undefined;
    },
    answer: PermissionAnswer | undefined,
  ): Settled {
    const { askedBy } = offered;
    const record = (made: Made) => this.record(act, { ...made, ...(askedBy && { askedBy }) });
    switch (answer?.decision) {
      case undefined:
        return 'withdrawn';
      case 'allow-once':
        record({ decision: 'allowed', by: 'you' });
        return { isAllowed: true };
      case 'allow-scope': {
        const scope = offered.scopes[Number(answer.scope)];
        const draft = scope && ({ effect: 'allow', match: scope.match } as const);
        record({ decision: 'allowed', by: 'you', ...this.saved(draft, scope?.until, askedBy) });
        return { isAllowed: true };
      }
      case 'by-rule':
        return this.carryOutVerdict(act, answer.verdict);
      case 'edit':
        this.ownCommand = answer.command.trim();
        record({ decision: 'edited', by: 'you', words: answer.command });
        return { isAllowed: false, words: askForOwnCommand(answer.command) };
      case 'deny': {
        const words = answer.reason?.trim();
        record({ decision: 'denied', by: 'you', ...(words && { words }) });
        return { isAllowed: false, words: words || plainDenial };
      }
      case 'deny-always': {
        const one = offered.denied[Number(answer.denial)];
        const draft = one && ({ effect: 'deny', match: one.match } as const);
        record({ decision: 'denied', by: 'you', ...this.saved(draft, one?.until, askedBy) });
        return { isAllowed: false, words: ruleDenial };
      }
    }
  }

  private saved(
    draft: RuleDraft | undefined,
    reach: Scope['until'] | undefined,
    askedBy: string | undefined,
  ): { readonly rule?: string } {
    if (!draft || !reach) return {};
    const { approvals, sessionId, title } = this.options;
    const origin = { place: 'card', session: title(), ...(askedBy && { askedBy }) } as const;
    const session = reach === 'session' ? sessionId : undefined;
    return { rule: approvals.save(draft, origin, reach, session)?.id };
  }

  private record({ id, facts }: Pick<Act, 'id' | 'facts'>, made: Made): void {
    const { approvals, sessionId, title } = this.options;
    approvals.record({
      session: sessionId,
      title: title(),
      asked: facts.subject,
      request: id,
      ...(facts.toolCallId && { call: facts.toolCallId }),
      ...made,
    });
  }
}

type Made = Pick<LedgerEntry, 'decision' | 'by'> &
  Partial<Pick<LedgerEntry, 'rule' | 'mode' | 'words' | 'askedBy'>>;

/** An act that the CLI does not ask for: of one of the editor's own tools, or a page that was fetched. */
export function hostAct(
  facts: Pick<RequestFacts, 'subject' | 'toolCallId' | 'input'>,
  signal: AbortSignal,
): Act {
  return {
    id: `host ${randomUUID()}`,
    signal,
    facts: { paths: [], isManaged: false, isOnceOnly: true, ...facts },
  };
}

/** The protocol has no way to change a command, so the agent is asked to call again. */
function askForOwnCommand(command: string): string {
  return [
    'The user did not allow this command but edited it. Nothing was run.',
    'Call the tool again now with exactly this command, which the user has already allowed:',
    command.trim(),
  ].join('\n');
}
