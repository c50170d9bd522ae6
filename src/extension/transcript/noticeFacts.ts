import type { Notice, NoticeAction, NoticeCode } from '../../protocol/toView';
import { numberOf, textOf, wordsOf } from '../base/fields';
import type { Fields } from '../base/fields';

/** What a command typed after a slash said, or could not do. */
export const commandNotices: ReadonlySet<NoticeCode> = new Set<NoticeCode>([
  'unknown-command',
  'command-busy',
  'command-failed',
  'command-says',
  'help',
  'aside-empty',
]);

const unreachable =
  /could not connect|connection refused|ECONNREFUSED|ECONNRESET|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|dns error|error sending request|connection closed|socket hang up|timed out/i;
const notSignedIn = /No GitHub OAuth token|Not authenticated|not logged in|no provider/i;

/** What a `session.error` means to a person, and the way out. */
export function turnFailure(data: Fields): Notice {
  const message = textOf(data, 'message')?.trim() ?? '';
  const status = numberOf(data, 'statusCode');
  const code = failureCode(textOf(data, 'errorType') ?? '', status, message);
  const provider = providerOf(message);
  return {
    code,
    severity: 'error',
    values: {
      ...(provider === undefined ? {} : { provider }),
      ...(status === undefined ? {} : { status }),
      message,
    },
    actions: actionsFor(code),
  };
}

function failureCode(errorType: string, status: number | undefined, message: string): NoticeCode {
  if (status === 401 || status === 403) {
    return 'key-refused';
  }
  if (status === 429) {
    return 'provider-busy';
  }
  if (status !== undefined) {
    return status >= 500 ? 'provider-error' : 'turn-failed';
  }
  if (notSignedIn.test(message)) {
    return 'not-signed-in';
  }
  if (unreachable.test(message)) {
    return 'provider-unreachable';
  }
  switch (errorType) {
    case 'authentication':
    case 'authorization':
      return 'key-refused';
    case 'rate_limit':
      return 'provider-busy';
    default:
      return 'turn-failed';
  }
}

function actionsFor(code: NoticeCode): readonly NoticeAction[] {
  switch (code) {
    case 'key-refused':
      return ['change-key', 'retry', 'show-log'];
    case 'not-signed-in':
      return ['choose-model', 'retry', 'show-log'];
    case 'provider-unreachable':
    case 'turn-failed':
      return ['retry', 'choose-model', 'show-log'];
    default:
      return ['retry', 'show-log'];
  }
}

/** The host of the provider, if the message names its address. */
function providerOf(message: string): string | undefined {
  return /https?:\/\/([^/\s)]+)/.exec(message)?.[1];
}

export function cliRestarting(detail: string): Notice {
  return { code: 'cli-ended-restarting', severity: 'warning', values: { detail }, actions: ['show-log'] };
}

export function cliEnded(detail: string, downMs: number): Notice {
  const seconds = Math.max(Math.round(downMs / 1000), 1);
  return {
    code: 'cli-ended',
    severity: 'warning',
    values: { seconds, detail },
    actions: ['retry', 'show-log'],
  };
}

export function historyLost(): Notice {
  return { code: 'history-lost', severity: 'warning', actions: ['retry', 'show-log'] };
}

/** The window or the CLI was closed while the agent worked. */
export function turnInterrupted(): Notice {
  return { code: 'interrupted', severity: 'info', actions: ['retry'] };
}

export function resumeFailed(message: string): Notice {
  return {
    code: 'resume-failed',
    severity: 'error',
    values: { message },
    actions: ['new-session', 'show-log'],
  };
}

/** A warning of the CLI in its own words; `undefined` for one that is said otherwise. */
export function cliWarning(data: Fields): Notice | undefined {
  const message = wordsOf(data, 'message');
  // The interrupted steps say so themselves; how tokens of an unknown model are counted helps nobody.
  if (
    message === undefined ||
    data['warningType'] === 'interrupted_tools' ||
    /^No token count/.test(message)
  ) {
    return undefined;
  }
  return { code: 'cli-says', severity: 'warning', values: { message }, actions: [] };
}
