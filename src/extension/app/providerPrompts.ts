import { askText, confirm, pickRow } from '../base/editorMessages';
import type { Inert } from '../base/inertText';
import { t } from '../base/l10n';
import { addressOf, hostOf, isReadableOnTheWay } from '../settings/address';
import type { ProviderSetting } from '../settings/settings';

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
  const key = await askText({
    title: step ? stepTitle(step) : t('Key for {0}', hostOf(baseUrl)),
    prompt: t(
      'API key for {0}. It is kept in the secret storage of VS Code. Leave it empty if the server needs none.',
      hostOf(baseUrl),
    ),
    isSecret: true,
  });
  return key && isReadableOnTheWay(baseUrl) && !(await maySendOpenly(baseUrl)) ? undefined : key;
}

function maySendOpenly(baseUrl: string): Promise<boolean> {
  return confirm(
    t('Send the key to {0} without encryption?', hostOf(baseUrl)),
    t('The address begins with http, so whoever is on the way can read the key. Use https.'),
    t('Send it anyway'),
  );
}

async function askType(present: ProviderType | undefined): Promise<ProviderType | undefined> {
  const choices = [
    {
      value: 'openai' as const,
      label: t('OpenAI compatible'),
      description: t('OpenAI, Ollama, LM Studio, OpenRouter and most others'),
    },
    { value: 'azure' as const, label: 'Azure OpenAI' },
    { value: 'anthropic' as const, label: 'Anthropic' },
  ];
  const sorted = [...choices].sort((a, b) => Number(b.value === present) - Number(a.value === present));
  return pickRow<ProviderType>(sorted, {
    title: stepTitle(1),
    placeholder: t('Kind of service'),
    staysOpen: true,
  });
}

function askBaseUrl(present: string | undefined): Thenable<string | undefined> {
  return askText({
    title: stepTitle(2),
    prompt: t('Base URL, for example http://127.0.0.1:11434/v1'),
    value: present ?? '',
    problemOf: (text) =>
      isWebAddress(text) ? undefined : t('Enter an address that begins with http:// or https://.'),
  });
}

function askModel(present: string | undefined): Thenable<string | undefined> {
  return askText({
    title: stepTitle(3),
    prompt: t('Name of the model, as the service calls it'),
    value: present ?? '',
    problemOf: (text) => (text.trim() ? undefined : t('Enter the name of a model.')),
  });
}

function stepTitle(step: number): Inert {
  return t('Your own key or a local model ({0} of 4)', step);
}

function isWebAddress(text: string): boolean {
  return addressOf(text) !== undefined;
}
