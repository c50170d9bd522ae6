import type { Fields } from '../base/fields';

/** One event of the CLI, as the parts of a conversation are told of it. */
export interface Happening {
  readonly data: Fields;
  readonly agentId: string | undefined;
  readonly at: number;
  readonly id: string;
  /** The id that the CLI gave the event, if it did. */
  readonly ownId: string | undefined;
}

export type Handler = (event: Happening) => void;

/** What to do by the name of the event. */
export type Handlers = Readonly<Record<string, Handler>>;

/** Only of the main agent: subagents send the same events on the same stream. */
export function main(handler: Handler): Handler {
  return (event) => {
    if (event.agentId === undefined) {
      handler(event);
    }
  };
}
