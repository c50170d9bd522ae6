import type { ChatPage, Theme } from './chatPage';
import { bringToolbox } from './toolbox';
import { takeLooks } from './takeLooks';

/** One way to look at the page as it stands. */
export interface Look {
  readonly theme: Theme;
  readonly dir?: 'ltr' | 'rtl';
  /**
   * With all rules of axe, or with those for which a theme makes a difference. A text that looks in every respect
   * as one that had enough contrast since the page was loaded is not looked at again.
   */
  readonly at: 'everything' | 'colours' | 'names';
}

export interface InPageLook {
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  readonly href: string;
  readonly bodyClass: string;
  readonly at: Look['at'] | 'nothing';
  /** What nothing may stick out of, besides the page. */
  readonly within: string;
}

/** What is wrong with the page in any of these looks; it has its first theme and direction again afterwards. */
export async function problemsInLooks(
  chat: ChatPage,
  looks: readonly [Look, ...Look[]],
  within: string,
): Promise<readonly string[]> {
  const [first] = looks;
  const ways = [...looks, { ...first, at: 'nothing' as const }].map(({ theme, dir = 'ltr', at }) => {
    const name = dir === 'rtl' ? `${theme}, rtl` : theme;
    return { name, dir, at, within, ...chat.clothes(theme) };
  });
  const take = () => chat.page.evaluate(takeLooks, ways);
  const found = await take();
  if (found) return found;
  await bringToolbox(chat.page);
  return (await take()) ?? [];
}
