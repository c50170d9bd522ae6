import type { Setup } from '../../protocol/toView';
import { t } from '../base/l10n';

/** Why the composer is closed; undefined while one can write. */
export function closedReason(setup: Setup): string | undefined {
  switch (setup.kind) {
    case 'ready':
    case 'starting':
    case 'restarting':
      return undefined;
    case 'choose-model':
      return t('Choose how to connect first');
    case 'cli-not-found':
      return t('Install the CLI first');
    case 'cli-failed':
      return setup.reason === 'elsewhere' ? t('Choose how to connect first') : t('The CLI does not run');
    case 'stopped':
      return t('Start the CLI first');
    case 'restricted':
      return t('Trust this folder first');
    case 'virtual':
      return t('Open a folder first');
  }
}
