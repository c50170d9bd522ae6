import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Conversation } from '../../../../src/extension/transcript/transcript';
import type { SessionEvent } from '../../../../src/extension/base/fields';
import type { Item, Request, ToView, Turn, ViewState } from '../../../../src/protocol/toView';
import { askedPermission } from '../permissions/askedPermission';

export const folder = '/projects/shop';

/** A recorded frame between client and CLI. */
interface Frame {
  readonly msg: {
    readonly id?: number | string | null;
    readonly method?: string;
    readonly params?: Readonly<Record<string, unknown>>;
    readonly result?: unknown;
  };
}

export interface Page {
  readonly turns: readonly Turn[];
  readonly requests: readonly Request[];
  readonly usage: ViewState['usage'];
}

export interface Run {
  readonly conversation: Conversation;
  readonly page: Page;
  readonly facts: readonly ToView[];
  /** The events of the session as the CLI would keep them. */
  readonly history: readonly SessionEvent[];
}

interface Options {
  /** Which session of the trace; the first if not said. */
  readonly sessionId?: string;
  /** The CLI died right before it resumed the session. */
  readonly crashes?: boolean;
  /** Called after each event, with what a person would see. */
  readonly watch?: (event: SessionEvent, conversation: Conversation, facts: readonly ToView[]) => void;
}

export function readTrace(name: string): readonly Frame[] {
  const lines = readFileSync(join(process.cwd(), 'test/fixtures/traces', `${name}.jsonl`), 'utf8').trim();
  return lines.split('\n').map((line) => JSON.parse(line) as Frame);
}

export function eventsOf(name: string): readonly SessionEvent[] {
  return readTrace(name)
    .filter(({ msg }) => msg.method === 'session.event')
    .map(({ msg }) => msg.params?.['event'] as SessionEvent);
}

export function sessionsOf(name: string): readonly string[] {
  const ids = readTrace(name).map((frame) => frame.msg.params?.['sessionId']);
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}

/** What the page would hold after these facts; each travels as JSON, as it does to the page. */
export class FakePage {
  private turns: Turn[] = [];
  private requests: readonly Request[] = [];
  private usage: ViewState['usage'];

  get shown(): Page {
    return { turns: this.turns, requests: this.requests, usage: this.usage };
  }

  take(facts: readonly ToView[]): void {
    for (const fact of facts) {
      this.takeOne(JSON.parse(JSON.stringify(fact)) as ToView);
    }
  }

  private takeOne(fact: ToView): void {
    switch (fact.type) {
      case 'turn/added':
        assert.equal(this.find(fact.turn.id), undefined, 'a turn is added once');
        this.turns.push(fact.turn);
        break;
      case 'turn/changed':
        this.change(fact.turnId, (turn) => ({ ...turn, ...fact.patch }));
        break;
      case 'turn/removed':
        assert.ok(this.find(fact.turnId), 'a removed turn is known');
        this.turns = this.turns.filter((turn) => turn.id !== fact.turnId);
        break;
      case 'item/added':
        this.changeItems(fact.turnId, (items) => {
          assert.ok(!items.some((item) => item.id === fact.item.id), 'an item is added once');
          return [...items, fact.item];
        });
        break;
      case 'item/changed':
        this.changeItem(fact.turnId, fact.item.id, () => fact.item);
        break;
      case 'item/delta':
        this.changeItem(fact.turnId, fact.itemId, (item) => {
          assert.ok(item.kind === 'answer' || item.kind === 'reasoning', 'only texts grow');
          return { ...item, text: item.text + fact.text };
        });
        break;
      case 'item/removed':
        this.changeItems(fact.turnId, (items) => items.filter((item) => item.id !== fact.itemId));
        break;
      case 'requests/changed':
        this.requests = fact.requests;
        break;
      case 'usage/changed':
        this.usage = fact.usage;
        break;
      default:
        assert.fail(`${fact.type} is not the conversation's to tell`);
    }
  }

  private find(turnId: string): Turn | undefined {
    return this.turns.find((turn) => turn.id === turnId);
  }

  private change(turnId: string, next: (turn: Turn) => Turn): void {
    assert.ok(this.find(turnId), `turn ${turnId} is known`);
    this.turns = this.turns.map((turn) => (turn.id === turnId ? next(turn) : turn));
  }

  private changeItems(turnId: string, next: (items: readonly Item[]) => readonly Item[]): void {
    this.change(turnId, (turn) => ({ ...turn, items: next(turn.items) }));
  }

  private changeItem(turnId: string, itemId: string, next: (item: Item) => Item): void {
    this.changeItems(turnId, (items) => {
      assert.ok(
        items.some((item) => item.id === itemId),
        `item ${itemId} is known`,
      );
      return items.map((item) => (item.id === itemId ? next(item) : item));
    });
  }
}

/** Plays a recorded conversation as the host would: prompts, answers and stops of the person, events of the CLI. */
export function replay(name: string, options: Options = {}): Run {
  const player = new Player(options.sessionId ?? sessionsOf(name)[0] ?? '', options);
  readTrace(name).forEach((frame) => player.play(frame));
  return player.run;
}

class Player {
  private readonly conversation: Conversation;
  private readonly page = new FakePage();
  private readonly facts: ToView[] = [];
  private readonly history: SessionEvent[] = [];
  private readonly sends = new Map<unknown, string>();
  private clock = Date.parse('2026-11-22T06:00:00Z');

  constructor(
    private readonly sessionId: string,
    private readonly options: Options,
  ) {
    this.conversation = new Conversation({ sessionId, folder, now: () => (this.clock += 1) });
  }

  get run(): Run {
    const { conversation, facts, history } = this;
    return { conversation, facts, history, page: this.page.shown };
  }

  play({ msg }: Frame): void {
    const params = msg.params ?? {};
    if (msg.method === undefined) {
      this.replied(msg.id, msg.result);
    } else if (params['sessionId'] === this.sessionId) {
      this.told(this.asked(msg.method, msg.id, params));
    }
  }

  private asked(method: string, id: unknown, params: Readonly<Record<string, unknown>>): readonly ToView[] {
    switch (method) {
      case 'session.send': {
        const turnId = `prompt-${String(this.sends.size + 1)}`;
        this.sends.set(id, turnId);
        if (params['mode'] === 'immediate') {
          this.conversation.steered(turnId, String(params['prompt']));
          return [];
        }
        return this.conversation.promptSubmitted(turnId, String(params['prompt']), []);
      }
      case 'session.abort':
        return this.conversation.stopRequested();
      case 'session.permissions.handlePendingPermissionRequest':
        return this.conversation.requestSettled(String(params['requestId']));
      case 'session.resume':
        return this.options.crashes === true ? this.crash() : [];
      case 'session.event':
        return this.happened(params['event'] as SessionEvent);
      default:
        return [];
    }
  }

  private crash(): readonly ToView[] {
    this.told(this.conversation.connectionLost('SIGKILL'));
    return this.conversation.connectionRecovered(1400);
  }

  private happened(event: SessionEvent): readonly ToView[] {
    if (event.ephemeral !== true) {
      this.history.push(event);
    }
    const facts = this.conversation.apply(event);
    const data = event.data as Readonly<Record<string, unknown>>;
    const more = this.askedOf(event.type, data);
    this.told([...facts, ...more]);
    this.options.watch?.(event, this.conversation, [...facts, ...more]);
    return [];
  }

  private askedOf(type: string, data: Readonly<Record<string, unknown>>): readonly ToView[] {
    const id = String(data['requestId']);
    switch (type) {
      case 'permission.requested':
        return this.conversation.permissionAsked(
          askedPermission(id, data['permissionRequest'], data['promptRequest'], folder),
        );
      case 'exit_plan_mode.requested':
        return this.conversation.planAsked({
          kind: 'plan',
          id,
          text: String(data['planContent']),
          actions: ['interactive'],
          comments: [],
        });
      case 'exit_plan_mode.completed':
        return this.conversation.requestSettled(id);
      case 'user_input.requested':
        return this.conversation.questionAsked(id, data as never);
      default:
        return [];
    }
  }

  private replied(id: unknown, result: unknown): void {
    const turnId = this.sends.get(id);
    const messageId = (result as { messageId?: unknown } | undefined)?.messageId;
    if (turnId !== undefined && typeof messageId === 'string') {
      this.told(this.conversation.promptAccepted(turnId, messageId));
    }
  }

  /** After every single step the page and the conversation agree. */
  private told(facts: readonly ToView[]): void {
    this.facts.push(...facts);
    this.page.take(facts);
    const { turns, requests, usage } = this.conversation.snapshot(1000);
    assert.deepEqual(asJson(this.page.shown), asJson({ turns, requests, usage }));
  }
}

export function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** The transcript in words, a line for each thing that stands there. */
export function linesOf(turns: readonly Turn[]): readonly string[] {
  return turns.flatMap((turn) => [`> ${turn.prompt}`, ...turn.items.map(lineOf), `= ${turn.state}`]);
}

function lineOf(item: Item): string {
  switch (item.kind) {
    case 'answer':
      return `${indent(item)}answer${item.isStreaming ? ' (streaming)' : ''}${item.isCutOff === true ? ' (cut off)' : ''}: ${item.text.trim()}`;
    case 'reasoning':
      return `${indent(item)}reasoning${item.isStreaming ? ' (streaming)' : ''}: ${item.text.trim()}`;
    case 'tool':
      return `${indent(item)}${item.tool} ${item.tool === 'mcp' ? `${item.subject}/${item.name}` : item.subject} [${item.state}${byOf(item)}]${resultOf(item)}`;
    case 'steer':
      return `steer: ${item.text}`;
    case 'retry':
      return `${indent(item)}retry ${item.reason} ${String(item.attempt)}${item.waitingSince === undefined ? '' : ' waits'}`;
    case 'notice':
      return `notice ${item.notice.code}`;
  }
}

function indent({ parentId }: { readonly parentId?: string }): string {
  return parentId === undefined ? '' : '  ';
}

function byOf({ deniedBy }: Extract<Item, { kind: 'tool' }>): string {
  return deniedBy === undefined ? '' : ` by ${deniedBy}`;
}

function resultOf(item: Extract<Item, { kind: 'tool' }>): string {
  const parts = [
    item.exitCode === undefined ? '' : `exit ${String(item.exitCode)}`,
    item.linesAdded === undefined ? '' : `+${String(item.linesAdded)} -${String(item.linesRemoved ?? 0)}`,
    item.range === undefined ? '' : `lines ${String(item.range.start)}-${String(item.range.end)}`,
    item.error ?? item.output?.trim() ?? '',
  ];
  const text = parts.filter((part) => part !== '').join(', ');
  return text === '' ? '' : ` ${text}`;
}

export function toolsOf(turn: Turn | undefined): readonly Extract<Item, { kind: 'tool' }>[] {
  return (turn?.items ?? []).filter((item) => item.kind === 'tool');
}

export function noticesOf(turn: Turn | undefined): readonly Extract<Item, { kind: 'notice' }>[] {
  return (turn?.items ?? []).filter((item) => item.kind === 'notice');
}

/** The transcript at the end of a run, as one reads it. */
export function lines(run: Run): readonly string[] {
  return linesOf(run.conversation.snapshot().turns);
}

export function turnsOf(run: Run): readonly Turn[] {
  return run.conversation.snapshot().turns;
}
