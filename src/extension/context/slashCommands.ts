import type { AgentMode } from '../../protocol/foot';
import type { ContextItem, Notice } from '../../protocol/toView';
import type { CopilotSession, Logger } from '../../sdk/index';
import type { Chat } from '../chat/chat';
import type { LiveSession } from '../chat/liveSession';
import { describe } from '../errors';
import type { EditorFacade } from '../editorFacade';
import { outcomeOf, type Outcome } from './commandOutcome';
import { item } from './contextSearch';
import { expandPrompt, readPromptFiles } from './promptFiles';

export interface SlashCommandsOptions {
  readonly chat: () => Chat;
  readonly folders: readonly string[];
  readonly editor: Pick<EditorFacade, 'selection'>;
  /** What our own commands do beside the chat. */
  readonly pick: (what: 'model' | 'permissions' | 'files') => Promise<unknown> | void;
  readonly chooseMode: (mode: AgentMode) => Promise<void>;
  readonly logger: Logger;
}

type Delivery = Parameters<LiveSession['sender']['submit']>[1];

const own = ['new', 'clear', 'model', 'permissions', 'attach', 'help'] as const;
/** The CLI's own ways to what the chat does itself, and what would move the session away from its folder. */
const hidden = new Set(['model', 'models', 'permissions', 'allow-all', 'yolo', 'cwd', 'cd']);
/** Summarising a long conversation takes the model a while. */
const commandLimitMs = 300_000;

/** Commands of a message that begins with `/`: ours, the CLI's, its skills, and the prompt files of the folder. */
export class SlashCommands {
  constructor(private readonly options: SlashCommandsOptions) {}

  async list(): Promise<readonly ContextItem[]> {
    const [files, cli] = await Promise.all([this.promptFiles(), this.cliCommands()]);
    return [
      ...own.map((name) => item('own', 'command', name, '', name)),
      ...files.map(({ name, description }) => item('prompts', 'command', name, description, name)),
      ...cli.filter(({ kind }) => kind === 'skill').map((one) => command('skills', one)),
      ...cli.filter(({ kind }) => kind !== 'skill').map((one) => command('cli', one)),
    ];
  }

  /** False for a text that is no command. What cannot be carried out goes back to the composer, with the reason. */
  async run(session: LiveSession, text: string, delivery: Delivery): Promise<boolean> {
    const { name, input = '' } =
      /^\/(?<name>[a-z][\w:.-]*)(?:\s+(?<input>[\s\S]*))?$/i.exec(text)?.groups ?? {};
    if (!name) return false;
    try {
      const refusal = await this.carryOut(session, { name, input, text, delivery });
      if (refusal) this.giveBack(text, { severity: 'error', values: { name }, ...refusal });
    } catch (error) {
      this.options.logger.error(`/${name} failed: ${describe(error)}`);
      const message = reasonOf(error);
      const actions = ['show-log', 'dismiss'] as const;
      this.giveBack(text, { code: 'command-failed', severity: 'error', values: { name, message }, actions });
    }
    return true;
  }

  private async carryOut(session: LiveSession, call: Call): Promise<Refusal | undefined> {
    if (isOwn(call.name)) {
      await this.runOwn(call.name);
      return undefined;
    }
    const file = (await this.promptFiles()).find((one) => one.name === call.name);
    if (file) {
      await session.sender.submit(call.text, call.delivery, expandPrompt(file, call.input, this.places));
      return undefined;
    }
    const cli = (await this.cliCommands()).find((one) =>
      [one.name, ...(one.aliases ?? [])].includes(call.name),
    );
    if (!cli) return { code: 'unknown-command', actions: ['send-as-text', 'dismiss'] };
    if (session.isBusy && !cli.allowDuringAgentExecution)
      return { code: 'command-busy', actions: ['dismiss'] };
    const handle = await session.opened;
    if (handle) await this.show(session, call, await invoke(handle, call));
    return undefined;
  }

  private async runOwn(name: (typeof own)[number]): Promise<void> {
    const chat = this.options.chat();
    switch (name) {
      case 'new':
      case 'clear':
        await chat.newSession();
        return chat.emit({ type: 'focus/composer' });
      case 'model':
      case 'permissions':
        return void (await this.options.pick(name));
      case 'attach':
        return void (await this.options.pick('files'));
      case 'help':
        return chat.setBanner({ code: 'help', severity: 'info', actions: ['dismiss'] });
    }
  }

  private async show(session: LiveSession, { name, text, delivery }: Call, outcome: Outcome): Promise<void> {
    if (outcome.mode) await this.options.chooseMode(outcome.mode);
    if (outcome.picks === 'model') await this.options.pick('model');
    if (outcome.prompt !== undefined) return session.sender.submit(text, delivery, outcome.prompt);
    if (!outcome.text) return;
    const values = { name, message: outcome.text };
    this.options.chat().setBanner({ code: 'command-says', severity: 'info', values, actions: ['dismiss'] });
  }

  private giveBack(text: string, notice: Notice): void {
    const chat = this.options.chat();
    chat.emit({ type: 'draft/restored', text });
    chat.setBanner(notice);
  }

  private get places() {
    const selection = this.options.editor.selection();
    const [workspaceFolder = ''] = this.options.folders;
    return { workspaceFolder, file: selection?.path ?? '', selection: selection?.text ?? '' };
  }

  private promptFiles() {
    return readPromptFiles(this.options.folders);
  }

  private async cliCommands() {
    const handle = await this.options.chat().current?.opened;
    const { commands = [] } = (await handle?.rpc.commands.list()) ?? {};
    return commands.filter(({ name }) => !hidden.has(name) && !isOwn(name));
  }
}

interface Call {
  readonly name: string;
  readonly input: string;
  readonly text: string;
  readonly delivery: Delivery;
}

type Refusal = Pick<Notice, 'code' | 'actions'>;

async function invoke(session: CopilotSession, { name, input }: Call): Promise<Outcome> {
  const params = input ? { name, input } : { name };
  return outcomeOf(await session.rpc.commands.invoke(params, { timeoutMs: commandLimitMs }));
}

function isOwn(name: string): name is (typeof own)[number] {
  return own.some((one) => one === name);
}

function command(
  group: 'skills' | 'cli',
  { name, description }: { readonly name: string; readonly description: string },
): ContextItem {
  return item(group, 'command', name, description, name);
}

/** The CLI's sentence without the name of the method around it. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^session\.commands\.\w+ failed: /, '');
}
