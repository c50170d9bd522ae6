import { signal } from '@preact/signals';
import { readyEvent } from './publishLazyModule';

/** Part of the page in a script of its own, which comes when it is first needed. */
export class LazyScript<T> {
  /** What the script hands over, once it is there. */
  readonly value = signal<T | undefined>(undefined);
  /** The script could not be had; what needs it stays as it is without. */
  readonly hasFailed = signal(false);
  private isAsked = false;

  /** `own` is the page's script: the other lies beside it and may run under the same nonce. */
  constructor(
    private readonly name: string,
    private readonly own: HTMLScriptElement | undefined,
    private readonly options: { readonly hasStyles?: boolean } = {},
  ) {}

  load(): void {
    if (this.isAsked || !this.own) return;
    this.isAsked = true;
    window.addEventListener(readyEvent(this.name), (event) => this.take(event), { once: true });
    const script = document.createElement('script');
    script.nonce = this.own.nonce;
    script.src = this.own.src.replace(/webview\.js/, `${this.name}.js`);
    script.addEventListener('error', () => (this.hasFailed.value = true));
    document.head.append(script);
    if (this.options.hasStyles) this.loadStyles(script.src);
  }

  private loadStyles(script: string): void {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = script.replace(/\.js(?=$|\?)/, '.css');
    document.head.append(link);
  }

  private take(event: Event): void {
    // Only our own script sends this event.
    if (event instanceof CustomEvent) this.value.value = event.detail as T;
  }
}
