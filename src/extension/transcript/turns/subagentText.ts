import { ConversationText } from './streamedText';
import type { TurnLog } from './turnLog';

/** Where the call stands that started a subagent. */
export interface ThreadPlace {
  readonly turnId: string;
  readonly itemId: string;
}

export interface AgentThread {
  readonly turnId: string;
  readonly text: ConversationText;
}

/** What subagents say and think, each in the thread of the call that started it. */
export class AgentWords {
  private readonly texts = new Map<string, ConversationText>();
  private count = 0;

  constructor(private readonly log: TurnLog) {}

  thread({ turnId, itemId }: ThreadPlace): AgentThread {
    const key = keyOf(turnId, itemId);
    const text = this.texts.get(key) ?? new ConversationText(this.log, itemId);
    this.texts.set(key, text);
    return { turnId, text };
  }

  /** Its call is over. The last words are then what the call brings, and stand there alone. */
  end({ turnId, itemId }: ThreadPlace, at: number): void {
    this.texts.get(keyOf(turnId, itemId))?.end(at);
    const call = this.log.item(turnId, itemId);
    const last = this.log.lastAnswer(turnId, itemId);
    const brings = call?.kind === 'tool' ? call.output?.trim() : undefined;
    if (last !== undefined && brings?.endsWith(last.text.trim())) this.log.removeItem(turnId, last.id);
  }

  /** Words that the call had brought stand in the thread again. */
  putBack({ turnId, itemId }: ThreadPlace, text: string): void {
    this.log.put(turnId, {
      kind: 'answer',
      id: `${itemId}/said ${String(this.count)}`,
      text,
      isStreaming: false,
      parentId: itemId,
    });
    this.count += 1;
  }

  endAll(at: number): void {
    for (const text of this.texts.values()) text.end(at);
  }

  clear(): void {
    this.texts.clear();
  }
}

function keyOf(turnId: string, itemId: string): string {
  return `${turnId}\n${itemId}`;
}
