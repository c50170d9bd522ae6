import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, type Locator, type Page, chromium } from 'playwright-core';
import { type ProcessInfo, endLeftBehind, processesWith } from '../processes.mjs';
import { copySampleWorkspace } from '../sampleWorkspace.mjs';
import { CHROMIUM_ARGS, ensureChromium } from '../vscode/chromium.mjs';
import { type VSCode, installVSCode } from '../vscode/install.mjs';
import { installVsix, linkExtension, writeSettings } from '../vscode/profile.mjs';
import { type Server, startServer } from '../vscode/server.mjs';
import { until } from '../until';
import { Chat } from './chat';
import { hostErrors, ourLog } from './hostLog';
import { runFromPalette } from './menus';
import { PageProblems } from './problems';

export type Settings = Readonly<Record<string, unknown>>;

export interface WorkbenchOptions {
  readonly settings?: Settings;
  /** False leaves the folder in Restricted Mode. */
  readonly isTrusted?: boolean;
  /** Opens no folder at all. */
  readonly hasNoFolder?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of another extension, relative to the project. */
  readonly besides?: string;
  /** A packaged extension to install; otherwise the one built in `dist`. */
  readonly vsix?: string;
}

const MARK = 'FLIGHTDECK_WORKBENCH';
const ROOT = process.cwd();

/** A real VS Code with the extension in it, driven through its page as a person would. */
export class Workbench {
  readonly chat: Chat;
  readonly problems: PageProblems;
  private settings: Settings = {};

  private constructor(
    private readonly scratch: string,
    private readonly mark: string,
    private readonly server: Server,
    private readonly browser: Browser,
    readonly page: Page,
  ) {
    this.chat = new Chat(page);
    this.problems = new PageProblems(page);
  }

  static async start(options: WorkbenchOptions = {}): Promise<Workbench> {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'wb-'));
    const mark = randomUUID();
    const vscode = await installVSCode(path.join(ROOT, '.vscode-test'));
    if (!options.hasNoFolder) await copySampleWorkspace(ROOT, path.join(scratch, 'shop'));
    writeSettings(dataIn(scratch), withOwnHome(scratch, options.settings ?? {}));
    await putExtension(vscode, scratch, options.vsix);
    if (options.besides) linkExtension(path.join(scratch, 'extensions'), path.join(ROOT, options.besides));
    const server = await startServer(vscode, {
      dataFolder: dataIn(scratch),
      extensionsFolder: path.join(scratch, 'extensions'),
      isTrusted: options.isTrusted ?? true,
      env: { ...options.env, [MARK]: mark },
      graceMs: 100, // by then the window is closed and its CLI has ended
    });
    const browser = await chromium.launch({
      executablePath: await ensureChromium(),
      args: [...CHROMIUM_ARGS],
    });
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
      reducedMotion: 'reduce', // a spinner without a graphics card takes half a core
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const workbench = new Workbench(scratch, mark, server, browser, page);
    workbench.settings = options.settings ?? {};
    // code-server's own front end would serve the key that secrets are kept with.
    await page.route('**/mint-key', (route) => route.fulfill({ status: 200, body: Buffer.alloc(32, 7) }));
    await page.goto(server.url(options.hasNoFolder ? {} : { folder: workbench.folder }));
    await workbench.statusItem.waitFor(); // the extension is active
    return workbench;
  }

  /** The copy of the sample project that is open. */
  get folder(): string {
    return path.join(this.scratch, 'shop');
  }

  /** Where the CLI keeps its sessions. */
  get copilotHome(): string {
    return path.join(this.scratch, 'copilot');
  }

  /** Changes settings of the running VS Code; what was set before stays. */
  set(settings: Settings): void {
    this.settings = { ...this.settings, ...settings };
    writeSettings(dataIn(this.scratch), withOwnHome(this.scratch, this.settings));
  }

  private get statusItem(): Locator {
    return this.page.locator('.statusbar-item[id="flightdeck.flightdeck.flightdeck.status"]');
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
    await this.statusItem.waitFor();
  }

  /** Opens another folder in this window. */
  async openFolder(address: string): Promise<void> {
    await this.page.goto(this.server.url({ folder: address }));
    await this.statusItem.waitFor();
  }

  /** What the extension wrote to its log. */
  log(): string {
    return ourLog(dataIn(this.scratch));
  }

  /** Files of the extension as it was installed from a package. */
  installedFiles(): readonly string[] {
    const extensions = path.join(this.scratch, 'extensions');
    const [folder = ''] = fs.readdirSync(extensions).filter((name) => name.startsWith('flightdeck.'));
    const all = fs.readdirSync(path.join(extensions, folder), { recursive: true, withFileTypes: true });
    return all
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(path.join(extensions, folder), path.join(entry.parentPath, entry.name)));
  }

  /** Copilot CLIs that this window runs. */
  clis(): readonly ProcessInfo[] {
    const all = processesWith(MARK, this.mark);
    return all.filter(({ command }) => /copilot/.test(command.split(' ')[0] ?? ''));
  }

  /** Closes the window; nothing of it may stay, and nothing may have gone wrong in it. */
  async stop(): Promise<void> {
    const failure = await this.closeWindow().catch((error: Error) => error);
    await this.server.stop();
    const left = await endLeftBehind(MARK, this.mark);
    const errors = hostErrors(dataIn(this.scratch));
    if (failure || errors.length > 0) this.keepLogs();
    fs.rmSync(this.scratch, { recursive: true, force: true, maxRetries: 5 });
    if (failure) throw failure;
    assert.deepEqual(left, [], 'processes were left behind');
    assert.deepEqual(errors, [], 'the extension host logged errors');
    this.problems.assertNone();
  }

  /** For whoever looks into a failure. */
  private keepLogs(): void {
    const kept = path.join('out/logs', path.basename(this.scratch));
    fs.cpSync(path.join(dataIn(this.scratch), 'data/logs'), kept, { recursive: true });
  }

  /** Closes the page; the extension itself must end the CLI, before the server is ended by force. */
  async closeWindow(): Promise<void> {
    await this.browser.close();
    await until('the CLI to end with its window', () => this.clis().length === 0, 15_000);
  }
}

const dataIn = (scratch: string): string => path.join(scratch, 'data');

function withOwnHome(scratch: string, settings: Settings): Settings {
  const own = { COPILOT_HOME: path.join(scratch, 'copilot') };
  const given = settings['flightdeck.cli.environment'] as Settings | undefined;
  return { ...settings, 'flightdeck.cli.environment': { ...own, ...given } };
}

async function putExtension(vscode: VSCode, scratch: string, vsix: string | undefined): Promise<void> {
  const extensions = path.join(scratch, 'extensions');
  if (vsix) await installVsix(vscode, dataIn(scratch), extensions, vsix);
  else linkExtension(extensions, ROOT);
}
