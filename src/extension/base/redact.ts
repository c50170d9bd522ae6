import { redactSecrets } from '../../sdk/index';

/** The text with every secret that can be told from its place or its look left out. */
export function redact(text: string): string {
  return redactSecrets(text, '•••');
}

/** Whether a text can be kept as it is. */
export function isSafeToKeep(text: string): boolean {
  return redact(text) === text;
}
