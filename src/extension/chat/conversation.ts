import type { Attachment, ToView, Turn, ViewState } from '../../protocol/toView';
import type { SessionEvent } from './eventFields';

export interface ConversationOptions {
  readonly sessionId: string;
  /** Absolute path of the folder it works in. */
  readonly folder: string;
  readonly now: () => number;
}

export type ConversationState = 'idle' | 'working' | 'waiting' | 'failed';

export interface Prompt {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

export interface Question {
  readonly question: string;
  readonly choices?: readonly string[] | null;
  readonly allowFreeform?: boolean;
  readonly toolCallId?: string;
}

/** One session as a person sees it: events of the CLI in, facts for the page out. */
export class Conversation {
  constructor(private readonly options: ConversationOptions) {}

  get sessionId(): string {
    return this.options.sessionId;
  }

  get title(): string {
    return '';
  }

  get state(): ConversationState {
    return 'idle';
  }

  get model(): string | undefined {
    return undefined;
  }

  get hasMessages(): boolean {
    return false;
  }

  get lastPrompt(): Prompt | undefined {
    return undefined;
  }

  load(_events: readonly SessionEvent[]): void {}

  apply(_event: SessionEvent): ToView[] {
    return [];
  }

  promptSubmitted(_id: string, _text: string, _attachments: readonly Attachment[]): ToView[] {
    return [];
  }

  promptAccepted(_id: string, _messageId: string): ToView[] {
    return [];
  }

  promptRejected(_id: string): ToView[] {
    return [];
  }

  stopRequested(): ToView[] {
    return [];
  }

  permissionAsked(_requestId: string, _request: unknown, _promptRequest: unknown): ToView[] {
    return [];
  }

  questionAsked(_requestId: string, _question: Question): ToView[] {
    return [];
  }

  requestSettled(_requestId: string): ToView[] {
    return [];
  }

  connectionLost(_detail: string): ToView[] {
    return [];
  }

  connectionRecovered(_downMs: number): ToView[] {
    return [];
  }

  recoveryFailed(_message: string): ToView[] {
    return [];
  }

  snapshot(_limit = 40): Pick<ViewState, 'turns' | 'hasOlder' | 'requests' | 'usage'> {
    return { turns: [], hasOlder: false, requests: [], usage: undefined };
  }

  older(_beforeTurnId: string, _limit = 40): { turns: Turn[]; hasOlder: boolean } {
    return { turns: [], hasOlder: false };
  }
}
