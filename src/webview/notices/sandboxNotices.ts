import { t } from '../base/l10n';
import type { NoticeText } from './noticeWords';

export function sandboxNotice(
  code: 'sandbox-offer' | 'sandbox-broken' | 'sandbox-no-hosts',
  value: (name: string) => string,
): NoticeText {
  switch (code) {
    case 'sandbox-offer':
      return {
        title: t('Commands can run in a sandbox'),
        body: t(
          'They run without asking, but reach only this folder and no network. What leads out still asks.',
        ),
      };
    case 'sandbox-broken':
      return {
        title: t('A command was not confined'),
        body: t(
          'The CLI said it would be. Commands ask from now on, until you switch the sandbox off and on again.',
        ),
      };
    case 'sandbox-no-hosts':
      return {
        title: t('The sandbox cannot let this host through'),
        body: value('message') || t('The network stays off in the sandbox.'),
      };
  }
}
