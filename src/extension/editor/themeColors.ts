import * as vscode from 'vscode';
import * as z from 'zod';
import type { TokenColors } from '../../protocol/toView';
import type { DisposableStore } from '../base/disposables';
import { describe } from '../base/describeError';
import { noTokenColors, readRules, tokenColors } from './tokenColors';

const contribution = z.object({ id: z.string().optional(), label: z.string().optional(), path: z.string() });
const contributed = z.object({ contributes: z.object({ themes: z.array(contribution) }) });

/** The code colours of the active theme; none where its file cannot be read, so that the page uses its own. */
export class ThemeTokens {
  private readonly changes = new vscode.EventEmitter<TokenColors>();
  readonly onDidChange = this.changes.event;
  private tokens = noTokenColors;
  private readings = 0;

  constructor(
    private readonly log: vscode.LogOutputChannel,
    owner: DisposableStore,
  ) {
    owner.add(this.changes);
    owner.add(vscode.window.onDidChangeActiveColorTheme(() => void this.refresh()));
    // The setting may get its new value only after the theme is already drawn.
    owner.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('workbench')) void this.refresh();
      }),
    );
  }

  get current(): TokenColors {
    return this.tokens;
  }

  async refresh(): Promise<void> {
    const reading = (this.readings += 1);
    const tokens = await this.read();
    if (reading !== this.readings) return; // a newer theme is being read
    this.tokens = tokens;
    this.changes.fire(tokens);
  }

  private async read(): Promise<TokenColors> {
    const file = themeFile(activeThemeName());
    // High contrast themes trust their own few colours; the page has them.
    if (!file || isHighContrast()) return noTokenColors;
    try {
      return tokenColors(await readRules(file.toString(), readText, resolveInclude));
    } catch (error) {
      this.log.debug(`The colours of the theme could not be read: ${describe(error)}`);
      return noTokenColors;
    }
  }
}

function activeThemeName(): string | undefined {
  const workbench = vscode.workspace.getConfiguration('workbench');
  if (!vscode.workspace.getConfiguration('window').get<boolean>('autoDetectColorScheme'))
    return workbench.get('colorTheme');
  const isDark = vscode.window.activeColorTheme.kind === vscode.ColorThemeKind.Dark;
  return workbench.get(isDark ? 'preferredDarkColorTheme' : 'preferredLightColorTheme');
}

function isHighContrast(): boolean {
  const { kind } = vscode.window.activeColorTheme;
  return kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
}

function themeFile(name: string | undefined): vscode.Uri | undefined {
  for (const extension of vscode.extensions.all) {
    const parsed = contributed.safeParse(extension.packageJSON);
    const found = parsed.data?.contributes.themes.find(
      (theme) => name && [theme.id, theme.label].includes(name),
    );
    if (found) return vscode.Uri.joinPath(extension.extensionUri, found.path);
  }
  return undefined;
}

async function readText(file: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(file)));
}

function resolveInclude(from: string, include: string): string {
  return vscode.Uri.joinPath(vscode.Uri.parse(from), '..', include).toString();
}
