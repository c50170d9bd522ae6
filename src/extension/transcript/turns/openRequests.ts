import type { Request } from '../../../protocol/toView';
import type { Tell } from './turnLog';

/** What waits for the person, oldest first. */
export class ConversationRequests {
  private requests: readonly Request[] = [];

  constructor(private readonly tell: Tell) {}

  get all(): readonly Request[] {
    return this.requests;
  }

  /** Whether a step waits for one of them. */
  isWaitedFor(toolCallId: string): boolean {
    return this.requests.some((request) => request.toolCallId === toolCallId);
  }

  add(request: Request): void {
    const present = this.requests.find((other) => other.id === request.id);
    if (present === undefined) {
      this.replace([...this.requests, request]);
    } else if (request.kind === 'plan') {
      const toolCallId = present.toolCallId === undefined ? {} : { toolCallId: present.toolCallId };
      this.replace(this.requests.map((other) => (other === present ? { ...request, ...toolCallId } : other)));
    }
  }

  /** A request may come before the step that it belongs to, and only the step tells whose it is. */
  askedBy(toolCallId: string, name: string | undefined): void {
    const isNews = (one: Request) =>
      one.kind === 'permission' && one.toolCallId === toolCallId && one.askedBy === undefined;
    if (name === undefined || !this.requests.some(isNews)) return;
    this.replace(this.requests.map((one) => (isNews(one) ? { ...one, askedBy: name } : one)));
  }

  /** Answered, or no longer needed. */
  remove(id: string): Request | undefined {
    const request = this.requests.find((other) => other.id === id);
    if (request !== undefined) {
      this.replace(this.requests.filter((other) => other !== request));
    }
    return request;
  }

  clear(): void {
    if (this.requests.length > 0) {
      this.replace([]);
    }
  }

  private replace(requests: readonly Request[]): void {
    this.requests = requests;
    this.tell({ type: 'requests/changed', requests });
  }
}
