import type { Attachment } from '../../protocol/toView';
import type { KeptAttachment } from './attachments';

/** The texts of selections in a session's history: the page has no use for them, another try of a message has. */
export class SentTexts {
  private readonly byTurn = new Map<string, readonly KeptAttachment[]>();

  add(turnId: string, attachments: readonly KeptAttachment[]): void {
    const withText = attachments.filter((one) => one.text !== undefined);
    if (withText.length > 0) this.byTurn.set(turnId, withText);
  }

  addAll(other: SentTexts): void {
    for (const [turnId, attachments] of other.byTurn) this.byTurn.set(turnId, attachments);
  }

  /** The attachment with its text, if the turn's message had one. */
  find(turnId: string, { id, kind, path, label }: Attachment): KeptAttachment | undefined {
    const given = this.byTurn.get(turnId);
    const isSame = (one: KeptAttachment) => one.kind === kind && one.path === path && one.label === label;
    return given?.find((one) => one.id === id) ?? given?.find(isSame);
  }

  clear(): void {
    this.byTurn.clear();
  }
}
