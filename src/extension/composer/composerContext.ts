import { refusedImage } from '../transcript/refusedImage';
import * as fs from 'node:fs/promises';
import type { ContextTrigger, EditorSelection, ToView } from '../../protocol/toView';
import type { Logger } from '../../sdk/index';
import type { Surface } from '../chat/surface';
import type { ContextSearch } from './search/contextSearch';
import type { PickedContext, Picked } from './search/pickedContext';
import type { SlashCommands } from './commands/slashCommands';
import type { LiveSelection } from './liveSelection';

export interface ComposerContextOptions {
  readonly surface: Surface;
  readonly search: ContextSearch;
  readonly picks: PickedContext;
  readonly selection: LiveSelection;
  readonly commands: SlashCommands;
  readonly logger: Logger;
}

/** What the person gives the agent besides words: found after a sign, pasted, or selected in the editor. */
export class ComposerContext {
  constructor(private readonly options: ComposerContextOptions) {}

  search(wanted: { readonly id: number; readonly trigger: ContextTrigger; readonly query: string }) {
    return this.options.search.search(wanted);
  }

  /** False for a text that is no command. */
  runCommand(...call: Parameters<SlashCommands['run']>): Promise<boolean> {
    return this.options.commands.run(...call);
  }

  /** What a message comes to that was not just typed: it waited, or takes the place of a sent one. */
  resolveCommand(...call: Parameters<SlashCommands['resolve']>): ReturnType<SlashCommands['resolve']> {
    return this.options.commands.resolve(...call);
  }

  async pick(picked: Picked): Promise<void> {
    const { surface, picks } = this.options;
    const refused = picked.kind === 'file' ? await refusedImage(picked.value) : undefined;
    if (refused) return surface.setBanner({ ...refused, severity: 'error', actions: ['dismiss'] });
    const attachments = await picks.pick(picked);
    if (attachments.length > 0) return surface.attach(attachments);
    surface.setBanner({
      code: 'context-empty',
      severity: 'error',
      values: { kind: picked.kind },
      actions: ['dismiss'],
    });
  }

  /** A text that cannot be kept goes into the message as it is. */
  async pasteText(text: string, label: string): Promise<void> {
    const { surface, picks, logger } = this.options;
    try {
      surface.attach([await picks.pasteText(text, label)]);
    } catch (error) {
      logger.warn(`A pasted text could not be kept: ${String(error)}`);
      surface.emit({ type: 'draft/insert', text });
    }
  }

  async pasteImage(image: Parameters<PickedContext['pasteImage']>[0]): Promise<void> {
    const { surface, picks } = this.options;
    surface.attach([await picks.pasteImage(image)]);
  }

  async unfold(id: string): Promise<void> {
    const { surface } = this.options;
    const session = surface.current;
    const attachment = session?.outbox.attachments.find((one) => one.id === id);
    if (!session || attachment?.kind !== 'text') return;
    const text = await fs.readFile(attachment.path, 'utf8');
    session.removeAttachment(id);
    surface.emit({ type: 'draft/insert', text });
  }

  toggleSelection(): Promise<void> {
    return this.options.selection.toggle();
  }
}

/** The fact of a change of the editor's selection. */
export function selectionFact(selection: EditorSelection | undefined): ToView {
  return { type: 'selection/changed', selection };
}
