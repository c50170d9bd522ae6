import type { Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ToHost } from '../../protocol/toHost';
import type { Dock } from './dockState';
import type { Draft } from './draft';
import type { LazyScript } from '../base/lazyScript';
import type { Highlight } from './codePiece';
import type { DrawDiagram, DrawMath, MarkdownReader } from './drawn';
import type { Lookups } from './lookups';
import type { Finder } from './finder';
import type { Pastes } from './paste';
import type { Popup } from './popupState';
import type { Store } from './store';
import type { Choices } from './choices';
import type { PinnedScroll } from './pinnedScroll';
import type { TurnWindow } from './turnWindow';

/** What every component may need: the state to read and the way to wish. */
export interface Chat {
  readonly store: Store;
  readonly draft: Draft;
  readonly popup: Popup;
  readonly pastes: Pastes;
  readonly dock: Dock;
  readonly scroll: PinnedScroll;
  /** What the person opened and closed. */
  readonly choices: Choices;
  readonly window: TurnWindow;
  /** The sentence that screen readers say next. */
  readonly spoken: Signal<string>;
  /** Reads Markdown; until its script has come, which the page asks for at once, an answer is plain text. */
  readonly markdown: LazyScript<MarkdownReader>;
  /** Colours code, once its script has come; until then code stays plain. */
  readonly highlighter: LazyScript<Highlight>;
  /** Draws formulas. */
  readonly math: LazyScript<DrawMath>;
  /** Draws diagrams. */
  readonly diagram: LazyScript<DrawDiagram>;
  readonly lookups: Lookups;
  readonly finder: Finder;
  readonly platform: Platform;
  readonly send: (wish: ToHost) => void;
}

export type Platform = 'mac' | 'windows' | 'linux';

export const ComposerContext = createContext<Chat | undefined>(undefined);

export function useChat(): Chat {
  const chat = useContext(ComposerContext);
  if (!chat) throw new Error('A component was drawn outside the chat.');
  return chat;
}
