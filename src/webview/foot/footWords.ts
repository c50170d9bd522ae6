import type { AgentMode, ContextSource, HeavyItem, Spending } from '../../protocol/foot';
import type { PermissionMode } from '../../protocol/toView';
import { key, plural, t } from '../l10n';

export interface ModeWords {
  readonly icon: string;
  readonly label: string;
  readonly note: string;
}

export const agentModes: Readonly<Record<AgentMode, ModeWords>> = {
  interactive: {
    icon: 'comment-discussion',
    label: key('Agent'),
    note: key('Works on the task and asks when something is unclear.'),
  },
  plan: {
    icon: 'checklist',
    label: key('Plan'),
    note: key('Writes a plan first and changes nothing until you agree.'),
  },
  autopilot: {
    icon: 'rocket',
    label: key('Autopilot'),
    note: key('Goes on by itself until the task is done. Permissions are asked as before.'),
  },
};

export const permissionModes: Readonly<Record<PermissionMode, ModeWords>> = {
  ask: {
    icon: 'shield',
    label: key('Ask every time'),
    note: key('The agent asks before it runs a command, writes, reads or fetches anything.'),
  },
  'allow-reads': {
    icon: 'shield',
    label: key('Ask before changes'),
    note: key('The agent may read files of this folder. It asks before everything else.'),
  },
  'allow-all': {
    icon: 'warning',
    label: key('Allow everything'),
    note: key('Nothing is asked. Commands can change or delete any file of yours.'),
  },
};

export function effortWords(effort: string): string {
  switch (effort) {
    case '':
      return t('The model’s own');
    case 'none':
      return t('None');
    case 'minimal':
      return t('Minimal');
    case 'low':
      return t('Low');
    case 'medium':
      return t('Medium');
    case 'high':
      return t('High');
    case 'xhigh':
      return t('Very high');
    default:
      return effort;
  }
}

/** `128k`, `1.5M`: for lines where the whole number would be noise. */
export function tokensShort(tokens: number): string {
  if (tokens >= 1e6) return `${Math.round(tokens / 1e5) / 10}M`;
  return tokens >= 1000 ? `${Math.round(tokens / 1000)}k` : String(tokens);
}

export function sourceWords(source: ContextSource): string {
  switch (source) {
    case 'system':
      return t('System prompt');
    case 'instructions':
      return t('Your instructions');
    case 'tools':
      return t('Tools');
    case 'mcp':
      return t('MCP tools');
    case 'messages':
      return t('Conversation');
  }
}

export function heavyWords(item: HeavyItem): string {
  switch (item.kind) {
    case 'prompt':
      return item.label ? t('Prompt: {0}', item.label) : t('A prompt');
    case 'answer':
      return t('Answer: {0}', item.label);
    case 'tool-result':
      return t('Tool result: {0}', item.label);
    case 'tool':
      return t('Tool {0}', item.label);
    case 'other':
      return item.label;
  }
}

/** What a turn or a session took: credits where they are known, tokens always. */
export function spendingWords(spending: Spending): string {
  const tokens = t('{0} in, {1} out', tokensShort(spending.inputTokens), tokensShort(spending.outputTokens));
  return [costWords(spending), plural(spending.requests, '1 request', '{0} requests'), tokens]
    .filter(Boolean)
    .join(' · ');
}

/** Undefined where nobody can tell, as with an own key. */
export function costWords({ credits, premiumRequests }: Spending): string | undefined {
  if (credits !== undefined) return t('{0} credits', decimal(credits));
  if (premiumRequests) return t('{0} premium requests', decimal(premiumRequests));
  return undefined;
}

function decimal(value: number): string {
  const digits = value > 0 && value < 0.1 ? 3 : 1;
  const language = typeof document === 'undefined' ? 'en' : document.documentElement.lang || 'en';
  return value.toLocaleString(language, { maximumFractionDigits: digits });
}
