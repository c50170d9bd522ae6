import type { ContextItem, ToView, ViewState } from '../../../src/protocol/toView';
import type { ChatPage } from './chatPage';

/** A state of the page, and what a person does in it before one looks. */
export interface Scene {
  readonly state: ViewState;
  /** A button to press first, by its name. */
  readonly press?: string | RegExp | readonly string[];
  /** What is done besides. */
  readonly then?: (chat: ChatPage) => Promise<void>;
  /** What the host tells after that. */
  readonly facts?: readonly ToView[];
  /** What is typed into the message, and what the host finds for it. */
  readonly type?: string;
  readonly finds?: readonly ContextItem[];
  /** Everything that can be opened is open. */
  readonly isUnfolded?: boolean;
  /** What must be there before one looks. */
  readonly waitFor?: string;
}
