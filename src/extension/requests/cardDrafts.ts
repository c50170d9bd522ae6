import { ownValue } from '../../protocol/ownValue';
import type { PlanComment, PlanRequest, Request, TypedOnCards } from '../../protocol/toView';
import { feedbackOf } from './pendingPlans';
import type { ChatStorage, KeptCard } from '../storage/sessionStorage';

export interface CardTextsOptions {
  readonly storage: ChatStorage;
  readonly sessionId: string;
  /** Puts words that reach nobody into the composer. */
  readonly giveBack: (text: string) => void;
  /** Takes them out of it again, if they stand there as they were put. */
  readonly takeBack: (text: string) => void;
  /** Fills the card of a request. */
  readonly fill: (id: string, fields: KeptCard['fields']) => void;
}

/** Texts of cards that went without an answer; more than a few nobody remembers. */
const keptLeft = 20;

/**
 * What is typed on the cards of one session. It outlives the page and the window: the card of a request that
 * goes without an answer leaves its words in the composer, and they go back to the card when the agent asks
 * the same again.
 */
export class CardTexts {
  private cards: readonly KeptCard[];

  constructor(private readonly options: CardTextsOptions) {
    this.cards = options.storage.cards(options.sessionId);
  }

  /** By the id of the request. */
  get all(): TypedOnCards {
    return Object.fromEntries(
      this.cards.filter((card) => !card.isLeft).map(({ id, fields }) => [id, fields]),
    );
  }

  keep(request: Request, field: string, value: unknown): void {
    const { id } = request;
    const fields = { ...this.cards.find((card) => card.id === id)?.fields, [field]: value };
    const card = { id, about: aboutOf(request), words: wordsOf(request, fields), fields, isLeft: false };
    this.set([...this.cards.filter((one) => one.id !== id), card]);
  }

  /** Takes the words of a field, to be sent from elsewhere. */
  take(request: Request, field: string): string {
    const value = ownValue(this.cards.find((card) => card.id === request.id)?.fields ?? {}, field);
    const words = typeof value === 'string' ? value.trim() : '';
    if (words !== '') this.keep(request, field, '');
    return words;
  }

  /** The same was asked before, and an answer begun. */
  asked(request: Request): void {
    const about = aboutOf(request);
    const left = this.cards.findLast((card) => card.isLeft && card.about === about);
    if (!left || this.cards.some((card) => card.id === request.id)) return;
    this.set([...this.cards.filter((one) => one !== left), { ...left, id: request.id, isLeft: false }]);
    if (left.words) this.options.takeBack(left.words);
    this.options.fill(request.id, left.fields);
  }

  settled(id: string, isAnswered: boolean): void {
    if (isAnswered) this.set(this.cards.filter((card) => card.id !== id));
    else this.leave((card) => card.id === id);
  }

  /** An earlier window ended while cards waited that are not there any more. */
  offer(isWaiting: (id: string) => boolean): void {
    this.leave(({ id }) => !isWaiting(id));
  }

  private leave(isMeant: (card: KeptCard) => boolean): void {
    const left = this.cards.filter((card) => !card.isLeft && isMeant(card));
    if (left.length === 0) return;
    const words = left.map((card) => card.words).filter(Boolean);
    // Before it is noted: rather twice than lost.
    if (words.length > 0) this.options.giveBack(words.join('\n'));
    this.set(this.cards.map((card) => (left.includes(card) ? { ...card, isLeft: true } : card)));
  }

  private set(cards: readonly KeptCard[]): void {
    const left = cards.filter((card) => card.isLeft);
    const forgotten = new Set(left.slice(0, Math.max(0, left.length - keptLeft)));
    this.cards = cards.filter((card) => !forgotten.has(card));
    void this.options.storage.setCards(this.options.sessionId, this.cards);
  }
}

/** Tells whether two requests ask the same. */
function aboutOf(request: Request): string {
  switch (request.kind) {
    case 'permission':
      return [request.kind, request.permission, request.text].join('\n');
    case 'question':
      return [request.kind, request.question].join('\n');
    case 'plan':
      return [request.kind, request.text].join('\n');
    case 'form':
      return [request.kind, request.message, ...request.fields.map((field) => field.name)].join('\n');
    case 'choice':
      return [request.kind, request.about].join('\n');
  }
}

/** What was typed, without what was only picked. */
function wordsOf(request: Request, fields: KeptCard['fields']): string {
  const text = (name: string) => {
    const value = ownValue(fields, name);
    return typeof value === 'string' ? value.trim() : '';
  };
  switch (request.kind) {
    case 'permission': {
      const command = text('command');
      return [text('reason'), command === request.text.trim() ? '' : command].filter(Boolean).join('\n');
    }
    case 'question':
      return text('words');
    case 'plan':
      return feedbackOf(commentsOf(request, fields), text('note'));
    case 'form':
      return request.fields
        .filter((field) => text(field.name) !== '' && (field.type === 'text' || field.type === 'number'))
        .map((field) => `${field.label}: ${text(field.name)}`)
        .join('\n');
    case 'choice':
      return '';
  }
}

function commentsOf(request: PlanRequest, { comments }: KeptCard['fields']): readonly PlanComment[] {
  return Array.isArray(comments) ? (comments as readonly PlanComment[]) : request.comments;
}
