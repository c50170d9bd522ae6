import type { Platform } from '../state/context';

/** Keys as the person's keyboard names them. */
export function keyLabels(platform: Platform): {
  readonly allow: string;
  readonly deny: string;
  readonly reason: string;
  readonly edit: string;
  readonly submit: string;
} {
  return platform === 'mac'
    ? { allow: '⌃⌘A', deny: '⌃⌘N', reason: '⌃⇧⌘N', edit: '⌃⇧⌘E', submit: '⌘Enter' }
    : { allow: 'Alt+A', deny: 'Alt+D', reason: 'Alt+Shift+D', edit: 'Alt+Shift+E', submit: 'Ctrl+Enter' };
}

/** Shows the editor's selection to the agent, or hides it; the manifest binds the key. */
export function toggleSelectionKey(platform: Platform): string {
  return platform === 'mac' ? '⌃⌘E' : 'Alt+I';
}

/** Whether a key belongs to an input method that is still composing a character. */
export function isComposing(event: KeyboardEvent): boolean {
  // Key code 229 is what Chromium reports for the key that ends a composition.
  return event.isComposing || event.keyCode === 229;
}

/** Hears Ctrl+Enter or Cmd+Enter, which answers a card. */
export function onSubmitKey(submit: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    const isSubmit = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isSubmit || isComposing(event)) return;
    event.preventDefault();
    submit();
  };
}

export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox')
  );
}
