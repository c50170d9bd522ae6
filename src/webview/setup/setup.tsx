import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { CliFailure, Setup } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Button, Icon } from '../ui/controls';
import { CodeBlock } from '../markdown/codeBlock';
import { duration } from '../base/format';
import { plural, t } from '../base/l10n';
import { Onboarding } from './onboarding';
import { failureText, setupTitle } from './setupWords';

/** Why one cannot chat now, and the one way out. */
export function SetupCard({ setup }: { setup: Setup }) {
  switch (setup.kind) {
    case 'ready':
    case 'starting':
      return null;
    case 'choose-model':
      return <Onboarding setup={setup} />;
    case 'cli-not-found':
      return <CliNotFound setup={setup} />;
    case 'cli-failed':
      return <CliFailed setup={setup} />;
    case 'restarting':
      return <Restarting setup={setup} />;
    default:
      return <Blocked setup={setup} />;
  }
}

interface SetupNoticeProps {
  readonly icon: string;
  readonly setup: Setup;
  readonly spins?: boolean;
  readonly children?: ComponentChildren;
}

function SetupNotice({ icon, setup, spins, children }: SetupNoticeProps) {
  const titleId = useId();
  return (
    <section class="hello" aria-labelledby={titleId}>
      <div class="notice">
        <Icon name={icon} spin={spins} className="is" />
        <div>
          <h2 id={titleId}>{setupTitle(setup)}</h2>
          {children}
        </div>
      </div>
    </section>
  );
}

function CliNotFound({ setup }: { setup: Extract<Setup, { kind: 'cli-not-found' }> }) {
  const { send } = useChat();
  return (
    <SetupNotice icon="error" setup={setup}>
      {setup.configured ? (
        <p dir="auto">
          {t(
            'There is no CLI at {0}. Correct the path, or clear it and install the CLI once:',
            setup.configured,
          )}
        </p>
      ) : (
        <p>{t('Looked in the setting, COPILOT_CLI_PATH, PATH and this project. Install it once:')}</p>
      )}
      <CodeBlock code={setup.command} info="" title={t('Terminal')} isCopyOnly />
      <div class="acts">
        <Button rank="main" onClick={() => send({ type: 'setup/installCli' })}>
          {t('Install in terminal')}
        </Button>
        <Button onClick={() => send({ type: 'setup/chooseCli' })}>{t('Choose file')}</Button>
        <Button rank="quiet" onClick={() => send({ type: 'setup/restart' })}>
          {t('Look again')}
        </Button>
      </div>
    </SetupNotice>
  );
}

function CliFailed({ setup }: { setup: Extract<Setup, { kind: 'cli-failed' }> }) {
  const { send } = useChat();
  const { body } = failureText(setup);
  return (
    <SetupNotice icon="error" setup={setup}>
      <p dir="auto">{body}</p>
      {setup.detail && (
        <pre class="well wrap" tabIndex={0} role="group" aria-label={t('What the CLI said')}>
          {setup.detail}
        </pre>
      )}
      <div class="acts">
        <Button rank="main" onClick={() => send({ type: 'setup/restart' })}>
          {t('Try again')}
        </Button>
        {isOfThePath(setup.reason) && (
          <Button onClick={() => send({ type: 'setup/chooseCli' })}>{t('Choose file')}</Button>
        )}
        <Button rank="quiet" onClick={() => send({ type: 'notice/act', action: 'show-log' })}>
          {t('Show log')}
        </Button>
      </div>
    </SetupNotice>
  );
}

/** Another file may help against it. */
function isOfThePath(reason: CliFailure): boolean {
  return reason === 'spawn' || reason === 'exited' || reason === 'protocol';
}

function Restarting({ setup }: { setup: Extract<Setup, { kind: 'restarting' }> }) {
  const { send } = useChat();
  return (
    <SetupNotice icon="sync" setup={setup}>
      <p>
        {plural(
          setup.attempt,
          'First attempt, after {1}.',
          'Attempt {0}, after {1}.',
          duration(setup.delayMs),
        )}{' '}
        {t('Nothing typed or shown is lost.')}
      </p>
      <div class="acts">
        <Button rank="quiet" onClick={() => send({ type: 'notice/act', action: 'show-log' })}>
          {t('Show log')}
        </Button>
      </div>
    </SetupNotice>
  );
}

type BlockedSetup = Extract<Setup, { kind: 'stopped' | 'restricted' | 'virtual' }>;

function Blocked({ setup }: { setup: BlockedSetup }) {
  const { send } = useChat();
  switch (setup.kind) {
    case 'restricted':
      return (
        <SetupNotice icon="workspace-untrusted" setup={setup}>
          <p>{t('This folder is not trusted, so the CLI is not started.')}</p>
          <Way label={t('Manage trust')} onClick={() => send({ type: 'setup/manageTrust' })} />
        </SetupNotice>
      );
    case 'virtual':
      return (
        <SetupNotice icon="info" setup={setup}>
          <p>{t('Its files are not on a disk ({0}), so the CLI cannot work with them.', setup.scheme)}</p>
          <Way label={t('Open a folder')} onClick={() => send({ type: 'setup/openFolder' })} />
        </SetupNotice>
      );
    case 'stopped':
      return (
        <SetupNotice icon="info" setup={setup}>
          <p>{t('Your sessions are kept.')}</p>
          <Way label={t('Start the CLI')} onClick={() => send({ type: 'setup/restart' })} />
        </SetupNotice>
      );
  }
}

function Way({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <div class="acts">
      <Button rank="main" onClick={onClick}>
        {label}
      </Button>
    </div>
  );
}
