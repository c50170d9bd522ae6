import { batch, computed, signal } from '@preact/signals';
import type { ModelMenu, UsageDetails } from '../../protocol/foot';
import type {
  Attachment,
  ComposerInfo,
  Item,
  Queue,
  Request,
  ToView,
  ViewState,
} from '../../protocol/toView';
import { Clock } from './clock';
import { orElse } from '../base/orElse';
import { createItem, isOver, type ItemModel, type TurnModel } from './turnModel';
import { TurnRange } from './turnRange';

/** Facts about the conversation that only the composer or the window act on. */
export type Nudge = Extract<
  ToView,
  {
    type:
      | `find/${string}`
      | 'state/reset'
      | 'draft/restored'
      | 'draft/taken'
      | 'request/filled'
      | 'focus/composer'
      | 'request/answer'
      | 'request/unfold'
      | 'foot/open'
      | 'turn/reveal'
      | 'draft/insert'
      | 'context/found';
  }
>;

type Listener = (nudge: Nudge) => void;

const noComposer: ComposerInfo = { model: '', modelSource: 'none', permissionMode: 'ask' };
const noQueue: Queue = { messages: [], isPaused: false };

/** The conversation as signals. Facts come in through `apply`; components only read. */
export class Store {
  readonly clock = new Clock();
  /** How often the whole state was replaced; 0 before the host has told it. */
  readonly resets = signal(0);
  readonly isLoaded = computed(() => this.resets.value > 0);
  readonly setup = signal<ViewState['setup']>({ kind: 'starting' });
  readonly session = signal<ViewState['session']>(undefined);
  /** The turns that are drawn, and what lies beyond them. */
  readonly range = new TurnRange();
  readonly turns = this.range.turns;
  readonly hasOlder = this.range.hasOlder;
  readonly queue = signal<Queue>(noQueue);
  readonly attachments = signal<readonly Attachment[]>([]);
  readonly composer = signal<ComposerInfo>(noComposer);
  readonly selection = signal<ViewState['selection']>(undefined);
  readonly problems = signal<ViewState['problems']>(undefined);
  readonly unsaved = signal<readonly string[]>([]);
  readonly consent = signal<ViewState['consent']>(undefined);
  readonly proposal = signal<ViewState['proposal']>(undefined);
  readonly folderSettings = signal<ViewState['folderSettings']>(undefined);
  readonly banner = signal<ViewState['banner']>(undefined);
  readonly usage = signal<ViewState['usage']>(undefined);
  /** The turn whose editor the person has asked for; it takes the focus when it comes. */
  askedEdit: string | undefined;
  readonly edit = signal<ViewState['edit']>(undefined);
  readonly todos = signal<ViewState['todos']>([]);
  /** What could answer; filled when the menu is opened. */
  readonly models = signal<ModelMenu>({ isLoading: false, groups: [] });
  readonly usageDetails = signal<UsageDetails | undefined>(undefined);
  readonly lastSession = signal<ViewState['lastSession']>(undefined);
  readonly tokens = signal<ViewState['tokens'] | undefined>(undefined);
  /** What the list of prompts shows; empty until it is asked for. */
  readonly prompts = signal<Extract<ToView, { type: 'prompts/listed' }> | undefined>(undefined);
  /** When the host last said anything, in its time. */
  readonly lastFactAt = signal(0);

  private readonly allRequests = signal<readonly Request[]>([]);
  private readonly answered = signal<ReadonlySet<string>>(new Set());
  private readonly listeners = new Set<Listener>();

  /** Requests still to be answered: one that was answered here goes at once. */
  readonly requests = computed(() =>
    this.allRequests.value.filter((one) => !this.answered.value.has(one.id)),
  );

  readonly isBusy = computed(() => this.range.live.value.some((turn) => !isOver(turn.info.value)));

  onNudge(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  wasAnswered(id: string): boolean {
    return this.answered.value.has(id);
  }

  markAnswered(id: string): void {
    this.answered.value = new Set([...this.answered.value, id]);
  }

  apply(facts: readonly ToView[]): void {
    const nudges: Nudge[] = [];
    batch(() => {
      for (const fact of facts)
        orElse(
          () => this.applyOne(fact, nudges),
          () => undefined,
        );
      this.lastFactAt.value = this.clock.read();
    });
    for (const nudge of nudges) for (const listener of this.listeners) listener(nudge);
  }

  private applyOne(fact: ToView, nudges: Nudge[]): void {
    switch (fact.type) {
      case 'state/reset':
        this.reset(fact.state);
        nudges.push(fact);
        return;
      case 'turn/added':
      case 'turn/removed':
      case 'turns/older':
      case 'turns/newer':
      case 'turns/window':
        this.range.apply(fact);
        return;
      case 'turn/changed':
      case 'item/added':
      case 'item/changed':
      case 'item/delta':
      case 'item/removed':
        this.changeTurn(fact);
        return;
      case 'find/open':
      case 'find/started':
      case 'find/failed':
      case 'find/found':
      case 'find/changed':
      case 'draft/restored':
      case 'draft/taken':
      case 'request/filled':
      case 'draft/insert':
      case 'context/found':
      case 'focus/composer':
      case 'request/answer':
      case 'request/unfold':
      case 'turn/reveal':
      case 'foot/open':
        nudges.push(fact);
        return;
      default:
        this.changeRest(fact);
    }
  }

  private changeRest(fact: ToView): void {
    if (fact.type === 'setup/changed') this.setup.value = fact.setup;
    else if (fact.type === 'session/changed') this.session.value = fact.session;
    else if (fact.type === 'requests/changed') this.allRequests.value = fact.requests;
    else if (fact.type === 'queue/changed') this.queue.value = fact.queue;
    else if (fact.type === 'attachments/changed') this.attachments.value = fact.attachments;
    else if (fact.type === 'composer/changed') this.composer.value = fact.composer;
    else if (fact.type === 'selection/changed') this.selection.value = fact.selection;
    else if (fact.type === 'problems/changed') this.problems.value = fact.problems;
    else if (fact.type === 'unsaved/changed') this.unsaved.value = fact.files;
    else if (fact.type === 'consent/changed') this.consent.value = fact.consent;
    else if (fact.type === 'proposal/changed') this.proposal.value = fact.proposal;
    else if (fact.type === 'folderSettings/changed') this.folderSettings.value = fact.settings;
    else if (fact.type === 'banner/changed') this.banner.value = fact.banner;
    else if (fact.type === 'usage/changed') this.usage.value = fact.usage;
    else if (fact.type === 'todos/changed') this.todos.value = fact.todos;
    else if (fact.type === 'edit/changed') this.edit.value = fact.edit;
    else if (fact.type === 'models/changed') this.models.value = fact.menu;
    else if (fact.type === 'usage/details') this.usageDetails.value = fact.details;
    else if (fact.type === 'prompts/listed') this.prompts.value = fact;
    else if (fact.type === 'theme/changed') this.tokens.value = fact.tokens;
    // A newer host may tell facts that this page does not know; they are not for it.
  }

  private reset(state: ViewState): void {
    this.clock.align(state.now);
    this.setup.value = state.setup;
    this.session.value = state.session;
    this.range.reset(state);
    this.allRequests.value = state.requests;
    this.answered.value = new Set();
    this.queue.value = state.queue;
    this.attachments.value = state.attachments;
    this.composer.value = state.composer;
    this.selection.value = state.selection;
    this.problems.value = state.problems;
    this.unsaved.value = state.unsaved ?? [];
    this.consent.value = state.consent;
    this.proposal.value = state.proposal;
    this.folderSettings.value = state.folderSettings;
    this.banner.value = state.banner;
    this.usage.value = state.usage;
    this.edit.value = state.edit;
    this.todos.value = state.todos;
    this.usageDetails.value = undefined;
    this.tokens.value = state.tokens;
    this.lastSession.value = state.lastSession;
    this.prompts.value = undefined;
    this.resets.value += 1;
  }

  private changeTurn(fact: Extract<ToView, { readonly turnId: string }>): void {
    const turn = this.range.find(fact.turnId);
    if (!turn) return;
    if (fact.type === 'turn/changed') turn.info.value = { ...turn.info.value, ...fact.patch };
    else if (fact.type === 'item/added') putItem(turn, fact.item);
    else if (fact.type === 'item/changed') putItem(turn, fact.item);
    else if (fact.type === 'item/delta') appendText(findItem(turn, fact.itemId), fact.text);
    else if (fact.type === 'item/removed')
      turn.items.value = turn.items.value.filter((one) => one.id !== fact.itemId);
  }
}

function findItem(turn: TurnModel, id: string): ItemModel | undefined {
  return turn.items.value.findLast((one) => one.id === id);
}

/** Adds the item, or replaces the one with its id: a late event fills the row it belongs to. */
function putItem(turn: TurnModel, item: Item): void {
  const known = findItem(turn, item.id);
  if (known) known.item.value = item;
  else turn.items.value = [...turn.items.value, createItem(item)];
}

function appendText(model: ItemModel | undefined, text: string): void {
  const item = model?.item.value;
  if (model && item && (item.kind === 'answer' || item.kind === 'reasoning')) {
    model.item.value = { ...item, text: item.text + text };
  }
}
