import type { ToHost } from '../../protocol/toHost';
import type { ToView } from '../../protocol/toView';

interface VsCodeApi {
  postMessage(message: ToHost): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The way to the host: the only place that knows the editor's page API. */
export interface HostPort {
  send(wish: ToHost): void;
  /** One message holds the facts of one frame. */
  listen(onFacts: (facts: readonly ToView[]) => void): void;
}

export function openHostPort(): HostPort {
  const api = acquireVsCodeApi();
  return {
    send: (wish) => api.postMessage(wish),
    listen: (onFacts) => {
      // Only the host can post to this page; its facts are typed by the shared protocol.
      window.addEventListener('message', ({ data }: MessageEvent<ToView | readonly ToView[]>) =>
        onFacts([data].flat()),
      );
    },
  };
}
