import * as z from 'zod';
import type { AgentMode } from '../../../protocol/foot';

/** What a command of the CLI leads to. */
export interface Outcome {
  /** Shown to the person. */
  readonly text?: string;
  /** Sent to the agent. */
  readonly prompt?: string;
  readonly mode?: AgentMode;
  readonly picks?: 'model';
}

const result = z.looseObject({
  kind: z.string(),
  text: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  prompt: z.string().optional().catch(undefined),
  mode: z.enum(['interactive', 'plan', 'autopilot']).optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  options: z
    .array(z.looseObject({ name: z.string(), description: z.string().default('') }))
    .optional()
    .catch(undefined),
  entry: z.looseObject({ text: z.string() }).optional().catch(undefined),
});

/** Newer CLIs may answer in more ways; what holds a text is shown. */
export function outcomeOf(answer: unknown): Outcome {
  const { kind, text, message, prompt, mode, title, command, options, entry } = result.parse(answer);
  const modeField = mode ? { mode } : {};
  switch (kind) {
    case 'agent-prompt':
      return { prompt: prompt ?? '', ...modeField };
    case 'select-subcommand': {
      const lines = (options ?? []).map((one) => `/${command ?? ''} ${one.name}  ${one.description}`);
      return { text: [title ?? '', ...lines].filter(Boolean).join('\n') };
    }
    case 'show-dialog':
    case 'set-model':
      return { picks: 'model' };
    default: {
      const said = text ?? message ?? entry?.text;
      return { ...(said ? { text: said } : {}), ...modeField };
    }
  }
}
