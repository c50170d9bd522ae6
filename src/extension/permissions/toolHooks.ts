import type { SessionConfig } from '../../sdk/index';
import { fieldsOf, textOf } from '../base/fields';
import { canHoldSecrets } from '../rules/fileRisks';
import { placeOf } from '../rules/folderPlace';
import { argumentsOf, searchAroundSecrets, searchWithoutSecrets, type SearchCall } from './searchFilter';
import { ruleDenial } from '../rules/denial';
import type { Subject } from '../rules/subject';

type Hooks = NonNullable<SessionConfig['hooks']>;
type PreToolUseOutput = Exclude<Awaited<ReturnType<NonNullable<Hooks['onPreToolUse']>>>, void>;

export interface ToolHooksOptions {
  readonly folders: readonly string[];
  /** Whether a rule forbids a call for certain, or may; a hook of the folder could let it run without asking us. */
  readonly forbids: (subject: Subject) => 'certain' | 'possible' | 'no';
  /** Whether nothing is asked in this session. */
  readonly allowsAll: () => boolean;
  /** Whether the person looks at fetched pages before the agent does. */
  readonly reviewsPages: () => boolean;
  /** Undefined when the page may enter the conversation, else what the agent is told instead. */
  readonly reviewPage: (url: string, text: string) => Promise<string | undefined>;
  /** What the editor has not saved; each answer is for the agent. */
  readonly unsaved?: {
    readonly inPrompt: string | undefined;
    /** Undefined when the call may go on. */
    beforeCall(call: SearchCall): Promise<string | undefined>;
    afterCall(call: SearchCall): string | undefined;
  };
}

/** Tools that type into a program which runs already; the CLI asks for the program alone. */
const typing = new Set(['write_bash', 'write_powershell']);

/** What is looked after around the CLI's tools, since their requests for permission do not tell it. */
export function toolHooks(
  options: ToolHooksOptions,
): Pick<Hooks, 'onPreToolUse' | 'onPostToolUse' | 'onUserPromptSubmitted'> {
  const { folders, allowsAll, forbids, reviewsPages, reviewPage, unsaved } = options;
  const judgeForbidden = (call: SearchCall): PreToolUseOutput | undefined => {
    const answers = subjectsOfCall(call).map(forbids);
    if (answers.includes('certain'))
      return { permissionDecision: 'deny', permissionDecisionReason: ruleDenial };
    return answers.includes('possible') ? { permissionDecision: 'ask' } : undefined;
  };
  return {
    onUserPromptSubmitted: () => {
      const inPrompt = unsaved?.inPrompt;
      return inPrompt === undefined ? undefined : { additionalContext: inPrompt };
    },
    onPreToolUse: async (call) => {
      const forbidden = judgeForbidden(call);
      if (forbidden) return forbidden;
      const held = await unsaved?.beforeCall(call);
      if (held !== undefined) return { permissionDecision: 'deny', permissionDecisionReason: held };
      if (typing.has(call.toolName)) return { permissionDecision: 'ask' };
      if (!allowsAll() && isSecretRead(call, folders)) return { permissionDecision: 'ask' };
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
      const additionalContext = unsaved?.afterCall(call);
      if (!modifiedResult && additionalContext === undefined) return undefined;
      return {
        ...(modifiedResult && { modifiedResult }),
        ...(additionalContext !== undefined && { additionalContext }),
      };
    },
  };
}

/** Some versions of the CLI ask nothing for a file of the folder, whatever it holds. */
function isSecretRead({ toolName, toolArgs }: SearchCall, folders: readonly string[]): boolean {
  const path = toolName === 'view' ? textOf(argumentsOf(toolArgs), 'path') : undefined;
  if (path === undefined) return false;
  const { within, isFolder } = placeOf(path, folders);
  return within !== undefined && !isFolder && canHoldSecrets(within);
}

/** What a call may be about, as rules that forbid speak of it; of what else it is, its request tells. */
function subjectsOfCall({ toolName, toolArgs }: SearchCall): readonly Subject[] {
  const args = argumentsOf(toolArgs);
  if (toolName === 'bash' || toolName === 'powershell')
    return [{ kind: 'shell', command: textOf(args, 'command') ?? '' }];
  if (toolName === 'web_fetch') return [{ kind: 'url', url: textOf(args, 'url') ?? '' }];
  // The name of a server's tool is both names with a dash between them, and either may hold one.
  const ofServers = [...toolName.matchAll(/-/g)].map(({ index }): Subject => {
    return { kind: 'mcp', server: toolName.slice(0, index), tool: toolName.slice(index + 1) };
  });
  return [{ kind: 'tool', name: toolName }, ...ofServers];
}
