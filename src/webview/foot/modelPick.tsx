import type { EffortOffer, ModelEntry, ModelGroup } from '../../protocol/foot';
import type { ComposerInfo } from '../../protocol/toView';
import { useChat, type Chat } from '../state/context';
import { Icon } from '../ui/controls';
import { t } from '../base/l10n';
import { effortWords, tokensShort } from './footWords';
import { MenuButton, type MenuEntry, type MenuGroup } from './menu';

/** What answers, and how long it thinks before it does. */
export function ModelPick() {
  const chat = useChat();
  const { model, modelSource, foot } = chat.store.composer.value;
  const isChosen = chat.store.setup.value.kind === 'starting' || chat.store.session.value?.isComing;
  const label = model || (isChosen ? t('Model') : t('Choose a model'));
  const effort = foot?.effort && foot.efforts.kind !== 'none' ? effortWords(foot.effort) : undefined;
  const isDemo = modelSource === 'demo';
  const name = effort ? t('Model: {0} {1} effort', label, effort) : t('Model: {0}', label);
  return (
    <MenuButton
      name={name}
      title={isDemo ? t('A script on this machine, not an AI.') : name}
      menuLabel={t('Model and effort')}
      groups={groupsOf(chat)}
      onOpen={() => chat.send({ type: 'models/load' })}
      opensOn="model"
    >
      {isDemo && <Icon name="beaker" />}
      <span class="cut mod">{label}</span>
      {effort && <span class="dim eff">{` ${effort}`}</span>}
      <Icon name="chevron-down" />
    </MenuButton>
  );
}

function groupsOf(chat: Chat): readonly MenuGroup[] {
  const { composer, models } = chat.store;
  const groups = models.value.groups.flatMap((group) => modelGroup(group, composer.value, chat));
  return [...effortGroup(composer.value, chat), ...groups, ...loadingGroup(models.value), moreGroup(chat)];
}

function loadingGroup(menu: {
  readonly isLoading: boolean;
  readonly groups: readonly unknown[];
}): MenuGroup[] {
  if (!menu.isLoading || menu.groups.length > 0) return [];
  return [
    {
      label: t('Models'),
      entries: [{ id: 'loading', label: t('Looking for models'), isDisabled: true, isStart: true }],
    },
  ];
}

function modelGroup(group: ModelGroup, composer: ComposerInfo, chat: Chat): MenuGroup[] {
  const entries = [...modelEntries(group, composer, chat), ...problemEntries(group, chat)];
  return entries.length > 0 ? [{ label: groupName(group), entries }] : [];
}

function groupName({ source, name }: ModelGroup): string {
  if (source === 'github') return 'GitHub Copilot';
  return source === 'own' ? name || t('Own provider') : t('Without a login');
}

function modelEntries(
  group: ModelGroup,
  composer: ComposerInfo,
  { store, send }: Chat,
): readonly MenuEntry[] {
  const { source } = group;
  const isHere = composer.modelSource === source;
  // Another source is another way to the model; the session is opened anew for it.
  const isBlocked = !isHere && store.isBusy.value;
  const auto = source === 'github' && group.models.length > 0 ? [{ id: '', name: t('Auto') }] : [];
  return [...auto, ...group.models].map((model): MenuEntry => {
    const why = whyNot(model, isBlocked);
    const isChecked = isHere && (source === 'demo' || model.id === (composer.foot?.modelId ?? ''));
    return {
      id: `${source} ${model.id}`,
      label: source === 'demo' ? t('Demo model') : model.name,
      side: limits(model),
      note: why ?? noteOf(source, model),
      isChecked,
      isStart: isChecked,
      isDisabled: why !== undefined,
      run: () => send({ type: 'model/choose', source, id: model.id }),
    };
  });
}

function whyNot(model: ModelEntry, isBlocked: boolean): string | undefined {
  if (model.isForbidden) return t('Switched off by the policy of your organisation.');
  return isBlocked ? t('Stop the turn first.') : undefined;
}

function noteOf(source: ModelGroup['source'], model: ModelEntry): string | undefined {
  if (source === 'demo') return t('A script on this machine, not an AI.');
  return source === 'github' && model.id === '' ? t('Copilot chooses for each message.') : undefined;
}

function limits({ contextTokens, hasVision, multiplier }: ModelEntry): string {
  return [
    contextTokens && tokensShort(contextTokens),
    hasVision && t('images'),
    multiplier === undefined ? undefined : `${multiplier}×`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function problemEntries({ source, problem }: ModelGroup, { send }: Chat): readonly MenuEntry[] {
  if (!problem) return [];
  switch (problem.kind) {
    case 'signed-out':
      return [
        {
          id: 'sign-in',
          icon: 'github',
          label: t('Sign in to GitHub…'),
          note: t('Shows the models of your Copilot subscription.'),
          run: () => send({ type: 'setup/signIn' }),
        },
      ];
    case 'no-provider':
      return [];
    case 'not-listed':
      return [
        {
          id: `problem ${source}`,
          icon: 'info',
          label:
            source === 'github' ? t('GitHub lists no models now') : t('The provider lists no other models'),
          note: problem.detail ? t('It answered: {0}', problem.detail) : undefined,
          isDisabled: true,
        },
      ];
  }
}

function effortGroup({ foot }: ComposerInfo, { send }: Chat): readonly MenuGroup[] {
  if (!foot) return [];
  const label = t('Reasoning effort');
  if (foot.efforts.kind === 'none') {
    const entry = {
      id: 'no-effort',
      label: t('Not offered'),
      note: noEffort(foot.efforts.why),
      isDisabled: true,
    };
    return [{ label, entries: [entry] }];
  }
  const { efforts } = foot;
  const entries = ['', ...efforts.efforts].map((effort): MenuEntry => ({
    id: `effort ${effort}`,
    label: effortWords(effort),
    side:
      effort === '' && efforts.kind === 'offered' && efforts.standard
        ? effortWords(efforts.standard)
        : undefined,
    note:
      effort === '' && efforts.kind === 'unknown'
        ? t('The provider does not say which it takes.')
        : undefined,
    isChecked: foot.effort === effort,
    run: () => send({ type: 'effort/choose', effort }),
  }));
  return [{ label, entries }];
}

function noEffort(why: Extract<EffortOffer, { kind: 'none' }>['why']): string {
  switch (why) {
    case 'demo':
      return t('The demo model does not think.');
    case 'model':
      return t('This model has no effort to choose.');
    case 'auto':
      return t('Copilot chooses it with the model.');
  }
}

function moreGroup({ send }: Chat): MenuGroup {
  return {
    label: t('More'),
    entries: [
      {
        id: 'own',
        icon: 'add',
        label: t('Use your own key or a local model…'),
        run: () => send({ type: 'setup/useOwnKey' }),
      },
      {
        id: 'default',
        icon: 'pin',
        label: t('Use this choice for new sessions'),
        run: () => send({ type: 'choices/makeDefault' }),
      },
    ],
  };
}
