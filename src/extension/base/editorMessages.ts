import * as vscode from 'vscode';
import { inert, inertLabel, inertLines, type Inert } from './inertText';

/** The one door to the editor's notifications, dialogs, pickers and input boxes: nothing from outside acts there. */
export function showInfo(message: Inert, ...buttons: readonly Inert[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(message, ...buttons);
}

export function showWarning(message: Inert, ...buttons: readonly Inert[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(message, ...buttons);
}

export function showError(message: Inert, ...buttons: readonly Inert[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(message, ...buttons);
}

/** A dialog that must be answered; `detail` may have lines. */
export async function confirm(message: Inert, detail: string, yes: Inert): Promise<boolean> {
  const options = { modal: true, detail: inertLines(detail) };
  return (await vscode.window.showWarningMessage(message, options, yes)) === yes;
}

/** For a moment, where nothing is to be answered. */
export function showInStatusBar(message: Inert): void {
  vscode.window.setStatusBarMessage(inertLabel(message), 5000);
}

export function showProgress<T>(title: Inert, work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: inertLabel(title) },
    work,
  );
}

export interface Row<T> {
  readonly value: T;
  readonly label: string;
  /** Name of an icon that stands before the label. */
  readonly icon?: string;
  readonly description?: string;
  readonly detail?: string;
}

/** A line with a word on it between rows. */
export interface Divider {
  readonly divider: string;
}

export interface PickOptions {
  readonly title: Inert;
  readonly placeholder?: Inert;
  readonly staysOpen?: boolean;
}

type Item<T> = vscode.QuickPickItem & { readonly value?: T };

export async function pickRow<T>(rows: readonly Row<T>[], options: PickOptions): Promise<T | undefined> {
  const picked = await vscode.window.showQuickPick<Item<T>>(rows.map(itemOf), {
    title: options.title,
    ...(options.placeholder ? { placeHolder: options.placeholder } : {}),
    ignoreFocusOut: options.staysOpen ?? false,
  });
  return picked?.value;
}

/** A list that fills while it is shown. */
export class GrowingList<T> {
  private readonly picker = vscode.window.createQuickPick<Item<T>>();
  readonly picked: Promise<T | undefined>;

  constructor({ title, placeholder }: PickOptions) {
    this.picker.title = title;
    this.picker.placeholder = placeholder;
    this.picker.matchOnDescription = true;
    this.picked = new Promise((resolve) => {
      this.picker.onDidAccept(() => resolve(this.picker.selectedItems[0]?.value));
      this.picker.onDidHide(() => resolve(undefined));
    });
  }

  show(rows: readonly (Row<T> | Divider)[], isWhole: boolean): void {
    this.picker.items = rows.map((row) => ('divider' in row ? dividerOf(row) : itemOf(row)));
    this.picker.busy = !isWhole;
    this.picker.show();
  }

  dispose(): void {
    this.picker.dispose();
  }
}

export interface AskOptions {
  readonly title: Inert;
  readonly prompt: Inert;
  readonly value?: string;
  readonly isSecret?: boolean;
  readonly problemOf?: (text: string) => Inert | undefined;
}

export function askText({
  title,
  prompt,
  value,
  isSecret,
  problemOf,
}: AskOptions): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt,
    ...(value === undefined ? {} : { value }),
    password: isSecret ?? false,
    ignoreFocusOut: true,
    ...(problemOf ? { validateInput: problemOf } : {}),
  });
}

function itemOf<T>({ value, label, icon, description, detail }: Row<T>): Item<T> {
  const words = inertLabel(label);
  return {
    value,
    label: icon ? `$(${icon}) ${words}` : words,
    ...(description === undefined ? {} : { description: inertLabel(description) }),
    ...(detail === undefined ? {} : { detail: inertLabel(detail) }),
  };
}

function dividerOf<T>({ divider }: Divider): Item<T> {
  return { label: inert(divider), kind: vscode.QuickPickItemKind.Separator };
}
