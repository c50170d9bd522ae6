import type { FolderSettings } from '../../../src/protocol/toView';
import type { Scene } from './scene';
import { done, earlier, streaming, notice } from './sceneTurns';
import { answerText, viewState } from './states';

/** Of a repository that wants to be read by somebody else's model. */
export const folderOffer: FolderSettings = {
  id: 'offer-1',
  entries: [
    { key: 'modelSource', text: 'own' },
    {
      key: 'provider',
      text: '{\n  "name": "Team",\n  "baseUrl": "https://models.example.com/v1"\n}',
      address: 'models.example.com',
    },
    { key: 'systemMessage', text: 'Answer in the terms of the shop.\\u{202e}', replaces: true },
  ],
};

/** What is told above the composer. */
export const noticeScenes: Readonly<Record<string, Scene>> = {
  help: { state: viewState({ banner: notice('help', { severity: 'info', actions: ['dismiss'] }) }) },
  'aside-waiting': {
    state: viewState({
      turns: [streaming],
      banner: notice('aside', {
        severity: 'info',
        actions: ['dismiss'],
        values: { question: 'What is a monetary amount in cents called?' },
      }),
    }),
  },
  aside: {
    state: viewState({
      turns: [streaming],
      banner: notice('aside', {
        severity: 'info',
        actions: ['dismiss'],
        values: { question: 'What does `discount` return?', answer: answerText },
      }),
    }),
  },
  'aside-empty': { state: viewState({ banner: notice('aside-empty', { actions: ['dismiss'] }) }) },
  'command-says': {
    state: viewState({
      banner: notice('command-says', {
        severity: 'info',
        values: { name: 'usage', message: 'Session Usage\n\nChanges: +3 -1\nTokens: input 10.5k, output 2' },
        actions: ['dismiss'],
      }),
    }),
  },
  'command-waits': {
    state: viewState({
      turns: [done],
      queue: {
        messages: [{ id: 'q1', text: '/new', attachments: [] }],
        isPaused: true,
        pausedBy: 'failure',
      },
      banner: notice('command-waits', { values: { name: 'new' }, actions: ['dismiss'] }),
    }),
  },
  'unknown-command': {
    state: viewState({
      draft: '/etc is big',
      banner: notice('unknown-command', { values: { name: 'etc' }, actions: ['send-as-text', 'dismiss'] }),
    }),
  },
  proposal: { state: viewState({ turns: [done], proposal: { name: 'cart.ts', isNew: false } }) },
  'folder-settings': {
    state: viewState({ turns: [done], folderSettings: folderOffer }),
    press: /^Review$/,
  },
  banner: {
    state: viewState({
      turns: [earlier],
      banner: notice('restart-needed', {
        severity: 'info',
        actions: ['restart', 'dismiss'],
        values: { setting: 'flightdeck.cli.path' },
      }),
    }),
  },
};
