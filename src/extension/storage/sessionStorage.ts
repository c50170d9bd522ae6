import type { KeyValueStore } from '../base/keyValueStore';
import * as z from 'zod';
import type { KeptTurn } from '../transcript/turnBackup';
import { chosenSchema, type Chosen } from '../models/sessionOptions';

const attachment = z.object({
  id: z.string(),
  kind: z.enum([
    'file',
    'directory',
    'selection',
    'image',
    'symbol',
    'problems',
    'terminal',
    'changes',
    'text',
    'tool',
  ]),
  label: z.string(),
  path: z.string(),
  text: z.string().optional(),
  name: z.string().optional(),
  mimeType: z.string().optional(),
  data: z.string().optional(),
  preview: z.string().optional(),
  range: z
    .object({
      start: z.object({ line: z.number(), character: z.number() }),
      end: z.object({ line: z.number(), character: z.number() }),
    })
    .optional(),
});
const attachments = z.array(attachment).readonly();
const message = z.object({
  id: z.string(),
  text: z.string(),
  /** What the agent gets for a command, which the person sees as `text`. */
  prompt: z.string().optional(),
  /** The person said that it is no command, whatever it looks like. */
  isText: z.boolean().optional(),
  attachments,
  /** When it was handed to the running turn; it is not taken in yet. */
  steeredAt: z.number().optional(),
  /** The CLI's name for it. */
  messageId: z.string().optional(),
});
const kept = z.object({
  draft: z.string().default(''),
  attachments: attachments.default([]),
  queue: z.array(message).readonly().default([]),
});

/** A message that waits in the queue. */
export type KeptMessage = Readonly<z.infer<typeof message>>;

export type SentAs = Pick<KeptMessage, 'prompt' | 'isText'>;

/** What the agent is told, and what the history shows for it where that is a command. */
export function wordsFor({ text, prompt = text }: KeptMessage): { prompt: string; displayPrompt?: string } {
  return prompt === text ? { prompt } : { prompt, displayPrompt: text };
}

const keptEdit = z.object({ eventId: z.string(), text: z.string() });

/** A sent prompt that is being edited. */
export type KeptEdit = z.infer<typeof keptEdit>;

const keptCard = z.object({
  /** Of the request. */
  id: z.string(),
  /** What it asked, to know it again under another id. */
  about: z.string(),
  /** What was typed, as text. */
  words: z.string(),
  fields: z.record(z.string(), z.unknown()),
  /** The request went without an answer, and the words were put into the composer. */
  isLeft: z.boolean(),
});

/** What was typed or chosen on the card of a request. */
export type KeptCard = Readonly<z.infer<typeof keptCard>>;

const keptTurn = z.object({
  turn: z.looseObject({
    id: z.string(),
    prompt: z.string(),
    state: z.string(),
    startedAt: z.number(),
    attachments,
    items: z.array(z.looseObject({ kind: z.string(), id: z.string() })),
  }),
  messageId: z.string().optional(),
});

/** What the person prepared in a session and has not sent. */
export type Unsent = z.infer<typeof kept>;

const nothing: Unsent = { draft: '', attachments: [], queue: [] };
/** The session that has no id in the list yet, because nothing was sent in it. */
const newSession = 'new';

/** Keeps what must survive the window: the shown session and everything unsent. */
export class ChatStorage {
  constructor(private readonly store: KeyValueStore) {}

  get shownSession(): string | undefined {
    const id = this.store.get('shownSession');
    return typeof id === 'string' ? id : undefined;
  }

  setShownSession(id: string | undefined): PromiseLike<void> {
    return this.store.update('shownSession', id);
  }

  unsent(sessionId: string | undefined): Unsent {
    const parsed = kept.safeParse(this.store.get(unsentKey(sessionId)));
    return parsed.success ? parsed.data : nothing;
  }

  edit(sessionId: string): KeptEdit | undefined {
    const parsed = keptEdit.safeParse(this.store.get(`edit ${sessionId}`));
    return parsed.success ? parsed.data : undefined;
  }

  setEdit(sessionId: string, edit: KeptEdit | undefined): PromiseLike<void> {
    return this.store.update(`edit ${sessionId}`, edit);
  }

  cards(sessionId: string): readonly KeptCard[] {
    const parsed = z.array(keptCard).safeParse(this.store.get(`cards ${sessionId}`));
    return parsed.success ? parsed.data : [];
  }

  setCards(sessionId: string, cards: readonly KeptCard[]): PromiseLike<void> {
    return this.store.update(`cards ${sessionId}`, cards.length === 0 ? undefined : cards);
  }

  async forget(sessionId: string): Promise<void> {
    await this.store.update(unsentKey(sessionId), undefined);
    await this.setTurn(sessionId, undefined);
    await this.setEdit(sessionId, undefined);
    await this.setCards(sessionId, []);
    await this.setChoices(sessionId, {});
  }

  /** The newest turn of a session, as far as it was seen. */
  turn(sessionId: string): KeptTurn | undefined {
    const stored = this.store.get(turnKey(sessionId));
    // Only this version of the extension reads what it wrote; the outer shape tells one of another version.
    return keptTurn.safeParse(stored).success ? (stored as KeptTurn) : undefined;
  }

  setTurn(sessionId: string, kept: KeptTurn | undefined): PromiseLike<void> {
    return this.store.update(turnKey(sessionId), kept);
  }

  setUnsent(sessionId: string | undefined, unsent: Unsent): PromiseLike<void> {
    const isEmpty = !unsent.draft && unsent.attachments.length === 0 && unsent.queue.length === 0;
    return this.store.update(unsentKey(sessionId), isEmpty ? undefined : unsent);
  }

  /** What was chosen in the composer's foot for a session. */
  choices(sessionId: string | undefined): Chosen {
    const parsed = chosenSchema.safeParse(this.store.get(choicesKey(sessionId)));
    return parsed.success ? parsed.data : {};
  }

  setChoices(sessionId: string | undefined, chosen: Chosen): PromiseLike<void> {
    const isEmpty = Object.values(chosen).every((value) => value === undefined);
    return this.store.update(choicesKey(sessionId), isEmpty ? undefined : chosen);
  }
}

function turnKey(sessionId: string): string {
  return `turn ${sessionId}`;
}

function unsentKey(sessionId: string | undefined): string {
  return `unsent ${sessionId ?? newSession}`;
}

function choicesKey(sessionId: string | undefined): string {
  return `choices ${sessionId ?? newSession}`;
}
