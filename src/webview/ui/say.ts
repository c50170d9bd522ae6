import type { Signal } from '@preact/signals';

/** The same sentence twice would be no change, and not be spoken. */
export function say(spoken: Signal<string>, sentence: string): void {
  spoken.value = spoken.value === sentence ? `${sentence}\u00a0` : sentence;
}
