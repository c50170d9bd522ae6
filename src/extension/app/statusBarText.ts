import type { ClientState } from '../cli/cliManager';

export interface StatusFacts {
  readonly client: ClientState;
  readonly isWorking: boolean;
  /** How many requests wait for the person, in all open sessions. */
  readonly waiting: number;
}

type Translate = (sentence: string, ...values: (string | number)[]) => string;

interface Looks {
  readonly text: string;
  readonly tooltip: string;
  readonly color?: 'warning' | 'error';
}

/** One icon and one word for how the CLI is; `t` translates. */
export function looksOf({ client, isWorking, waiting }: StatusFacts, t: Translate): Looks {
  switch (client.kind) {
    case 'idle':
      return {
        text: '$(copilot) Copilot CLI',
        tooltip: t('The Copilot CLI starts when the chat is opened.'),
      };
    case 'starting':
      return { text: `$(loading~spin) ${t('Starting')}`, tooltip: t('The Copilot CLI is starting.') };
    case 'ready':
      return waiting > 0 ? waitingLooks(waiting, t) : readyLooks(client.version, isWorking, t);
    case 'restarting':
      return {
        text: `$(sync) ${t('Restarting')}`,
        tooltip: t('The Copilot CLI ended. Attempt {0} to start it again.', client.attempt),
      };
    case 'stopped':
      return { text: `$(circle-slash) ${t('Stopped')}`, tooltip: t('The Copilot CLI was stopped.') };
    case 'not-found':
      return {
        text: `$(error) ${t('CLI not found')}`,
        tooltip: t('The Copilot CLI was not found.'),
        color: 'error',
      };
    case 'failed':
      return {
        text: `$(error) ${t('Failed')}`,
        tooltip: client.detail || t('The Copilot CLI failed.'),
        color: 'error',
      };
  }
}

function readyLooks(version: string, isWorking: boolean, t: Translate): Looks {
  return isWorking
    ? { text: `$(loading~spin) ${t('Working')}`, tooltip: t('The agent is working.') }
    : { text: `$(copilot) ${t('Ready')}`, tooltip: t('Copilot CLI {0} is ready.', version) };
}

function waitingLooks(waiting: number, t: Translate): Looks {
  const text = waiting === 1 ? t('1 request') : t('{0} requests', waiting);
  return { text: `$(bell-dot) ${text}`, tooltip: t('The agent waits for your answer.'), color: 'warning' };
}
