import { computed, effect, signal } from '@preact/signals';
import type { ToHost } from '../../protocol/toHost';
import type { Store } from './store';
import type { Draft } from './draft';
import { tokenAt, type Token } from './mentions';
import { rowsOf, type Row } from './popupRows';

const pageOfRows = 8;

/** The list that opens after `@`, `#` and `/`. The focus stays in the text; its keys come here first. */
export class Popup {
  /** The word that is being completed; undefined when the list is closed. */
  readonly token = signal<Token | undefined>(undefined);
  readonly rows = signal<readonly Row[]>([]);
  readonly active = signal(0);
  /** The host has answered for what is typed now. */
  readonly isAnswered = signal(false);
  readonly isOpen = computed(
    () => this.token.value !== undefined && (this.isAnswered.value || this.rows.value.length > 0),
  );
  private area: HTMLTextAreaElement | undefined;
  private asked = 0;
  /** Where a list was closed with Esc: it stays closed while the same word is typed. */
  private dismissedAt: number | undefined;
  /** Enter was pressed before the answer came. */
  private takesWhenAnswered = false;

  constructor(
    store: Store,
    draft: Draft,
    private readonly send: (wish: ToHost) => void,
  ) {
    effect(() => {
      if (draft.text.value === '') this.close();
    });
    store.onNudge((nudge) => {
      if (nudge.type === 'context/found' && nudge.id === this.asked) this.receive(nudge.items);
      else if (nudge.type === 'state/reset') this.close();
    });
  }

  /** The text or the place of the cursor has changed. */
  follow(area: HTMLTextAreaElement): void {
    this.area = area;
    const token = area.selectionStart === area.selectionEnd && tokenAt(area.value, area.selectionStart);
    if (!token) return this.close();
    if (token.start === this.dismissedAt) return;
    this.dismissedAt = undefined;
    const present = this.token.peek();
    this.token.value = token;
    if (present?.query === token.query && present.start === token.start) return;
    if (present?.trigger !== token.trigger) this.rows.value = [];
    this.isAnswered.value = false;
    this.takesWhenAnswered = false;
    this.asked += 1;
    this.send({ type: 'context/search', id: this.asked, trigger: token.trigger, query: token.query });
  }

  close(): void {
    this.dismissedAt = undefined;
    this.asked += 1;
    this.token.value = undefined;
    this.rows.value = [];
    this.isAnswered.value = false;
    this.takesWhenAnswered = false;
  }

  /** Whether the key was for the list. */
  press(event: KeyboardEvent): boolean {
    const token = this.token.peek();
    if (!token || event.ctrlKey || event.metaKey || event.altKey || !this.act(event, token)) return false;
    event.preventDefault();
    // Neither the chat's own keys nor the editor act on it too.
    event.stopPropagation();
    return true;
  }

  take(index: number): void {
    const [row, token] = [this.rows.peek()[index], this.token.peek()];
    if (!row || row.isEmpty || !token || !this.area) return;
    this.close();
    // Written as if typed, so that undo takes it back.
    this.area.focus();
    this.area.setSelectionRange(token.start, token.end);
    document.execCommand('insertText', false, `${row.insert} `);
    if (row.pick) this.send({ type: 'context/pick', ...row.pick });
  }

  private act(event: KeyboardEvent, token: Token): boolean {
    if (event.key === 'Escape') {
      if (!this.isOpen.peek()) return false;
      this.close();
      this.dismissedAt = token.start;
      return true;
    }
    if (event.shiftKey) return false;
    if (event.key === 'Enter' || event.key === 'Tab') return this.enter(event.key, token);
    return this.move(event.key);
  }

  private enter(key: 'Enter' | 'Tab', token: Token): boolean {
    const row = this.rows.peek()[this.active.peek()];
    // A command that is written out whole is sent.
    const isWhole = token.trigger === '/' && (!row || row.insert === `/${token.query}`);
    if (key === 'Enter' && isWhole) {
      this.close();
      return false;
    }
    if (this.isAnswered.peek()) {
      if (!row) return false;
      // What cannot be taken holds no key: Tab goes on, and Enter sends when there is nothing else.
      if (row.isEmpty) return key === 'Enter' && this.rows.peek().some((one) => !one.isEmpty);
      this.take(this.active.peek());
      return true;
    }
    this.takesWhenAnswered = true;
    return true;
  }

  private move(key: string): boolean {
    const last = this.rows.peek().length - 1;
    if (last < 0) return false;
    const at = this.active.peek();
    const next = new Map(
      Object.entries({
        ArrowDown: at === last ? 0 : at + 1,
        ArrowUp: at === 0 ? last : at - 1,
        PageDown: Math.min(at + pageOfRows, last),
        PageUp: Math.max(at - pageOfRows, 0),
        Home: 0,
        End: last,
      }),
    ).get(key);
    if (next === undefined) return false;
    this.active.value = next;
    return true;
  }

  private receive(items: Parameters<typeof rowsOf>[0]): void {
    const token = this.token.peek();
    if (!token) return;
    // A second answer adds rows; the one that is chosen stays chosen.
    const chosen = this.isAnswered.peek() ? this.rows.peek()[this.active.peek()] : undefined;
    const rows = rowsOf(items, token);
    const at = rows.findIndex((row) => row.insert === chosen?.insert && row.detail === chosen.detail);
    this.rows.value = rows;
    this.active.value = this.active.peek() === 0 ? 0 : Math.max(at, 0);
    this.isAnswered.value = true;
    if (!this.takesWhenAnswered || rows.length === 0) return;
    this.takesWhenAnswered = false;
    this.take(0);
  }
}
