import type { SessionConfig } from '../../sdk/index';
import { fieldsOf, textOf } from '../chat/eventFields';
import { searchAroundSecrets, searchWithoutSecrets } from './searchFilter';

type Hooks = NonNullable<SessionConfig['hooks']>;

export interface ToolHooksOptions {
  readonly folders: readonly string[];
  /** Whether nothing is asked in this session. */
  readonly allowsAll: () => boolean;
  /** Whether the person looks at fetched pages before the agent does. */
  readonly reviewsPages: () => boolean;
  /** Undefined when the page may enter the conversation, else what the agent is told instead. */
  readonly reviewPage: (url: string, text: string) => Promise<string | undefined>;
}

/** Tools that type into a program which runs already; the CLI asks for the program alone. */
const typing = new Set(['write_bash', 'write_powershell']);

/** What is looked after around the CLI's tools, since their requests for permission do not tell it. */
export function toolHooks(options: ToolHooksOptions): Pick<Hooks, 'onPreToolUse' | 'onPostToolUse'> {
  const { folders, allowsAll, reviewsPages, reviewPage } = options;
  return {
    onPreToolUse: (call) => {
      if (typing.has(call.toolName)) return { permissionDecision: 'ask' };
      const modifiedArgs = allowsAll() ? undefined : searchAroundSecrets(call, folders);
      return modifiedArgs && { modifiedArgs };
    },
    onPostToolUse: async (call) => {
      if (call.toolName === 'web_fetch' && reviewsPages()) {
        const result = fieldsOf(call.toolResult);
        const text = textOf(result, 'textResultForLlm') ?? '';
        const refused = await reviewPage(textOf(fieldsOf(call.toolArgs), 'url') ?? '', text);
        return refused === undefined
          ? undefined
          : { modifiedResult: { ...result, textResultForLlm: refused, sessionLog: refused } };
      }
      const modifiedResult = allowsAll() ? undefined : searchWithoutSecrets(call, folders);
      return modifiedResult && { modifiedResult };
    },
  };
}
