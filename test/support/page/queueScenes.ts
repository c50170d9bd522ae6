import type { Scene } from './scene';
import { streaming, steered } from './sceneTurns';
import { NOON, finishedSteps, orderFile, viewState } from './states';

/** What waits for the running turn. */
export const queueScenes: Readonly<Record<string, Scene>> = {
  queue: {
    state: viewState({
      turns: [streaming],
      queue: {
        isPaused: false,
        messages: [
          'Use the rates from config, not from code',
          'Then update the README with an example',
          'Commit with a short message',
        ].map((text, index) => ({
          id: `q${index}`,
          text,
          attachments: index === 1 ? [orderFile] : [],
          ...(index === 0 && { isSteering: true }),
        })),
      },
      draft: 'Add an example for two codes',
    }),
  },
  'queue-editing': {
    state: viewState({
      turns: [{ ...streaming, items: [...finishedSteps, steered] }],
      queue: {
        isPaused: false,
        messages: [
          { id: 'q1', text: 'Then update the README\nwith an example', attachments: [], isEdited: true },
          { id: 'q2', text: 'Commit with a short message', attachments: [orderFile] },
        ],
        deleted: { id: 'q3', text: 'Run the linter over everything that was changed today' },
      },
      composer: { model: 'GPT-5.2', modelSource: 'github', permissionMode: 'ask', whileBusy: 'steer' },
    }),
  },
  'queue-deleted': {
    state: viewState({
      turns: [streaming],
      queue: { isPaused: false, messages: [], deleted: { id: 'q3', text: 'Run the linter' } },
    }),
  },
  'queue-paused': {
    state: viewState({
      turns: [{ ...streaming, state: 'stopped', endedAt: NOON }],
      queue: {
        isPaused: true,
        pausedBy: 'stop',
        messages: [{ id: 'q1', text: 'Commit with a short message', attachments: [] }],
      },
    }),
  },
};
