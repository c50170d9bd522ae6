import type { SendKey } from '../../protocol/toView';
import type { Platform } from '../state/context';

/** What a key does in a field whose text is sent: send it, or do the other of queue and steer once. */
export function sendKeyOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  setting: SendKey | undefined,
  platform: Platform,
): 'send' | 'send-other' | undefined {
  if (event.key !== 'Enter' || event.altKey) return undefined;
  const hasCtrl = event.ctrlKey || (platform === 'mac' && event.metaKey);
  if (hasCtrl) return event.shiftKey ? 'send-other' : 'send';
  if (setting === 'ctrl+enter') return undefined;
  return event.shiftKey === (setting === 'shift+enter') ? 'send' : undefined;
}

/** The keys that send, as the person's keyboard names them. */
export function sendLabels(
  setting: SendKey | undefined,
  platform: Platform,
): { readonly send: string; readonly other: string } {
  const ctrl = platform === 'mac' ? '⌘' : 'Ctrl+';
  const shift = platform === 'mac' ? '⇧' : 'Shift+';
  const sends: Readonly<Record<SendKey, string>> = {
    enter: 'Enter',
    'shift+enter': `${shift}Enter`,
    'ctrl+enter': `${ctrl}Enter`,
  };
  return { send: sends[setting ?? 'enter'], other: platform === 'mac' ? '⇧⌘Enter' : 'Ctrl+Shift+Enter' };
}
