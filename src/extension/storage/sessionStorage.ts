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
/** One that this version does not know is left out, and not all that stands beside it. */
function listOf<T extends z.ZodType>(one: T) {
  return z
    .array(z.unknown())
    .transform((all) => all.flatMap((item) => pickKnown(one, item)))
    .readonly();
}

function pickKnown<T extends z.ZodType>(one: T, item: unknown): readonly z.output<T>[] {
  const known = one.safeParse(item);
  return known.success ? [known.data] : [];
}

const attachments = listOf(attachment);
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
  draft: z.string().catch(''),
  attachments: attachments.catch([]),
  queue: listOf(message).catch([]),
  /** What another window of the folder has typed meanwhile. */
  otherDraft: z.string().optional().catch(undefined),
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

type Kept = z.infer<typeof kept>;

/** What the person prepared in a session and has not sent. */
export type Unsent = Omit<Kept, 'otherDraft'>;

const nothing: Unsent = { draft: '', attachments: [], queue: [] };
/** Of so many sessions the newest turn is kept. */
const mostTurns = 50;
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
    const stored = this.store.get(unsentKey(sessionId));
    const parsed = kept.safeParse(stored);
    if (!parsed.success) return nothing;
    const { otherDraft, ...unsent } = parsed.data;
    this.keepUnread(unsentKey(sessionId), stored, parsed.data);
    const isNew = otherDraft !== undefined && !unsent.draft.includes(otherDraft);
    return isNew ? { ...unsent, draft: [unsent.draft, otherDraft].filter(Boolean).join('\n') } : unsent;
  }

  /** What a later version has stored, and this one leaves out, is not lost by the next write. */
  private keepUnread(key: string, stored: unknown, { attachments: known, queue }: Kept): void {
    const raw = z
      .object({ attachments: z.array(z.unknown()).catch([]), queue: z.array(z.unknown()).catch([]) })
      .safeParse(stored);
    if (!raw.success) return;
    const { data } = raw;
    if (data.attachments.length === known.length && data.queue.length === queue.length) return;
    void this.store.update(`unread ${key}`, stored);
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

  /** Turns are kept for the sessions that were last at work; the CLI has those of the others. */
  setTurn(sessionId: string, kept: KeptTurn | undefined): PromiseLike<void> {
    this.noteTurn(sessionId, kept !== undefined);
    return this.store.update(turnKey(sessionId), kept);
  }

  private noteTurn(sessionId: string, isKept: boolean): void {
    const known = turnIds(this.store.get('turns'));
    if (isKept ? known.at(-1) === sessionId : !known.includes(sessionId)) return;
    const others = known.filter((id) => id !== sessionId);
    const all = isKept ? [...others, sessionId] : others;
    for (const id of all.slice(0, -mostTurns)) void this.store.update(turnKey(id), undefined);
    void this.store.update('turns', all.slice(-mostTurns), (_before, present) => [
      ...turnIds(present).filter((id) => id !== sessionId && !all.includes(id)),
      ...all.slice(-mostTurns),
    ]);
  }

  setUnsent(sessionId: string | undefined, unsent: Unsent): PromiseLike<void> {
    return this.store.update(unsentKey(sessionId), stored(unsent), (before, present) => {
      const [known, theirs] = [kept.safeParse(before), kept.safeParse(present)];
      return theirs.success ? stored(merged(known.data ?? nothing, theirs.data, unsent)) : stored(unsent);
    });
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

function stored(unsent: Kept): Kept | undefined {
  const { draft, attachments: held, queue, otherDraft } = unsent;
  return draft || held.length > 0 || queue.length > 0 || otherDraft ? unsent : undefined;
}

/** What two windows of one folder prepare in the same session: of each what it added, nothing that one removed. */
function merged(before: Kept, theirs: Kept, mine: Kept): Kept {
  const isTyping = mine.draft !== before.draft;
  const isTheirs = isTyping && theirs.draft !== before.draft && theirs.draft !== mine.draft;
  const otherDraft = isTheirs ? theirs.draft : theirs.otherDraft;
  return {
    draft: isTyping ? mine.draft : theirs.draft,
    attachments: mergedList(before.attachments, theirs.attachments, mine.attachments),
    queue: mergedList(before.queue, theirs.queue, mine.queue),
    ...(otherDraft && { otherDraft }),
  };
}

function mergedList<T extends { readonly id: string }>(
  before: readonly T[],
  theirs: readonly T[],
  mine: readonly T[],
): readonly T[] {
  const known = new Set([...before, ...mine].map(({ id }) => id));
  const kept = new Set(theirs.map(({ id }) => id));
  const wasThere = new Set(before.map(({ id }) => id));
  return [
    ...mine.filter(({ id }) => kept.has(id) || !wasThere.has(id)),
    ...theirs.filter(({ id }) => !known.has(id)),
  ];
}

function turnIds(stored: unknown): readonly string[] {
  const ids = z.array(z.string()).safeParse(stored);
  return ids.success ? ids.data : [];
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
