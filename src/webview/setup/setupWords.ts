import type { Setup } from '../../protocol/toView';
import { t } from '../base/l10n';

/** Why the CLI does not run, by reason. */
export function failureText(setup: Extract<Setup, { kind: 'cli-failed' }>): {
  readonly title: string;
  readonly body: string;
} {
  switch (setup.reason) {
    case 'spawn':
      return {
        title: t('The CLI could not be started'),
        body: t('The system could not run {0}.', setup.path),
      };
    case 'exited':
      return { title: t('The CLI ended at once'), body: t('{0} ended before it answered.', setup.path) };
    case 'ended':
      return {
        title: t('The CLI ended'),
        body: t(
          'It is not started again by itself, as {0} says. Nothing typed or shown is lost.',
          'flightdeck.cli.autoRestart',
        ),
      };
    case 'protocol':
      return {
        title: t('The CLI speaks another protocol'),
        body: t(
          '{0} runs, but does not answer as the Copilot CLI does. It may be too old or another program.',
          setup.path,
        ),
      };
    case 'crash-loop':
      return {
        title: t('The CLI keeps ending'),
        body: t(
          'It ended too often in a row, so it is not started again by itself. Nothing typed or shown is lost.',
        ),
      };
    case 'unreachable':
      return { title: t('The CLI does not answer'), body: t('Nothing answered at {0}.', setup.path) };
    case 'elsewhere':
      return {
        title: t('Your key stays on this machine'),
        body: t(
          'The CLI at {0} is not on this machine, so it gets no key and no model of yours. Lead a port of this machine to it with a tunnel, or use models of GitHub.',
          setup.path,
        ),
      };
  }
}

/** The heading of what stands in the way; undefined while nothing does. */
export function setupTitle(setup: Setup): string | undefined {
  switch (setup.kind) {
    case 'ready':
    case 'starting':
      return undefined;
    case 'choose-model':
      return t('Choose how to connect');
    case 'cli-not-found':
      return t('Copilot CLI not found');
    case 'cli-failed':
      return failureText(setup).title;
    case 'restarting':
      return t('The CLI ended and is being started again');
    case 'restricted':
      return t('Restricted Mode');
    case 'virtual':
      return t('Not available in this workspace');
    case 'stopped':
      return t('The CLI is stopped');
  }
}
