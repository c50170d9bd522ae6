import type { TurnLog } from './turns/turnLog';

interface Sent {
  readonly turnId: string;
  /** As the person sees it. */
  readonly text: string;
  /** As the agent gets it. */
  readonly prompt: string;
  messageId: string | undefined;
  isConfirmed: boolean;
}

/**
 * Which turn a message of the CLI belongs to. The reply that names the message may come before or after
 * the message itself, and other clients may send to the same session.
 */
export class ConversationPrompts {
  private sent: readonly Sent[] = [];
  private readonly turns = new Map<string, string>();

  /** The oldest turn that the CLI has not confirmed yet. */
  get firstUnconfirmed(): string | undefined {
    return this.unconfirmed[0];
  }

  /** Turns whose message the CLI has not taken yet. */
  sendingIn(log: TurnLog): readonly string[] {
    return this.unconfirmed.filter((turnId) => log.head(turnId)?.state === 'sending');
  }

  get unconfirmed(): readonly string[] {
    return this.sent.filter((sent) => !sent.isConfirmed).map((sent) => sent.turnId);
  }

  turnOf(messageId: string | undefined): string | undefined {
    return messageId === undefined ? undefined : this.turns.get(messageId);
  }

  messageOf(turnId: string): string | undefined {
    return [...this.turns].findLast(([, other]) => other === turnId)?.[0];
  }

  submitted(turnId: string, text: string, prompt = text): void {
    this.sent = [
      ...this.sent.filter((sent) => !sent.isConfirmed),
      { turnId, text, prompt, messageId: undefined, isConfirmed: false },
    ];
  }

  /** Gives back a turn that was wrongly opened for this message, if its event came before this reply. */
  accepted(turnId: string, messageId: string): string | undefined {
    const sent = this.sent.find((other) => other.turnId === turnId);
    if (sent === undefined || (sent.isConfirmed && sent.messageId !== messageId)) {
      return undefined;
    }
    const twin = this.turns.get(messageId);
    this.turns.set(messageId, turnId);
    sent.messageId = messageId;
    return twin === turnId ? undefined : twin;
  }

  forget(turnId: string): void {
    this.sent = this.sent.filter((sent) => sent.turnId !== turnId);
  }

  /** A message of the CLI: the turn that waits for it, `new` for one from elsewhere, `known` if told before. */
  received(
    messageId: string,
    text: string,
  ): { readonly turnId: string; readonly text: string } | 'new' | 'known' {
    const named = this.sent.find((sent) => sent.messageId === messageId);
    if (named === undefined && this.turns.has(messageId)) {
      return 'known';
    }
    const sent = named ?? this.sent.find((other) => isWaitingFor(other, text));
    if (sent === undefined) {
      return 'new';
    }
    if (sent.isConfirmed) {
      return 'known';
    }
    sent.isConfirmed = true;
    sent.messageId = messageId;
    this.turns.set(messageId, sent.turnId);
    return { turnId: sent.turnId, text: sent.text };
  }

  opened(turnId: string, messageId: string): void {
    this.turns.set(messageId, turnId);
  }

  clear(): void {
    this.sent = [];
    this.turns.clear();
  }
}

function isWaitingFor(sent: Sent, text: string): boolean {
  return !sent.isConfirmed && sent.messageId === undefined && sent.prompt.trim() === text.trim();
}
