import fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { type Browser, type Page, chromium } from 'playwright-core';
import { type ProcessInfo, endLeftBehind, processesWith } from '../processes.mjs';
import { CHROMIUM_ARGS, ensureChromium } from '../vscode/chromium.mjs';
import { type VSCode, installVSCode } from '../vscode/install.mjs';
import { installVsix, linkExtension, writeSettings } from '../vscode/profile.mjs';
import { type Server, startServer } from '../vscode/server.mjs';

export interface EditorOptions {
  /** False leaves the folder in Restricted Mode. */
  readonly isTrusted?: boolean;
  /** A packaged extension to install; otherwise the one built in `dist`. */
  readonly vsix?: string;
}

const CALM_SETTINGS = {
  // A view that takes the focus would close the list in which a test is typing.
  'workbench.quickOpen.closeOnFocusLost': false,
  // What only opens files needs no more of TypeScript; the whole of it takes five seconds of a core.
  'typescript.tsserver.useSyntaxServer': 'always',
  'typescript.disableAutomaticTypeAcquisition': true,
};

const MARK = 'FLIGHTDECK_WORKBENCH';
const ROOT = process.cwd();

/** What the server itself runs, whichever windows are open. */
const OF_THE_SERVER = /server-main\.js|--type=(ptyHost|fileWatcher|agentHost)/;

/** A VS Code server, and a browser with the one page in which its windows are opened one after another. */
export class Editor {
  private constructor(
    private readonly scratch: string,
    private readonly mark: string,
    private readonly server: Server,
    readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async start(options: EditorOptions): Promise<Editor> {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'vs-'));
    process.once('exit', () => fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));
    const mark = randomUUID();
    const vscode = await installVSCode(path.join(ROOT, '.vscode-test'));
    await putExtensions(vscode, scratch, options);
    const server = await startServer(vscode, {
      dataFolder: path.join(scratch, 'data'),
      extensionsFolder: path.join(scratch, 'extensions'),
      isTrusted: options.isTrusted ?? true,
      env: { [MARK]: mark },
      graceMs: 100, // by then the window is closed and its CLI has ended
    });
    try {
      const browser = await chromium.launch({
        executablePath: await ensureChromium(),
        args: [...CHROMIUM_ARGS],
      });
      return new Editor(scratch, mark, server, browser, await openPage(browser));
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  get dataFolder(): string {
    return path.join(this.scratch, 'data');
  }

  get extensionsFolder(): string {
    return path.join(this.scratch, 'extensions');
  }

  /** Whether another window can be opened in it. */
  get isAlive(): boolean {
    return this.browser.isConnected() && !this.page.isClosed() && this.server.child.exitCode === null;
  }

  writeSettings(settings: Readonly<Record<string, unknown>>): void {
    writeSettings(this.dataFolder, { ...CALM_SETTINGS, ...settings });
  }

  async open(place?: string, isWorkspaceFile = false): Promise<void> {
    const query = isWorkspaceFile ? { workspace: place } : { folder: place };
    await this.page.goto(this.server.url(place === undefined ? {} : query));
  }

  /**
   * Waits until the explorer lists this file. The editor draws a window before it has read a workspace file that it
   * sees for the first time, and at times it takes its folders only when the window is loaded again. Gives back how
   * often it was loaded.
   */
  async hasFolder(file: string): Promise<number> {
    const row = this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: file });
    try {
      await row.waitFor({ timeout: 10_000 });
      return 1;
    } catch {
      await this.page.reload();
      await row.waitFor();
      return 2;
    }
  }

  /** Leaves the page as closing its tab would: what the window ran has to end by itself. */
  async leave(): Promise<void> {
    if (this.isAlive) await this.page.goto('about:blank');
  }

  processes(): readonly ProcessInfo[] {
    return processesWith(MARK, this.mark);
  }

  /** Waits for what the window ran to end; gives back what did not, after ending it. */
  endLeftBehind(): Promise<readonly ProcessInfo[]> {
    return endLeftBehind(MARK, this.mark, 3000, OF_THE_SERVER);
  }

  /** The next window finds nothing of this one, neither in the browser nor on the disk. */
  async forget(): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const storageTypes = 'cookies,indexeddb,local_storage,service_workers';
    const { origin } = new URL(this.server.url());
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes });
    await session.detach();
    fs.rmSync(path.join(this.dataFolder, 'data/User'), { recursive: true, force: true, maxRetries: 5 });
    for (const folder of logFolders(this.dataFolder)) fs.rmSync(folder, { recursive: true, maxRetries: 5 });
  }

  /** Ends everything; gives back the processes that stayed. */
  async stop(): Promise<readonly ProcessInfo[]> {
    await this.browser.close();
    await this.server.stop();
    const left = await endLeftBehind(MARK, this.mark);
    fs.rmSync(this.scratch, { recursive: true, force: true, maxRetries: 5 });
    return left;
  }
}

/** Where extension hosts, and the extensions in them, keep their logs. */
export function logFolders(dataFolder: string): readonly string[] {
  const logs = path.join(dataFolder, 'data/logs');
  if (!fs.existsSync(logs)) return [];
  return fs
    .readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^exthost\d+$/.test(path.basename(name)))
    .map((name) => path.join(logs, name));
}

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce', // a spinner without a graphics card takes half a core
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  // code-server's own front end would serve the key that secrets are kept with. A route would turn off the
  // browser's cache, and loading the workbench for the second time would take as long as the first.
  await page.addInitScript(() => {
    const { fetch } = window;
    window.fetch = (what, how) =>
      typeof what === 'string' && what.endsWith('/mint-key')
        ? Promise.resolve(new Response(new Uint8Array(32).fill(7)))
        : fetch(what, how);
    // The editor's own spinners turn all the same, and draw the whole window twenty times a second.
    const still = new CSSStyleSheet();
    still.replaceSync('.codicon-modifier-spin { animation: none !important; }');
    if (window === window.top) document.adoptedStyleSheets.push(still);
  });
  return page;
}

async function putExtensions(vscode: VSCode, scratch: string, options: EditorOptions): Promise<void> {
  const extensions = path.join(scratch, 'extensions');
  if (options.vsix) await installVsix(vscode, path.join(scratch, 'data'), extensions, options.vsix);
  else linkExtension(extensions, ROOT);
  linkExtension(extensions, path.join(ROOT, 'test/fixtures/virtual-folder'));
}
