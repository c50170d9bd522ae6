import type { ToHost } from '../../protocol/toHost';
import type { SurfaceOptions } from '../chat/chatOptions';
import { Surface } from '../chat/surface';
import { UserActions } from '../chat/userActions';
import { SlashCommands } from '../composer/commands/slashCommands';
import { ComposerContext } from '../composer/composerContext';
import { ComposerOptions } from '../composer/composerOptions';
import { ContextSearch } from '../composer/search/contextSearch';
import { PickedContext } from '../composer/search/pickedContext';
import { toolsOf } from '../composer/search/sessionTools';
import { Usage } from '../composer/usage';
import { handleMessage } from '../view/handleMessage';
import type { WishesOptions } from '../view/messageHandlers';
import type { Window } from './window';

/** A surface with what its composer offers, and what is done when its page wishes something. */
export class Page {
  readonly surface: Surface;
  readonly foot: ComposerOptions;
  readonly usage: Usage;
  readonly context: ComposerContext;
  readonly actions: UserActions;

  constructor(
    private readonly window: Window,
    options: Omit<SurfaceOptions, 'composer'>,
    private readonly closed: () => void,
  ) {
    this.surface = new Surface({ ...options, composer: () => this.foot.composer });
    this.foot = this.makeComposerOptions();
    this.usage = new Usage({ ...this.toSession, logger: window.parts.logger });
    this.context = this.makeContext();
    this.actions = this.makeActions();
  }

  /** Carries out a wish of the page; what fails is said on it. */
  handle(wish: ToHost): Promise<void> {
    return handleMessage(wish, this.toWishes);
  }

  /** What wishes of the page are carried out on. */
  get toWishes(): WishesOptions {
    const { surface, foot, usage, context, actions } = this;
    const { parts, chat, consent, unsaved } = this.window;
    const lastSession = () => this.window.lastSession?.sessionId;
    return { ...parts, surface, foot, usage, context, actions, chat, consent, lastSession, unsaved };
  }

  dispose(): void {
    this.surface.dispose();
    this.closed();
  }

  private get toSession() {
    const { surface } = this;
    return { shown: () => surface.current, emit: surface.emit.bind(surface) };
  }

  private makeComposerOptions(): ComposerOptions {
    const { parts, setup, sandbox } = this.window;
    const { manager } = parts;
    return new ComposerOptions({
      ...parts,
      ...this.toSession,
      sandbox,
      choice: () => setup.model,
      client: () => manager.connected,
      cliVersion: () => (manager.state.kind === 'ready' ? manager.state.version : ''),
      changed: () => this.surface.refreshComposer(),
    });
  }

  private makeContext(): ComposerContext {
    const { surface, window } = this;
    const { parts, selection, tools: ownTools } = window;
    const { folders, logger } = parts;
    const [folder = ''] = folders;
    const sources = parts.sources(() => toolsOf(surface.current, parts.manager.connected, ownTools));
    const chooseMode = this.foot.chooseMode.bind(this.foot);
    const commands = new SlashCommands({ ...parts, surface, editor: sources.editor, chooseMode });
    const search = new ContextSearch({
      sources,
      folder,
      emit: (fact) => surface.emit(fact),
      logger,
      commands: () => commands.list(),
    });
    const picks = new PickedContext(sources, parts.pastedFiles, folder);
    return new ComposerContext({ surface, search, picks, selection, commands, logger });
  }

  private makeActions(): UserActions {
    const { parts, setup, chat } = this.window;
    const useSandbox = () => this.foot.chooseSandbox(true);
    return new UserActions({ ...parts, setup, chat, surface: this.surface, useSandbox });
  }
}
