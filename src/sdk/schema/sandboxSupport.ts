import { flag, listOf, maybeText, object, otherwise, text } from '../util/shape';

export const sandboxSupport = object({
  supported: flag,
  reason: maybeText,
  capabilities: otherwise(listOf(object({ name: text, supported: flag, reason: maybeText })), []),
});

/** What the machine of the CLI can confine, and what is missing. */
export interface SandboxSupport {
  readonly supported: boolean;
  readonly reason?: string;
  /** `network`, `network_filtering`, `denied_paths`, `shell` and others. */
  readonly capabilities: readonly {
    readonly name: string;
    readonly supported: boolean;
    readonly reason?: string;
  }[];
}
