import * as vscode from 'vscode';
import { addressOf, hostOf, isReadableOnTheWay } from './models/address';
import type { ProviderSetting } from './settings';

type ProviderType = NonNullable<ProviderSetting['type']>;

/** Asks for a model service step by step; undefined when any step is cancelled. */
export async function askProvider(
  present: ProviderSetting,
): Promise<{ readonly provider: ProviderSetting; readonly key: string } | undefined> {
  const type = await askType(present.type);
  if (!type) return undefined;
  const baseUrl = await askBaseUrl(present.baseUrl);
  if (!baseUrl) return undefined;
  const model = await askModel(present.model);
  if (!model) return undefined;
  const key = await askKey(baseUrl, 4);
  if (key === undefined) return undefined;
  const isSame = present.baseUrl === baseUrl && present.type === type;
  return {
    provider: { ...(isSame ? present : { name: new URL(baseUrl).hostname }), type, baseUrl, model },
    key,
  };
}

/** The key for one address; empty for a server that needs none; undefined when cancelled. */
export async function askKey(baseUrl: string, step?: number): Promise<string | undefined> {
  const key = await vscode.window.showInputBox({
    title: step ? stepTitle(step) : vscode.l10n.t('Key for {0}', hostOf(baseUrl)),
    prompt: vscode.l10n.t(
      'API key for {0}. It is kept in the secret storage of VS Code. Leave it empty if the server needs none.',
      hostOf(baseUrl),
    ),
    password: true,
    ignoreFocusOut: true,
  });
  return key && isReadableOnTheWay(baseUrl) && !(await maySendOpenly(baseUrl)) ? undefined : key;
}

async function maySendOpenly(baseUrl: string): Promise<boolean> {
  const { t } = vscode.l10n;
  const yes = t('Send it anyway');
  const detail = t('The address begins with http, so whoever is on the way can read the key. Use https.');
  const question = t('Send the key to {0} without encryption?', hostOf(baseUrl));
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}

async function askType(present: ProviderType | undefined): Promise<ProviderType | undefined> {
  const choices = [
    {
      type: 'openai' as const,
      label: vscode.l10n.t('OpenAI compatible'),
      description: vscode.l10n.t('OpenAI, Ollama, LM Studio, OpenRouter and most others'),
    },
    { type: 'azure' as const, label: 'Azure OpenAI' },
    { type: 'anthropic' as const, label: 'Anthropic' },
  ];
  const sorted = [...choices].sort((a, b) => Number(b.type === present) - Number(a.type === present));
  const picked = await vscode.window.showQuickPick(sorted, {
    title: stepTitle(1),
    placeHolder: vscode.l10n.t('Kind of service'),
    ignoreFocusOut: true,
  });
  return picked?.type;
}

function askBaseUrl(present: string | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: stepTitle(2),
    prompt: vscode.l10n.t('Base URL, for example http://127.0.0.1:11434/v1'),
    value: present ?? '',
    ignoreFocusOut: true,
    validateInput: (text) =>
      isWebAddress(text)
        ? undefined
        : vscode.l10n.t('Enter an address that begins with http:// or https://.'),
  });
}

function askModel(present: string | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: stepTitle(3),
    prompt: vscode.l10n.t('Name of the model, as the service calls it'),
    value: present ?? '',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : vscode.l10n.t('Enter the name of a model.')),
  });
}

function stepTitle(step: number): string {
  return vscode.l10n.t('Your own key or a local model ({0} of 4)', step);
}

function isWebAddress(text: string): boolean {
  return addressOf(text) !== undefined;
}
