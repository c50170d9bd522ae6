/** Settings that a folder brings along and the person has not answered yet. Plain types, no run-time code. */

export interface FolderSettings {
  /** Of these values and no others; the answer names it. */
  readonly id: string;
  readonly entries: readonly FolderSetting[];
}

export interface FolderSetting {
  readonly key: 'modelSource' | 'model' | 'provider' | 'systemMessage' | 'reasoningEffort';
  /** The whole value; what could not be seen in it is written out. */
  readonly text: string;
  /** Where a provider's answers come from, and so where everything that the agent reads goes. */
  readonly address?: string;
  /** A text for the model that takes the place of the CLI's own. */
  readonly replaces?: boolean;
}
