/** The editor's memento, or a map in tests. */
export interface KeyValueStore {
  get(key: string): unknown;
  /**
   * `join` gives what is written where another window has written too: from what this one knew before, and what
   * stands there now. Without it the value is written.
   */
  update(
    key: string,
    value: unknown,
    join?: (before: unknown, present: unknown) => unknown,
  ): PromiseLike<void>;
}
