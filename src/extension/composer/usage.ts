import type { UsageDetails } from '../../protocol/foot';
import type { ToView } from '../../protocol/toView';
import type { CopilotSession, Logger } from '../../sdk/index';
import { CopilotError } from '../../sdk/index';
import type { OpenSession } from '../session/openSession';
import { describe } from '../base/describeError';
import { usageDetails } from './usageDetails';

const everyMessage = 100_000;
/** A summary is a whole answer of the model over a whole context. */
const compactMs = 10 * 60_000;

export interface UsageOptions {
  readonly shown: () => OpenSession | undefined;
  readonly emit: (fact: ToView) => void;
  readonly logger: Logger;
}

/** What fills the context of the shown session, what it cost, and the way to make room. */
export class Usage {
  constructor(private readonly options: UsageOptions) {}

  get canCompact(): boolean {
    const session = this.options.shown();
    return session !== undefined && !session.isBusy && session.conversation.hasMessages;
  }

  /** Tells the page; the CLI's count is asked anew each time. */
  async load(): Promise<UsageDetails | undefined> {
    const session = this.options.shown();
    const cli = await session?.opened;
    if (!session || !cli) return undefined;
    const details = await this.read(session, cli);
    if (this.options.shown() === session) this.options.emit({ type: 'usage/details', details });
    return details;
  }

  /** The conversation so far is replaced by a summary; its notice comes with the CLI's events. */
  async compact(): Promise<void> {
    const session = this.options.shown();
    if (!session || !this.canCompact) return;
    await (await session.opened)?.rpc.history.compact({}, { timeoutMs: compactMs });
    await this.load();
  }

  private async read(session: OpenSession, cli: CopilotSession): Promise<UsageDetails> {
    const [attribution, heaviest, metrics] = await Promise.all([
      this.ask(() => cli.rpc.metadata.getContextAttribution()),
      this.ask(() => cli.rpc.metadata.getContextHeaviestMessages({ limit: everyMessage })),
      this.ask(() => cli.rpc.usage.getMetrics()),
    ]);
    const { turns, hasOlder } = session.conversation.snapshot(everyMessage);
    const isWhole = !hasOlder && !session.pages.hasUnread;
    return usageDetails({
      attribution,
      heaviest,
      metrics,
      turn: turns.at(-1)?.spent,
      prompts: isWhole ? turns.map((turn) => turn.prompt) : [],
    });
  }

  /** Undefined where the CLI has no such method. */
  private async ask(call: () => Promise<unknown>): Promise<unknown> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof CopilotError && error.code === 'not-supported'))
        this.options.logger.warn(`The use of the context is unknown: ${describe(error)}`);
      return undefined;
    }
  }
}
