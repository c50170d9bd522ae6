import { redactSecrets } from './secrets';

const hidden = '<redacted>';
/** Shorter values, such as `1` or `true`, are no secrets and stand in too many texts. */
const shortestSecret = 8;

const secretName = /(?:api[-_]?key|[-_]key|token|secret|passw(?:or)?d|authorization|cookie)$/i;
const secretFlag = /^--?[\w-]*(?:key|token|secret|passw(?:or)?d)$/i;
/** Everything in these may be a secret, whatever its name. */
const containers = /^(?:env|environment|headers|requestHeaders)$/i;
const plainHeaders = /^(?:accept|content-type|user-agent)$/i;

/**
 * Takes the secrets out of messages: by the name of their field, by their form, and wherever a value
 * turns up again that was known as a secret before. Prompts, answers and files stay.
 */
export class Redactor {
  private readonly known = new Set<string>();

  /** Secrets that are known from elsewhere. */
  constructor(...environments: Readonly<Record<string, string | undefined>>[]) {
    for (const [name, value] of environments.flatMap((environment) => Object.entries(environment))) {
      if (value && secretName.test(name)) this.remember(value);
    }
  }

  /** A copy without secrets. */
  clean(value: unknown, name = '', isContained = false): unknown {
    if (typeof value === 'string') return this.cleanText(value, name, isContained);
    if (Array.isArray(value)) return this.cleanList(value, name, isContained);
    if (typeof value !== 'object' || value === null) return value;
    const isContainer = isContained || containers.test(name);
    const fields = Object.entries(value).map(
      ([key, field]) => [key, this.clean(field, key, isContainer)] as const,
    );
    return Object.fromEntries(fields);
  }

  private cleanText(text: string, name: string, isContained: boolean): string {
    if (text === '') return text;
    if (secretName.test(name) || (isContained && !plainHeaders.test(name))) {
      this.remember(text);
      return hidden;
    }
    let cleaned = text;
    for (const secret of this.known) cleaned = cleaned.replaceAll(secret, hidden);
    return redactSecrets(cleaned, hidden);
  }

  /** In a command line the secret stands behind its flag. */
  private cleanList(list: readonly unknown[], name: string, isContained: boolean): unknown[] {
    return list.map((item, index) => {
      const before = list[index - 1];
      const isValue = typeof before === 'string' && secretFlag.test(before);
      return this.clean(item, isValue ? 'token' : name, isContained);
    });
  }

  private remember(value: string): void {
    const secret = value.replace(/^(?:Bearer|Basic|token) +/i, '');
    if (secret.length >= shortestSecret) this.known.add(secret);
  }
}
