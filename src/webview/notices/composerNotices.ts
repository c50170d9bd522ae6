import type { ComposerNoticeCode } from '../../protocol/notices';
import { t } from '../base/l10n';

/** What the composer could not do with what it was given. */
export function composerNotice(code: ComposerNoticeCode, value: (name: string) => string) {
  const name = value('name');
  switch (code) {
    case 'unknown-command':
      return {
        title: t('There is no command /{0}', name),
        body: t('Nothing was sent. Your message is kept. Type / to see the commands.'),
      };
    case 'command-busy':
      return {
        title: t('/{0} waits for the agent', name),
        body: t('It cannot run while the agent works. Your message is kept; stop the agent or wait.'),
      };
    case 'command-waits':
      return {
        title: t('/{0} waits for you', name),
        body: t('It works on the session that is shown. Resume the queue here to run it.'),
      };
    case 'command-failed':
      return { title: t('/{0} failed', name), body: value('message') || undefined };
    case 'command-says':
      return { title: `/${name}`, body: value('message') || undefined };
    case 'aside':
      return value('answer')
        ? {
            title: t('Beside the conversation: {0}', value('question')),
            body: t('The agent knows nothing of this question and its answer.'),
          }
        : { title: t('Asking: {0}', value('question')), body: undefined };
    case 'aside-empty':
      return {
        title: t('/btw needs a question'),
        body: t('Type it after the command. The agent goes on undisturbed.'),
      };
    case 'help':
      return { title: t('Commands and signs'), body: undefined };
    case 'image-too-large':
      return {
        title: t('{0} is too large', name),
        body: value('width')
          ? t(
              'It has {0} × {1} pixels; images up to {2} pixels on a side can be attached.',
              value('width'),
              value('height'),
              value('limit'),
            )
          : t('It has {0} MB; images up to {1} MB can be attached.', value('megabytes'), value('limit')),
      };
    case 'image-unreadable':
      return {
        title: t('{0} cannot be read', name),
        body: t('Attach it as PNG, JPEG, WebP or GIF.'),
      };
    case 'file-not-dropped':
      return {
        title: t('{0} cannot be dropped here', name),
        body: t('It is large or no text. Add context attaches it by its path.'),
      };
    case 'context-empty':
      return {
        title: t('There is nothing to attach'),
        body: t('It was there when the list was made and is gone now.'),
      };
  }
}
