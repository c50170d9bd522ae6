/** Forms and decisions that wait for the person: what is asked and what is answered. Plain types. */

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly isRequired: boolean;
}

export interface FormOption {
  readonly value: string;
  readonly label: string;
}

export type FormField =
  | (FieldBase & {
      readonly type: 'text';
      readonly format?: 'email' | 'uri' | 'date' | 'date-time' | undefined;
      readonly minLength?: number | undefined;
      readonly maxLength?: number | undefined;
      readonly pattern?: string | undefined;
      readonly default?: string | undefined;
    })
  | (FieldBase & {
      readonly type: 'number';
      readonly isWhole: boolean;
      readonly min?: number | undefined;
      readonly max?: number | undefined;
      readonly default?: number | undefined;
    })
  | (FieldBase & { readonly type: 'boolean'; readonly default?: boolean | undefined })
  | (FieldBase & {
      readonly type: 'choice';
      readonly options: readonly FormOption[];
      readonly default?: string | undefined;
    })
  | (FieldBase & {
      readonly type: 'choices';
      readonly options: readonly FormOption[];
      readonly min?: number | undefined;
      readonly max?: number | undefined;
      readonly default?: readonly string[] | undefined;
    });

export type FormValue = string | number | boolean | readonly string[];

/** A form of the agent or of an MCP server. */
export interface FormRequest {
  readonly kind: 'form';
  readonly id: string;
  readonly toolCallId?: string;
  readonly message: string;
  /** Name of the MCP server that asks, if one does. */
  readonly askedBy?: string | undefined;
  readonly fields: readonly FormField[];
  /** Instead of fields: an address to be opened. */
  readonly url?: string | undefined;
}

/** A decision of a fixed kind; the page has the words. */
export interface ChoiceRequest {
  readonly kind: 'choice';
  readonly id: string;
  readonly toolCallId?: string;
  readonly about: 'session-limit' | 'auto-mode' | 'unsaved';
  /** `used`, `max`, `add` for a limit; `seconds` until the chosen model can be used again. */
  readonly values: Readonly<Record<string, number>>;
  /** Those that the editor has not saved, as they are named in the folder. */
  readonly files?: readonly string[];
  /** The last one refuses. */
  readonly choices: readonly ChoiceId[];
}

export type ChoiceId = 'add' | 'unset' | 'cancel' | 'yes' | 'yes_always' | 'no' | 'save' | 'leave';
