import type { Notice, NoticeAction } from '../../protocol/toView';
import { duration } from '../base/format';
import { tokensShort } from '../foot/footWords';
import { plural, t } from '../base/l10n';
import { ownValue } from '../base/ownValue';
import { visibleString } from '../text/visibleText';
import { composerNotice } from './composerNotices';
import { sandboxNotice } from './sandboxNotices';

export interface NoticeText {
  readonly title: string;
  readonly body: string | undefined;
}

/** The sentence of a notice: the fact, then what is kept. */
export function noticeText(notice: Notice): NoticeText {
  const value = (name: string) => visibleString(String(ownValue(notice.values ?? {}, name) ?? ''), 'prose');
  switch (notice.code) {
    case 'cli-ended':
      return {
        title: t('The CLI ended while it was working'),
        body: `${t('It was started again after {0} and this session was resumed.', spanOf(notice))} ${t('Nothing typed or shown is lost; the running command was cut off.')}`,
      };
    case 'cli-ended-restarting':
      return {
        title: t('The CLI ended while it was working'),
        body: t('It is being started again. Nothing typed or shown is lost.'),
      };
    case 'history-lost':
      return {
        title: t('The agent no longer remembers this conversation'),
        body: t(
          'The CLI ended before it had saved the session. What is shown stays; Try again sends the last message anew.',
        ),
      };
    case 'interrupted':
      return {
        title: t('The agent was interrupted'),
        body: t('The CLI was closed while it was working. Nothing typed or shown is lost.'),
      };
    case 'resume-failed':
      return {
        title: t('The CLI ended while it was working'),
        body: joinSentences(
          t('It was started again, but this session could not be resumed.'),
          value('message'),
        ),
      };
    case 'key-refused':
    case 'provider-busy':
    case 'provider-error':
    case 'provider-unreachable':
      return providerText(notice, notice.code, value);
    case 'unknown-command':
    case 'command-busy':
    case 'command-waits':
    case 'command-failed':
    case 'command-says':
    case 'help':
    case 'aside':
    case 'aside-empty':
    case 'image-too-large':
    case 'image-unreadable':
    case 'file-not-dropped':
    case 'context-empty':
      return composerNotice(notice.code, value);
    case 'sandbox-offer':
    case 'sandbox-broken':
    case 'sandbox-no-hosts':
      return sandboxNotice(notice.code, value);
    default:
      return otherText(notice, value);
  }
}

type ProviderCode = 'key-refused' | 'provider-busy' | 'provider-error' | 'provider-unreachable';

function providerText(notice: Notice, code: ProviderCode, value: (name: string) => string): NoticeText {
  const kept = t('Your message is kept.');
  switch (code) {
    case 'key-refused':
      return {
        title: t('The provider refused the key ({0})', value('status') || 401),
        body: `${t('{0} did not accept the saved key.', provider(notice))} ${kept}`,
      };
    case 'provider-busy':
      return {
        title: t('The provider is busy (429)'),
        body: `${t('{0} asks to wait.', provider(notice))} ${kept}`,
      };
    case 'provider-error':
      return {
        title: t('The provider failed ({0})', value('status') || 500),
        body: `${t('{0} could not answer.', provider(notice))} ${kept}`,
      };
    case 'provider-unreachable':
      return {
        title: t('The provider does not answer'),
        body: `${t('{0} could not be reached.', provider(notice))} ${kept}`,
      };
  }
}

function cutText(reason: string): NoticeText {
  if (reason === 'length' || reason === 'max_tokens')
    return {
      title: t('The answer was cut off'),
      body: t('The model reached its limit for one answer. Write “continue” for the rest.'),
    };
  return {
    title: t('The provider stopped the answer'),
    body: t('Its content filter ended it ({0}). What you see is not all of it.', reason),
  };
}

function otherText(notice: Notice, value: (name: string) => string): NoticeText {
  switch (notice.code) {
    case 'turn-failed':
      return { title: t('The turn failed'), body: value('message') || undefined };
    case 'answer-cut':
      return cutText(value('reason'));
    case 'answer-empty':
      return {
        title: t('The model gave no answer'),
        body: t('It ended without words and without doing anything.'),
      };
    case 'not-signed-in':
      return {
        title: t('Not signed in'),
        body: t('The CLI has no GitHub login and no own key. Your message is kept.'),
      };
    case 'attachment-missing':
      return {
        title: t('{0} is no longer there', value('name')),
        body: t('Nothing was sent. Your message is kept.'),
      };
    case 'send-failed':
      return {
        title: t('The message could not be sent'),
        body: joinSentences(value('message'), t('Your message is kept.')),
      };
    case 'login-waits':
      return {
        title: t('Your GitHub login counts after a restart of the CLI'),
        body: t('It restarts by itself when the agent is done. Your conversations are safe.'),
      };
    case 'send-unknown':
      return {
        title: t('It is not known whether the agent got the message'),
        body: t('The CLI did not confirm it in time. Look at the conversation before you send it again.'),
      };
    case 'restart-needed':
      return {
        title: t('Restart the CLI to use the new setting'),
        body: t('{0} takes effect when the CLI starts. This session is resumed.', value('setting')),
      };
    case 'rewind-failed':
      return {
        title: t('The conversation could not go back'),
        body: joinSentences(value('message'), t('Nothing was dropped. Your text is kept.')),
      };
    case 'files-kept':
      return {
        title: t('Some files stay as they are'),
        body: t('You changed them since: {0}.', value('names')),
      };
    case 'forked':
      return {
        title: t('This is a copy'),
        body: value('title')
          ? t('“{0}” stays as it was.', value('title'))
          : t('The original stays as it was.'),
      };
    case 'turn-gone':
      return {
        title: t('The linked turn is not here'),
        body: t('The conversation went back to before it, or it belongs to another session.'),
      };
    case 'compacting':
      return {
        title: t('Making room in the context'),
        body: t('The agent gets a summary instead of the conversation. What is shown here stays.'),
      };
    case 'compacted':
      return compactedText(notice);
    case 'compact-failed':
      return {
        title: t('The conversation was not compacted'),
        body: joinSentences(value('message'), t('Nothing was taken out of the context.')),
      };
    case 'hooks-not-held':
      return {
        title: t('This CLI would run the hooks of this folder without asking'),
        body: t(
          'No session was opened. From version 1.0.60 on, the CLI leaves them off until you allow them.',
        ),
      };
    case 'open-failed':
      return { title: t('The session could not be opened'), body: value('message') || undefined };
    default:
      return {
        title: notice.severity === 'info' ? t('The CLI says') : t('The CLI reports a problem'),
        body: value('message') || undefined,
      };
  }
}

function compactedText({ values = {} }: Notice): NoticeText {
  const [before, after] = [Number(values['before']), Number(values['after'])];
  return {
    title: t('The conversation was compacted: {0} → {1} tokens', tokensShort(before), tokensShort(after)),
    body: plural(
      Number(values['messages'] ?? 0),
      'The agent no longer sees 1 earlier message, only a summary of it. What is shown here stays.',
      'The agent no longer sees {0} earlier messages, only a summary of them. What is shown here stays.',
    ),
  };
}

/** A text that is shown when asked for: what stands in the place of what was taken out. */
export function noticeDetail(notice: Notice): string | undefined {
  return notice.code === 'compacted' ? String(notice.values?.['summary'] ?? '') || undefined : undefined;
}

export function actionLabel(action: NoticeAction): string {
  switch (action) {
    case 'retry':
      return t('Try again');
    case 'show-log':
      return t('Show log');
    case 'change-key':
      return t('Change key');
    case 'choose-model':
      return t('Choose a model');
    case 'restart':
      return t('Restart CLI');
    case 'remove-attachment':
      return t('Remove attachment');
    case 'new-session':
      return t('New session');
    case 'send-as-text':
      return t('Send as text');
    case 'use-sandbox':
      return t('Use the sandbox');
    case 'dismiss':
      return t('Dismiss');
  }
}

function provider(notice: Notice): string {
  return String(notice.values?.['provider'] || t('The provider'));
}

function spanOf(notice: Notice): string {
  return duration(Number(notice.values?.['seconds'] ?? 0) * 1000);
}

function joinSentences(first: string, second: string): string | undefined {
  const dotted = first && !/[.!?…]$/.test(first) ? `${first}.` : first;
  return [dotted, second].filter(Boolean).join(' ') || undefined;
}
