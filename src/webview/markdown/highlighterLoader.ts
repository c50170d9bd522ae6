import { signal } from '@preact/signals';
import { highlighterReady, type Highlight } from './codePiece';

/** Colours code, once its script has come; until then code stays plain. */
export class HighlighterLoader {
  readonly highlight = signal<Highlight | undefined>(undefined);
  private isAsked = false;

  /** `own` is the page's script: the other lies beside it and may run under the same nonce. */
  constructor(private readonly own: HTMLScriptElement | undefined) {}

  load(): void {
    if (this.isAsked || !this.own) return;
    this.isAsked = true;
    window.addEventListener(highlighterReady, (event) => this.take(event), { once: true });
    const script = document.createElement('script');
    script.nonce = this.own.nonce;
    script.src = this.own.src.replace(/webview\.js/, 'highlighter.js');
    document.head.append(script);
  }

  private take(event: Event): void {
    // Only our own script sends this event.
    if (event instanceof CustomEvent && typeof event.detail === 'function')
      this.highlight.value = event.detail as Highlight;
  }
}
