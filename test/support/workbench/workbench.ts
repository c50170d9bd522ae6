import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { ProcessInfo } from '../processes.mjs';
import { copySampleWorkspace } from '../sampleWorkspace.mjs';
import { until } from '../until';
import { Chat } from './chat';
import { Editor, type EditorOptions } from './editor';
import { hostErrors, ourLog } from './hostLog';
import { runFromPalette } from './menus';
import { PageProblems } from './problems';
import { endSharedEditor, sharedEditor } from './sharedEditor';

export type Settings = Readonly<Record<string, unknown>>;

export interface WorkbenchOptions extends EditorOptions {
  readonly settings?: Settings;
  /** Opens no folder at all. */
  readonly hasNoFolder?: boolean;
  /** Further files of the folder, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** The folder is opened by this workspace file of it. */
  readonly workspaceFile?: string;
}

const ROOT = process.cwd();

/** A real VS Code with the extension in it, driven through its page as a person would. */
export class Workbench {
  readonly chat: Chat;
  readonly problems: PageProblems;

  private constructor(
    private readonly scratch: string,
    private readonly editor: Editor,
    private readonly isEditorShared: boolean,
    private settings: Settings,
  ) {
    this.chat = new Chat(this.page);
    this.problems = new PageProblems(this.page);
  }

  /** How often the window was loaded until it was as wanted; each time the extension begins anew. */
  loads = 1;

  /** A window; it has an editor of its own where its options are about more than the window. */
  static async start(options: WorkbenchOptions = {}): Promise<Workbench> {
    const { settings = {}, hasNoFolder = false, files = {}, workspaceFile, ...own } = options;
    const isShared = Object.keys(own).length === 0;
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'wb-'));
    const editor = isShared ? await sharedEditor() : await Editor.start(own);
    const workbench = new Workbench(scratch, editor, isShared, settings);
    try {
      if (!hasNoFolder) await copySampleWorkspace(ROOT, workbench.folder);
      workbench.set({});
      for (const [name, text] of Object.entries(files)) workbench.write(name, text);
      const place = path.join(workbench.folder, workspaceFile ?? '');
      await editor.open(hasNoFolder ? undefined : place, workspaceFile !== undefined);
      if (workspaceFile !== undefined) workbench.loads = await editor.hasFolder('README.md');
      await workbench.isReady(!hasNoFolder);
      return workbench;
    } catch (error) {
      workbench.problems.stop();
      await workbench.endEditor();
      throw error;
    }
  }

  get page(): Page {
    return this.editor.page;
  }

  /** The copy of the sample project that is open. */
  get folder(): string {
    return path.join(this.scratch, 'shop');
  }

  /** Writes a file of the folder. */
  write(name: string, text: string): void {
    const file = path.join(this.folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }

  /** Where the CLI keeps its sessions. */
  get copilotHome(): string {
    return path.join(this.scratch, 'copilot');
  }

  /** Changes settings of the running VS Code; what was set before stays. */
  set(settings: Settings): void {
    this.settings = { ...this.settings, ...settings };
    this.editor.writeSettings(withOwnHome(this.scratch, this.settings));
  }

  private get statusItem(): Locator {
    return this.page.locator('.statusbar-item[id="flightdeck.flightdeck.flightdeck.status"]');
  }

  /** Waits until the editor knows what our extension brings; ours is loaded only when somebody asks for it. */
  private async isReady(hasSideBar = true): Promise<void> {
    await this.page.locator('.statusbar-item[id="status.problems"]').waitFor({ timeout: 60_000 });
    if (!hasSideBar) return; // the editor shows none before a folder is open
    const container = this.page.locator('.part.auxiliarybar').getByText('Flight Deck', { exact: true });
    await container.first().waitFor({ state: 'attached', timeout: 60_000 });
  }

  /** Waits until our item of the status bar shows a word. */
  async statusShows(word: string): Promise<void> {
    await this.statusItem.filter({ hasText: word }).waitFor();
  }

  /** Rows of the session list with this text. */
  sessionRow(text: string): Locator {
    const view = this.page.locator('.part.auxiliarybar .pane', { hasText: 'Sessions' });
    return view.locator('.monaco-list-row', { hasText: text });
  }

  palette(title: string): Promise<void> {
    return runFromPalette(this.page, title);
  }

  /** Reloads the window as a person would; the chat is to be found again afterwards. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.isReady();
  }

  /** Opens another folder in this window. */
  async openFolder(address: string): Promise<void> {
    await this.editor.open(address);
    await this.isReady();
  }

  /** What the extension wrote to its log. */
  log(): string {
    return ourLog(this.editor.dataFolder);
  }

  /** Everything that the extension has stored on the disk. */
  stored(): string {
    const folder = path.join(this.editor.dataFolder, 'data/User/globalStorage/flightdeck.flightdeck');
    const all = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = all.filter((entry) => entry.isFile() && entry.name.endsWith('.json'));
    return files.map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8')).join('\n');
  }

  /** Files of the extension as it was installed from a package. */
  installedFiles(): readonly string[] {
    const extensions = this.editor.extensionsFolder;
    const [folder = ''] = fs.readdirSync(extensions).filter((name) => name.startsWith('flightdeck.'));
    const all = fs.readdirSync(path.join(extensions, folder), { recursive: true, withFileTypes: true });
    return all
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(path.join(extensions, folder), path.join(entry.parentPath, entry.name)));
  }

  /** Copilot CLIs that this window runs. */
  clis(): readonly ProcessInfo[] {
    return this.editor.processes().filter(({ command }) => /copilot/.test(command.split(' ')[0] ?? ''));
  }

  /** Closes the window; nothing of it may stay, and nothing may have gone wrong in it. */
  async stop(): Promise<void> {
    this.problems.stop(); // what is under way when the page is left comes to nothing
    const failure = await this.closeWindow().catch((error: Error) => error);
    const left = await this.editor.endLeftBehind();
    const errors = hostErrors(this.editor.dataFolder);
    if (failure || errors.length > 0) this.keepLogs();
    const isGood = !failure && left.length === 0 && this.editor.isAlive;
    if (this.isEditorShared && isGood) await this.editor.forget();
    else await this.endEditor();
    fs.rmSync(this.scratch, { recursive: true, force: true, maxRetries: 5 });
    if (failure) throw failure;
    assert.deepEqual(left, [], 'processes were left behind');
    assert.deepEqual(errors, [], 'the extension host logged errors');
    this.problems.assertNone();
  }

  /** For whoever looks into a failure. */
  private keepLogs(): void {
    const kept = path.join('out/logs', path.basename(this.scratch));
    fs.cpSync(path.join(this.editor.dataFolder, 'data/logs'), kept, { recursive: true });
  }

  /** Leaves the page; the extension itself must end the CLI. */
  async closeWindow(): Promise<void> {
    await this.editor.leave();
    await this.cliEnds();
  }

  /** Ends the browser without a word to the server, as a crash does. */
  async crashBrowser(): Promise<void> {
    await this.editor.browser.close();
    await this.cliEnds();
  }

  private cliEnds(): Promise<unknown> {
    return until('the CLI to end with its window', () => this.clis().length === 0, 15_000);
  }

  private async endEditor(): Promise<void> {
    if (this.isEditorShared) await endSharedEditor();
    else assert.deepEqual(await this.editor.stop(), [], 'processes were left behind');
  }
}

function withOwnHome(scratch: string, settings: Settings): Settings {
  const own = { COPILOT_HOME: path.join(scratch, 'copilot') };
  const given = settings['flightdeck.cli.environment'] as Settings | undefined;
  return { ...settings, 'flightdeck.cli.environment': { ...own, ...given } };
}
