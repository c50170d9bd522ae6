import type { ModelMenu, UsageDetails } from '../../../src/protocol/foot';
import type { Notice, Turn } from '../../../src/protocol/toView';
import type { Scene } from './scene';
import { NOON, foot, turn, viewState } from './states';

export const modelMenu: ModelMenu = {
  isLoading: false,
  groups: [
    {
      source: 'github',
      name: '',
      models: [
        { id: 'gpt-5.2', name: 'GPT-5.2', contextTokens: 128_000, hasVision: true, multiplier: 1 },
        { id: 'claude-opus', name: 'Claude Opus', contextTokens: 200_000, hasVision: true, multiplier: 10 },
        { id: 'grok', name: 'Grok', contextTokens: 1_500_000, multiplier: 0, isForbidden: true },
      ],
    },
    {
      source: 'own',
      name: 'Team server',
      models: [{ id: 'qwen-coder', name: 'qwen-coder', contextTokens: 32_000 }],
      problem: { kind: 'not-listed', detail: '404' },
    },
    { source: 'demo', name: '', models: [{ id: 'demo', name: '' }] },
  ],
};

export const usageDetails: UsageDetails = {
  sources: [
    { kind: 'system', tokens: 5100 },
    { kind: 'instructions', tokens: 900 },
    { kind: 'tools', tokens: 4700 },
    { kind: 'mcp', tokens: 2900 },
    { kind: 'messages', tokens: 29_900 },
  ],
  usedTokens: 43_500,
  limitTokens: 128_000,
  reservedTokens: 15_400,
  heaviest: [
    { kind: 'tool-result', label: '> shop@1.0.0 test > mocha cart', tokens: 6200 },
    { kind: 'prompt', label: 'Add discount codes to the cart, keep the prices in cents', tokens: 3900 },
    { kind: 'answer', label: 'Discounts now work in whole cents.', tokens: 1200 },
    { kind: 'tool', label: 'task', tokens: 685 },
  ],
  compactions: 1,
  turn: { requests: 5, inputTokens: 201_400, outputTokens: 3120, cachedTokens: 160_000, credits: 1.2 },
  session: { requests: 14, inputTokens: 480_900, outputTokens: 9800, cachedTokens: 300_000, credits: 4.6 },
};

const compacted: Notice = {
  code: 'compacted',
  severity: 'info',
  values: {
    before: 84_200,
    after: 12_300,
    messages: 31,
    trigger: 'manual',
    summary: '## Overview\n\nThe cart keeps its prices in **cents**.\n\n- `discount` rounds half up',
  },
  actions: [],
};

function noticeTurn(id: string, notice: Notice): Turn {
  return turn({
    id,
    state: 'done',
    model: 'GPT-5.2',
    endedAt: NOON,
    spent: usageDetails.turn,
    items: [
      { kind: 'answer', id: `${id}a`, text: 'Discounts now work in whole cents.', isStreaming: false },
      { kind: 'notice', id: `${id}n`, notice },
    ],
  });
}

/** The composer's foot: each of its menus open, what is not offered, and what a compaction leaves. */
export function footScenes(turns: readonly Turn[]): Readonly<Record<string, Scene>> {
  const composer = viewState().composer;
  const models = { type: 'models/changed', menu: modelMenu } as const;
  return {
    'foot-model': { state: viewState({ turns }), press: 'Model: GPT-5.2 Medium effort', facts: [models] },
    'foot-model-busy': {
      state: viewState({
        turns: [turn()],
        composer: { ...composer, foot: { ...foot, efforts: { kind: 'none', why: 'model' }, effort: '' } },
      }),
      press: 'Model: GPT-5.2',
      facts: [models],
    },
    'foot-model-signed-out': {
      state: viewState({
        composer: {
          ...composer,
          model: 'qwen-coder · Team server',
          modelSource: 'own',
          foot: {
            ...foot,
            modelId: 'qwen-coder',
            effort: '',
            efforts: { kind: 'unknown', efforts: ['minimal', 'low', 'medium', 'high'] },
          },
        },
      }),
      press: 'Model: qwen-coder · Team server',
      facts: [
        {
          type: 'models/changed',
          menu: {
            isLoading: false,
            groups: [
              { source: 'github', name: '', models: [], problem: { kind: 'signed-out' } },
              ...modelMenu.groups.slice(1),
            ],
          },
        },
      ],
    },
    'foot-model-loading': {
      state: viewState({ turns }),
      press: 'Model: GPT-5.2 Medium effort',
      facts: [{ type: 'models/changed', menu: { isLoading: true, groups: [] } }],
    },
    'foot-mode': { state: viewState({ turns }), press: 'Mode: Agent' },
    'foot-mode-old-cli': {
      state: viewState({
        turns,
        composer: { ...composer, foot: { ...foot, hasModes: false, cliVersion: '0.0.411' } },
      }),
      press: 'Mode: Agent',
    },
    'foot-allow-all': {
      state: viewState({ turns, composer: { ...composer, permissionMode: 'allow-all' } }),
    },
    'foot-permissions': { state: viewState({ turns }), press: 'Permissions: Ask before changes' },
    'foot-context': {
      state: viewState({ turns }),
      press: 'Context: 34% used, 43,500 of 128,000 tokens',
      facts: [{ type: 'usage/details', details: usageDetails }],
    },
    'foot-context-own-key': {
      state: viewState({ turns: [turn()] }),
      press: 'Context: 34% used, 43,500 of 128,000 tokens',
      facts: [
        {
          type: 'usage/details',
          details: {
            ...usageDetails,
            compactions: 0,
            heaviest: [],
            missing: 'not-supported',
            turn: undefined,
            session: { requests: 2, inputTokens: 12_000, outputTokens: 400, cachedTokens: 0 },
          },
        },
      ],
    },
    compacted: { state: viewState({ turns: [noticeTurn('k1', compacted)] }), isUnfolded: true },
    compacting: {
      state: viewState({
        turns: [
          noticeTurn('k2', { code: 'compacting', severity: 'info', actions: [] }),
          noticeTurn('k3', {
            code: 'compact-failed',
            severity: 'warning',
            values: { message: 'The model did not answer' },
            actions: ['show-log'],
          }),
        ],
      }),
    },
  };
}
