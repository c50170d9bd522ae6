import type { HandlerClock } from '../util/handlerClock';
import type { Logger } from '../util/logger';
import { ownValue } from '../util/ownValue';
import { isRecord, object, read, record } from '../util/shape';

/** The sections of the CLI’s own system message. */
export type SystemMessageSection =
  | 'preamble'
  | 'identity'
  | 'tone'
  | 'tool_efficiency'
  | 'environment_context'
  | 'code_change_rules'
  | 'guidelines'
  | 'safety'
  | 'tool_instructions'
  | 'custom_instructions'
  | 'runtime_instructions'
  | 'last_instructions';

/** Gets the text of a section and gives back what is to stand there. */
export type SectionTransform = (content: string) => string | Promise<string>;

/** What is to become of a section. */
export interface SectionOverride {
  readonly action: 'replace' | 'append' | 'prepend' | 'remove' | 'preserve' | SectionTransform;
  readonly content?: string;
}

/** How the system message differs from the CLI’s own. */
export type SystemMessageConfig =
  | {
      /** Default: what is given here is added, the CLI's own message with its guardrails stays. */
      readonly mode?: 'append';
      readonly content: string;
    }
  | {
      /** The whole message is what is given here; the guardrails are gone. */
      readonly mode: 'replace';
      readonly content: string;
    }
  | {
      /** Changes single sections of the CLI's own message. */
      readonly mode: 'customize';
      readonly sections?: Readonly<Partial<Record<SystemMessageSection, SectionOverride>>>;
      readonly content?: string;
    };

type Wire = Readonly<Record<string, unknown>>;

export function systemMessageForCli(config: SystemMessageConfig): Wire {
  if (config.mode !== 'customize') return { mode: config.mode ?? 'append', content: config.content };
  const sections = Object.entries(config.sections ?? {}).map(([id, { action, content }]) => [
    id,
    { action: typeof action === 'function' ? 'transform' : action, content },
  ]);
  return { mode: 'customize', sections: Object.fromEntries(sections), content: config.content };
}

const transformAsk = object({ sections: record });

/** `systemMessage.transform`: a transform that fails leaves its section as it is. */
export async function transformSections(
  config: SystemMessageConfig | undefined,
  params: unknown,
  logger: Logger,
  clock: HandlerClock,
): Promise<Wire> {
  const { sections } = read('systemMessage.transform came', transformAsk, params);
  const overrides: Readonly<Record<string, SectionOverride | undefined>> =
    config?.mode === 'customize' ? (config.sections ?? {}) : {};
  const done = Object.entries(sections).map(async ([id, section]) => {
    const content = isRecord(section) ? section.content : undefined;
    const action = ownValue(overrides, id)?.action;
    if (typeof action !== 'function' || typeof content !== 'string') return [id, { content }];
    try {
      return [
        id,
        { content: await clock.run('workMs', `The transform of the section ${id}`, () => action(content)) },
      ];
    } catch (error) {
      logger.error(`The transform of the section ${id} failed`, error);
      return [id, { content }];
    }
  });
  return { sections: Object.fromEntries(await Promise.all(done)) as Wire };
}
