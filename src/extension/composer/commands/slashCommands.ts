import type { AgentMode } from '../../../protocol/foot';
import type { ContextItem, Notice } from '../../../protocol/toView';
import type { CopilotSession, Logger } from '../../../sdk/index';
import type { Surface } from '../../chat/surface';
import type { OpenSession } from '../../session/openSession';
import type { CommandUse, ResolvedCommand } from '../../messages/messageSender';
import { describe } from '../../base/describeError';
import type { EditorFacade } from '../../base/editorApi';
import { askAside } from './sideQuestion';
import { outcomeOf, type Outcome } from './commandOutcome';
import { item } from '../search/contextSearch';
import { expandPrompt, readPromptFiles, underFreeNames } from './promptFiles';

export interface SlashCommandsOptions {
  readonly surface: Surface;
  readonly folders: readonly string[];
  readonly editor: Pick<EditorFacade, 'selection'>;
  /** What our own commands do beside the surface. */
  readonly pick: (what: 'permissions' | 'files') => Promise<unknown> | void;
  readonly chooseMode: (mode: AgentMode) => Promise<void>;
  readonly logger: Logger;
}

type Delivery = Parameters<OpenSession['sender']['submit']>[1];

const own = ['new', 'clear', 'btw', 'model', 'permissions', 'attach', 'help'] as const;
/** The CLI's own ways to what the chat does itself, and what would move the session away from its folder. */
const hidden = new Set(['model', 'models', 'permissions', 'allow-all', 'yolo', 'cwd', 'cd']);
/** Summarising a long conversation takes the model a while. */
const commandLimitMs = 300_000;

/** Commands of a message that begins with `/`: ours, the CLI's, its skills, and the prompt files of the folder. */
export class SlashCommands {
  constructor(private readonly options: SlashCommandsOptions) {}

  async list(): Promise<readonly ContextItem[]> {
    const all = await this.allCliCommands();
    const [files, cli] = [await this.promptFiles(all), offered(all)];
    return [
      ...own.map((name) => item('own', 'command', name, '', name)),
      ...files.map(({ name, description }) => item('prompts', 'command', name, description, name)),
      ...cli.filter(({ kind }) => kind === 'skill').map((one) => command('skills', one)),
      ...cli.filter(({ kind }) => kind !== 'skill').map((one) => command('cli', one)),
    ];
  }

  /** False for a text that is no command. What cannot be carried out goes back to the composer, with the reason. */
  async run(session: OpenSession, text: string, delivery: Delivery): Promise<boolean> {
    const command = await this.resolve(session, text);
    if (command.kind === 'prompt') await session.sender.submit(text, delivery, { prompt: command.prompt });
    if (command.kind === 'refused') this.giveBack(text, command.notice);
    return command.kind !== 'text';
  }

  /** What the text comes to. `again` is for a message that takes the place of a sent one: it only can say something. */
  async resolve(session: OpenSession, text: string, use: CommandUse = 'composer'): Promise<ResolvedCommand> {
    const call = callOf(text);
    if (!call) return { kind: 'text' };
    const { name } = call;
    try {
      return await this.carryOut(session, call, use);
    } catch (error) {
      this.options.logger.error(`/${name} failed: ${describe(error)}`);
      const values = { name, message: reasonOf(error) };
      return refused({ code: 'command-failed', values, actions: ['show-log', 'dismiss'] });
    }
  }

  private async carryOut(session: OpenSession, call: Call, use: CommandUse): Promise<ResolvedCommand> {
    const { name } = call;
    const isShown = session === this.options.surface.current;
    if (isOwn(name)) {
      if (use === 'again') return { kind: 'text' };
      if (!isShown) return refused({ code: 'command-waits', values: { name }, actions: ['dismiss'] });
      if (name === 'btw') return this.askAside(session, call.input.trim());
      await this.runOwn(name);
      return { kind: 'done' };
    }
    const all = await this.allCliCommands(session);
    const file = (await this.promptFiles(all)).find((one) => one.name === name);
    if (file) return { kind: 'prompt', prompt: expandPrompt(file, call.input, this.places) };
    const cli = offered(all).find((one) => namesOf(one).includes(name));
    if (use === 'again' && cli?.kind !== 'skill') return { kind: 'text' };
    if (!cli)
      return refused({ code: 'unknown-command', values: { name }, actions: ['send-as-text', 'dismiss'] });
    if (session.isBusy && use !== 'again' && !cli.allowDuringAgentExecution)
      return refused({ code: 'command-busy', values: { name }, actions: ['dismiss'] });
    const handle = await session.opened;
    return handle ? this.show(session, call, await invoke(handle, call)) : { kind: 'done' };
  }

  /** The composer and the queue do not wait for the answer. */
  private askAside(session: OpenSession, question: string): ResolvedCommand {
    if (!question) return refused({ code: 'aside-empty', actions: ['dismiss'] });
    void askAside(session, question).catch((error: unknown) => {
      this.options.logger.error(`/btw failed: ${describe(error)}`);
      const values = { name: 'btw', message: reasonOf(error) };
      session.outbox.giveBack({ id: '', text: `/btw ${question}`, attachments: [] });
      const actions = ['show-log', 'dismiss'] as const;
      session.setBanner({ code: 'command-failed', severity: 'error', values, actions });
    });
    return { kind: 'done' };
  }

  private async runOwn(name: Exclude<(typeof own)[number], 'btw'>): Promise<void> {
    const { surface } = this.options;
    switch (name) {
      case 'new':
      case 'clear':
        await surface.newSession();
        return surface.emit({ type: 'focus/composer' });
      case 'model':
        return surface.emit({ type: 'foot/open', what: 'model' });
      case 'permissions':
        return void (await this.options.pick(name));
      case 'attach':
        return void (await this.options.pick('files'));
      case 'help':
        return surface.setBanner({ code: 'help', severity: 'info', actions: ['dismiss'] });
    }
  }

  private async show(session: OpenSession, { name }: Call, outcome: Outcome): Promise<ResolvedCommand> {
    if (session === this.options.surface.current) {
      if (outcome.mode) await this.options.chooseMode(outcome.mode);
      if (outcome.picks === 'model') this.options.surface.emit({ type: 'foot/open', what: 'model' });
    }
    if (outcome.prompt !== undefined) return { kind: 'prompt', prompt: outcome.prompt };
    if (outcome.text) {
      const values = { name, message: outcome.text };
      session.setBanner({ code: 'command-says', severity: 'info', values, actions: ['dismiss'] });
    }
    return { kind: 'done' };
  }

  private giveBack(text: string, notice: Notice): void {
    const { surface } = this.options;
    surface.emit({ type: 'draft/restored', text });
    surface.setBanner(notice);
  }

  private get places() {
    const selection = this.options.editor.selection();
    const [workspaceFolder = ''] = this.options.folders;
    return { workspaceFolder, file: selection?.path ?? '', selection: selection?.text ?? '' };
  }

  private async promptFiles(cli: readonly CliCommand[]) {
    const taken = [...own, ...hidden, ...cli.flatMap(namesOf)];
    return underFreeNames(await readPromptFiles(this.options.folders), taken);
  }

  private async allCliCommands(session = this.options.surface.current): Promise<readonly CliCommand[]> {
    const handle = await session?.opened;
    return (await handle?.rpc.commands.list())?.commands ?? [];
  }
}

type CliCommand = Awaited<ReturnType<CopilotSession['rpc']['commands']['list']>>['commands'][number];

function namesOf({ name, aliases = [] }: CliCommand): readonly string[] {
  return [name, ...aliases];
}

function offered(cli: readonly CliCommand[]): readonly CliCommand[] {
  return cli.filter(({ name }) => !hidden.has(name) && !isOwn(name));
}

interface Call {
  readonly name: string;
  readonly input: string;
}

function callOf(text: string): Call | undefined {
  const { name, input = '' } =
    /^\/(?<name>[a-z][\w:.-]*)(?:\s+(?<input>[\s\S]*))?$/i.exec(text)?.groups ?? {};
  return name ? { name, input } : undefined;
}

function refused(notice: Omit<Notice, 'severity'>): ResolvedCommand {
  return { kind: 'refused', notice: { severity: 'error', ...notice } };
}

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
  return message.replace(/^session\.(?:commands|ui)\.\w+ failed: /, '');
}
