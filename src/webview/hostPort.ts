import type { ToHost } from '../protocol/toHost';
import type { ToView } from '../protocol/toView';

/** What the page keeps by itself, so that a reload loses nothing that was typed. */
export interface SavedState {
  readonly draft: string;
  readonly sessionId: string | undefined;
}

interface VsCodeApi {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: SavedState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The way to the host: the only place that knows the editor's page API. */
export interface HostPort {
  send(wish: ToHost): void;
  save(state: SavedState): void;
  saved(): SavedState | undefined;
  /** One message holds the facts of one frame. */
  listen(onFacts: (facts: readonly ToView[]) => void): void;
}

export function openHostPort(): HostPort {
  const api = acquireVsCodeApi();
  return {
    send: (wish) => api.postMessage(wish),
    save: (state) => api.setState(state),
    saved: () => readSaved(api.getState()),
    listen: (onFacts) => {
      // Only the host can post to this page; its facts are typed by the shared protocol.
      window.addEventListener('message', ({ data }: MessageEvent<ToView | readonly ToView[]>) =>
        onFacts([data].flat()),
      );
    },
  };
}

function readSaved(state: unknown): SavedState | undefined {
  if (!state || typeof state !== 'object' || !('draft' in state)) return undefined;
  const sessionId = 'sessionId' in state && typeof state.sessionId === 'string' ? state.sessionId : undefined;
  return typeof state.draft === 'string' ? { draft: state.draft, sessionId } : undefined;
}
