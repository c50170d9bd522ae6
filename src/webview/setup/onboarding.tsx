import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { LocalServer, Setup } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Button, Icon } from '../ui/controls';
import { plural, rich, t } from '../base/l10n';
import { setupTitle } from './setupWords';

/** Three ways to a model. */
export function Onboarding({ setup }: { setup: Extract<Setup, { kind: 'choose-model' }> }) {
  const { send } = useChat();
  const isSigningIn = setup.signingIn;
  return (
    <section class="hello" aria-labelledby="connect-title">
      <div>
        <h2 id="connect-title">{setupTitle(setup)}</h2>
        <p class="dim">
          {t('Copilot CLI {0} is ready. It still needs a model to talk to.', setup.cliVersion)}
        </p>
      </div>
      <div class="card">
        <Way
          icon={isSigningIn ? 'loading' : 'github'}
          spins={isSigningIn}
          title={t('Sign in to GitHub')}
          about={
            setup.isLoginUnknown && !isSigningIn
              ? t('The CLI could not say whether you are signed in. It is asked again in a moment.')
              : isSigningIn
                ? t('Waiting for you to finish in the terminal. This card notices when you are done.')
                : rich(
                    'Runs {0} in a terminal. This card notices when you are done.',
                    <code>copilot login</code>,
                  )
          }
          onClick={() => send({ type: 'setup/signIn' })}
        />
        <OwnModel servers={setup.localServers} />
        <Way
          icon="beaker"
          title={t('Try the demo model')}
          about={t('A script on this machine, not an AI. It shows every part of the chat without a login.')}
          onClick={() => send({ type: 'setup/useDemo' })}
        />
      </div>
      <p class="small dim">
        {t('Nothing is sent before you choose. You can change this later in the model list.')}
      </p>
    </section>
  );
}

interface WayProps {
  readonly icon: string;
  readonly spins?: boolean;
  readonly title: string;
  readonly about: ComponentChildren;
  readonly onClick: () => void;
  readonly isOpen?: boolean;
}

export function Way({ icon, spins, title, about, onClick, isOpen }: WayProps) {
  return (
    <button class="way" type="button" aria-expanded={isOpen} onClick={onClick}>
      <Icon name={icon} spin={spins} />
      <span>
        <span class="t" dir="auto">
          {title}
        </span>
        <span class="d">{about}</span>
      </span>
      <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
    </button>
  );
}

function OwnModel({ servers }: { servers: readonly LocalServer[] }) {
  const { send } = useChat();
  const running = servers.filter((server) => server.isRunning);
  const [choice, setChoice] = useState<boolean>();
  const isOpen = choice ?? running.length > 0;
  return (
    <>
      <Way
        icon="key"
        title={t('Use your own key or a local model')}
        about={t("The key is kept in VS Code's secret storage.")}
        isOpen={isOpen}
        onClick={() => setChoice(!isOpen)}
      />
      {isOpen && (
        <div class="sub">
          <div class="row wrap">
            {running.map(({ name, port }) => (
              <Button
                key={name}
                icon="server-process"
                onClick={() => send({ type: 'setup/useLocal', server: name })}
              >
                {t('Use {0} on port {1}', name, port)}
              </Button>
            ))}
            <Button
              rank={running.length > 0 ? 'quiet' : undefined}
              onClick={() => send({ type: 'setup/useOwnKey' })}
            >
              {t('Enter base URL and key')}
            </Button>
          </div>
          {servers.length > 0 && <p class="small dim">{servers.map(serverWords).join(' ')}</p>}
        </div>
      )}
    </>
  );
}

function serverWords(server: LocalServer): string {
  if (!server.isRunning) return t('{0} is not running.', server.name);
  const { length } = server.models;
  if (length === 0) return t('{0} answered, but has no model yet.', server.name);
  return plural(length, '{1} answered with 1 model.', '{1} answered with {0} models.', server.name);
}
