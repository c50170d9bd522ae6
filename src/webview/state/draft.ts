import { effect, signal } from '@preact/signals';
import { closedReason } from './closedReason';
import type { ToView } from '../../protocol/toView';
import type { HostPort } from '../base/hostPort';
import type { Store } from './store';

/** Typing is told to the host at most this late; leaving the page tells it at once. */
const tellAfterMs = 100;

/**
 * The unsent text. The page owns it; the host keeps a copy that survives the page. The page's own memory in
 * the editor is not used: it is written late, and an old draft would come back with the window.
 */
export class Draft {
  readonly text = signal('');
  /** Enter was pressed before the CLI was ready. */
  readonly isWaiting = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private recalledAt: number | undefined;
  private isText = false;
  /** What went to the host last and did not come back: a state from before may still hold it as a draft. */
  private sent: string | undefined;
  /** The last replacement of the whole state that this text has taken in. */
  private seenResets = 0;
  private sessionId: string | undefined;

  constructor(
    private readonly store: Store,
    private readonly port: HostPort,
  ) {
    store.onNudge((nudge) => {
      if (nudge.type === 'state/reset') this.reset(nudge);
      else if (nudge.type === 'draft/restored') this.putBack(nudge.text);
      else if (nudge.type === 'draft/taken') this.giveAway(nudge.text);
    });
    effect(() => this.followSession(store.session.value?.sessionId, store.resets.value));
    effect(() => this.followSetup(store.setup.value));
  }

  edit(text: string): void {
    this.recalledAt = undefined;
    this.change(text);
  }

  /** Hands the text to the host and clears it at once; gives back whether it went. `isOther`: see `steers`. */
  submit(isOther = false): boolean {
    const text = this.text.value.trim();
    const { kind } = this.store.setup.value;
    if (text === '' || closedReason(this.store.setup.value)) return false;
    if (kind !== 'ready') {
      this.isWaiting.value = true;
      return false;
    }
    const delivery = this.steers(isOther) && { delivery: 'steer' as const };
    const words = this.isText && { isText: true };
    this.isText = false;
    this.port.send({ type: 'prompt/submit', text, sessionId: this.sessionId ?? '', ...delivery, ...words });
    this.sent = this.text.value;
    this.recalledAt = undefined;
    this.isWaiting.value = false;
    this.change('');
    this.flush();
    return true;
  }

  /** Sends what begins like a command as words. */
  submitAsText(): boolean {
    this.isText = true;
    return this.submit();
  }

  /** Whether the message would go to the running turn; `isOther` turns the setting round. */
  steers(isOther = false): boolean {
    const isSteering = this.store.composer.value.whileBusy === 'steer';
    return this.store.isBusy.value && isSteering !== isOther;
  }

  cancelWaiting(): void {
    this.isWaiting.value = false;
  }

  /** Goes through the prompts of this session; false when there is none that way. */
  recall(step: -1 | 1): boolean {
    const prompts = this.store.range.newest.value.flatMap((turn) => [
      turn.info.value.prompt,
      ...turn.items.value.flatMap(({ item }) => (item.value.kind === 'steer' ? [item.value.text] : [])),
    ]);
    const isRecalled = this.recalledAt !== undefined && this.text.value === prompts[this.recalledAt];
    if (!isRecalled && (this.text.value !== '' || step > 0)) return false;
    const next = (isRecalled ? (this.recalledAt ?? 0) : prompts.length) + step;
    if (next < 0 || next > prompts.length) return false;
    this.change(prompts[next] ?? '');
    this.recalledAt = next;
    return true;
  }

  /** Tells the host now what it does not know yet. */
  flush(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.port.send({ type: 'draft/changed', text: this.text.value, sessionId: this.sessionId ?? '' });
  }

  private change(text: string): void {
    this.text.value = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), tellAfterMs);
  }

  /** A message that could not be sent comes before what has been typed since. */
  private putBack(text: string): void {
    const since = this.text.value;
    this.sent = undefined;
    this.change(since === '' ? text : `${text}\n${since}`);
    this.flush();
  }

  /** The text stands where it was typed again. */
  private giveAway(text: string): void {
    const all = this.text.value;
    if (all !== text && !all.startsWith(`${text}\n`)) return;
    this.change(all.slice(text.length + 1));
    this.flush();
  }

  private reset({ state }: Extract<ToView, { type: 'state/reset' }>): void {
    const sessionId = state.session?.sessionId;
    // Without an id it was the session that was still being opened.
    const isSame = sessionId === this.sessionId || !this.sessionId;
    // What was typed here is never older than the host's copy.
    const typed = isSame ? this.text.value : '';
    if (!isSame) this.flush(); // the last letters belong to the session that is left
    this.seenResets = this.store.resets.value;
    this.sessionId = sessionId;
    this.recalledAt = undefined;
    const isStale = isSame && state.draft === this.sent;
    this.sent = isSame ? this.sent : undefined;
    this.text.value = typed || (isStale ? '' : state.draft);
  }

  private followSession(sessionId: string | undefined, resets: number): void {
    if (resets !== this.seenResets || sessionId === this.sessionId) return;
    this.sessionId = sessionId;
  }

  private followSetup(setup: Store['setup']['value']): void {
    if (!this.isWaiting.peek()) return;
    if (closedReason(setup)) this.isWaiting.value = false;
    else if (setup.kind === 'ready') this.submit();
  }
}
