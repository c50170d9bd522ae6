import { randomUUID } from 'node:crypto';
import type { EditedFile, Notice, PromptEdit, ToView } from '../../protocol/toView';
import { CopilotError, type CopilotSession, type Logger } from '../../sdk/index';
import { describe } from '../base/describeError';
import { findMissing, type KeptAttachment } from '../transcript/attachments';
import { Confirmations } from './sendConfirmation';
import type { Conversation } from '../transcript/transcript';
import { shownPath } from '../base/folderPaths';
import type { TurnPlace } from '../transcript/rewind';
import { onceFree } from './retryWhileBusy';
import type { ChatStorage, KeptMessage } from '../storage/sessionStorage';

export interface EditsOptions {
  readonly sessionId: string;
  readonly folder: string;
  readonly conversation: Conversation;
  readonly storage: ChatStorage;
  readonly logger: Logger;
  readonly emit: (facts: readonly ToView[]) => void;
  readonly handle: () => Promise<CopilotSession | undefined>;
  /** Ends what the agent does; resolves when it is idle. */
  readonly stop: () => Promise<void>;
  /** With all that goes to the agent, as far as it is still there. */
  readonly attachmentsOf: (place: TurnPlace) => Promise<readonly KeptAttachment[]>;
  readonly send: (message: KeptMessage) => Promise<void>;
  readonly setBanner: (banner: Notice | undefined) => void;
}

const notConfirmed = 'The CLI has not confirmed this message yet.';

export interface SentEdit {
  readonly text: string;
  readonly restoresFiles: boolean;
  readonly keepsCopy: boolean;
}

/** A sent prompt that is edited: what sending it again would drop, and the way back to it. */
export class PromptEdits {
  private edit: PromptEdit | undefined;
  private isSending = false;
  private readonly leftOut = new Set<string>();
  /** What was typed in editors that were closed since, by turn. */
  private readonly typed = new Map<string, string>();
  private readonly confirmations: Confirmations;

  constructor(private readonly options: EditsOptions) {
    this.confirmations = new Confirmations(options.conversation);
  }

  /** The conversation has changed. */
  follow(): void {
    this.confirmations.follow();
  }

  /** What the page shows of it; what was typed before the window closed is found again. */
  get current(): PromptEdit | undefined {
    const { conversation, storage, sessionId } = this.options;
    const kept = this.edit ? undefined : storage.edit(sessionId);
    const turnId = kept && conversation.turnWithEvent(kept.eventId);
    const place = conversation.place(this.edit?.turnId ?? turnId ?? '');
    if (!place) return undefined;
    this.edit ??= { turnId: place.head.id, text: kept?.text ?? '', laterTurns: 0, files: undefined };
    return { ...this.edit, laterTurns: place.laterTurns };
  }

  /** Opens the prompt of a turn for editing, and says what sending it would drop. */
  async begin(turnId: string): Promise<void> {
    const place = this.options.conversation.place(turnId);
    if (!place) return;
    const text = this.textFor(place);
    this.show({ turnId, text, laterTurns: place.laterTurns, files: await this.filesSince(place) });
  }

  /** Sends the prompt of the turn again; asks first when more than its answer would be dropped. */
  async retry(turnId: string): Promise<void> {
    const place = this.options.conversation.place(turnId);
    if (!place || this.isSending) return;
    const files = await this.filesSince(place);
    if (place.laterTurns > 0 || (files?.length ?? 0) > 0) {
      this.show({ turnId, text: this.textFor(place), laterTurns: place.laterTurns, files });
      return;
    }
    await this.sendFrom(place, { text: place.head.prompt, restoresFiles: false, keepsCopy: false });
  }

  /** Sends the prompt of the last turn again in its place; false when it must be sent in another way. */
  async replace(turnId: string): Promise<boolean> {
    const { conversation, logger, emit, send } = this.options;
    const place = conversation.place(turnId);
    if (!place || place.laterTurns > 0 || this.isSending) return false;
    const attachments = await this.attachmentsOf(place);
    if (await findMissing(attachments)) return false;
    try {
      if (place.head.eventId) await this.rewind(place.head.eventId, false);
    } catch (error) {
      logger.debug(`The turn is not taken back: ${describe(error)}`);
      // What the CLI had not kept when it ended, the agent does not know.
      if (!/not a current root user turn/.test(describe(error))) return false;
    }
    const data = { upToEventId: place.head.eventId };
    emit(conversation.apply({ type: 'session.snapshot_rewind', data }));
    emit(conversation.promptRejected(turnId));
    if (this.edit?.turnId === turnId) this.cancel();
    await send({ id: randomUUID(), text: place.head.prompt, attachments });
    return true;
  }

  /** The text as it is typed. */
  keep(text: string): void {
    const { current } = this;
    if (!current) return;
    this.edit = { ...current, text };
    this.typed.set(current.turnId, text);
    const eventId = this.options.conversation.place(current.turnId)?.head.eventId;
    if (eventId) void this.options.storage.setEdit(this.options.sessionId, { eventId, text });
  }

  cancel(): void {
    this.show(undefined);
    void this.options.storage.setEdit(this.options.sessionId, undefined);
  }

  async send(sent: SentEdit): Promise<void> {
    const { current } = this;
    const place = current && this.options.conversation.place(current.turnId);
    if (!place || !sent.text.trim() || this.isSending) return;
    this.keep(sent.text);
    await this.sendFrom(place, sent);
  }

  private async sendFrom(place: TurnPlace, sent: SentEdit): Promise<void> {
    const { head } = place;
    this.isSending = true;
    try {
      const attachments = await this.attachmentsOf(place);
      const missing = await findMissing(attachments);
      if (missing) return await this.hold(place, sent.text, missing);
      const isMeant = () => this.edit?.turnId === head.id && this.edit.text === sent.text;
      const isTyped = isMeant();
      await this.confirmations.settled(head.id);
      if (isTyped && !isMeant()) return; // the person has cancelled it, or goes on with it
      await this.goBack(head.id, sent);
      this.typed.delete(head.id);
      this.cancel();
      await this.options.send({ id: randomUUID(), text: sent.text, attachments });
    } catch (error) {
      this.fail(error);
    } finally {
      this.isSending = false;
    }
  }

  /** Drops the turn and all after it. A message that the CLI never took leaves nothing to go back from. */
  private async goBack(turnId: string, { restoresFiles, keepsCopy }: SentEdit): Promise<void> {
    const { conversation, emit, stop } = this.options;
    const place = conversation.place(turnId);
    if (place?.head.state === 'sending') throw new Error(notConfirmed);
    await stop();
    if (!place) return;
    const { eventId } = place.head;
    if (!eventId && place.laterTurns === 0) return emit(conversation.promptRejected(turnId));
    if (keepsCopy)
      await (await this.session()).request('sessions.fork', { name: copyName(conversation.title) });
    this.setKeptFiles(await this.rewind(eventId, restoresFiles));
  }

  /** Sends the message without what is gone; the person has said so. */
  leaveOut(id: string): void {
    this.leftOut.add(id);
  }

  private async attachmentsOf(place: TurnPlace): Promise<readonly KeptAttachment[]> {
    const attachments = await this.options.attachmentsOf(place);
    return attachments.filter(({ id }) => !this.leftOut.has(id));
  }

  /** Nothing was dropped and nothing sent: the message stays in its editor. */
  private async hold(place: TurnPlace, text: string, { id, label }: KeptAttachment): Promise<void> {
    const { head, laterTurns } = place;
    if (!this.current) this.show({ turnId: head.id, text, laterTurns, files: await this.filesSince(place) });
    const actions = ['remove-attachment'] as const;
    this.options.setBanner({
      code: 'attachment-missing',
      severity: 'error',
      values: { name: label, id },
      actions,
    });
  }

  /** Goes back to before the message; gives back the files that were left as they are. */
  private async rewind(eventId: string | undefined, restoresFiles: boolean): Promise<readonly string[]> {
    if (!eventId) throw new Error(notConfirmed);
    const session = await this.session();
    const mode = restoresFiles ? 'conversation-and-files' : 'conversation';
    try {
      const goBack = () => session.rpc.history.rewind({ eventId, mode });
      const { outcome, error, skippedFiles } = await onceFree(goBack);
      // These two have gone back; what is left over is the CLI's own housekeeping.
      const isDone = ['success', 'checkpoint-cleanup-failed', 'snapshot-prune-failed'].includes(outcome);
      if (!isDone) throw new Error(error ?? outcome);
      return skippedFiles.map((file) => shownPath(this.options.folder, file.path));
    } catch (error) {
      if (restoresFiles || !isNotSupported(error)) throw error;
      await session.rpc.history.truncate({ eventId }); // a CLI from before `rewind`
      return [];
    }
  }

  private async filesSince({ head }: TurnPlace): Promise<readonly EditedFile[] | undefined> {
    const { eventId } = head;
    if (!eventId) return undefined;
    try {
      const session = await this.session();
      const preview = () => session.rpc.history.previewRewind({ eventId });
      // A turn that runs goes on for who knows how long.
      const { available, files } = await onceFree(preview, () => !this.options.conversation.isBusy);
      if (!available) return undefined;
      return files.map(({ path, changeType }) => ({
        path: shownPath(this.options.folder, path),
        change: changeType,
      }));
    } catch (error) {
      this.options.logger.debug(`What a rewind would change is not known: ${describe(error)}`);
      return undefined;
    }
  }

  private textFor({ head }: TurnPlace): string {
    const { current } = this;
    return this.typed.get(head.id) ?? (current?.turnId === head.id ? current.text : head.prompt);
  }

  private async session(): Promise<CopilotSession> {
    const session = await this.options.handle();
    if (!session) throw new Error('The session is not open.');
    return session;
  }

  private show(edit: PromptEdit | undefined): void {
    this.edit = edit;
    this.options.emit([{ type: 'edit/changed', edit }]);
  }

  private setKeptFiles(names: readonly string[]): void {
    const values = { names: names.join(', ') };
    const kept: Notice = { code: 'files-kept', severity: 'warning', values, actions: ['dismiss'] };
    this.options.setBanner(names.length > 0 ? kept : undefined);
  }

  private fail(error: unknown): void {
    this.options.logger.error(`The conversation could not go back: ${describe(error)}`);
    const values = { message: error instanceof Error ? error.message : String(error) };
    const actions = ['show-log', 'dismiss'] as const;
    this.options.setBanner({ code: 'rewind-failed', severity: 'error', values, actions });
  }
}

/** Two sessions of one name could not be told apart in the list. */
function copyName(title: string): string {
  const [, name = title, count = '1'] = /^(.*) \((\d{1,3})\)$/.exec(title) ?? [];
  return `${name} (${Number(count) + 1})`;
}

function isNotSupported(error: unknown): boolean {
  return error instanceof CopilotError && error.code === 'not-supported';
}
