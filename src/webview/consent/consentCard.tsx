import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConsentGroup } from '../../protocol/consent';
import { settleMs } from '../state/dockState';
import { useChat } from '../state/context';
import { Button, Icon } from '../ui/controls';
import { t } from '../base/l10n';
import { Fold } from '../ui/fold';
import { ConsentRows } from './consentRows';
import { canAllow, consentAnswer, consentIcon, consentText, consentTitle, shortHash } from './consentWords';

/** What the folder wants to run by itself: a card in an empty session, a notice in one that runs. */
export function Consent() {
  const { store } = useChat();
  const consent = store.consent.value;
  const [looked, look] = useState<string | undefined>(undefined);
  const [group] = consent?.groups ?? [];
  if (!consent || !group || store.setup.value.kind !== 'ready') return null;
  const { length } = consent.groups;
  const isOpen = store.turns.value.length === 0 || looked === group.hash;
  return isOpen ? (
    <ConsentCard key={group.hash} group={group} folder={consent.folder} count={length} />
  ) : (
    <ConsentNotice group={group} folder={consent.folder} onLook={() => look(group.hash)} />
  );
}

interface GroupProps {
  readonly group: ConsentGroup;
  readonly folder: string;
}

function ConsentNotice({ group, folder, onLook }: GroupProps & { readonly onLook: () => void }) {
  const { send } = useChat();
  const { kind, hash, isChanged } = group;
  return (
    <section class="notice" aria-labelledby="consent-title">
      <Icon name={consentIcon(kind)} />
      <div>
        <h3 id="consent-title" dir="auto">
          {consentTitle(group, folder)}
        </h3>
        <p role="status">
          {isChanged
            ? t('Another content than you allowed. It is off until you decide.')
            : consentText(kind, 'about')}
        </p>
        <div class="acts">
          <Button rank="main" onClick={onLook}>
            {t('Look at it')}
          </Button>
          <Button
            rank="quiet"
            onClick={() => send({ type: 'consent/answer', kind, hash, answer: 'not-now' })}
          >
            {t('Not now')}
          </Button>
        </div>
      </div>
    </section>
  );
}

function ConsentCard({ group, folder, count }: GroupProps & { readonly count: number }) {
  const { kind } = group;
  const body = useRef<HTMLDivElement>(null);
  const hasSeenEnd = useSeenEnd(body);
  return (
    <section class="ask consent" role="group" aria-labelledby="consent-title" data-region>
      <header>
        <Icon name={consentIcon(kind)} />
        <h3 id="consent-title" dir="auto">
          {consentTitle(group, folder)}
        </h3>
        {count > 1 ? <span class="num small dim">{t('{0} of {1}', 1, count)}</span> : <span />}
        <p>{consentText(kind, 'about')}</p>
      </header>
      <div class="body" ref={body} tabIndex={0} role="group" aria-label={consentText(kind, 'list')}>
        <ConsentRows group={group} />
        <WhatTheyCanDo group={group} />
        <Hints group={group} />
      </div>
      {!hasSeenEnd && (
        <ul class="hints below">
          <li>
            <Icon name="eye" />
            <span id="consent-waits">{t('Allow waits until you have seen the whole list.')}</span>
          </li>
        </ul>
      )}
      <Answers group={group} hasSeenEnd={hasSeenEnd} />
    </section>
  );
}

function WhatTheyCanDo({ group: { kind } }: { group: ConsentGroup }) {
  return (
    <Fold
      place={`consent/${kind}`}
      className="fold tight"
      icon="question"
      what={consentText(kind, 'question')}
      isOpenByItself
    >
      {() => (
        <div>
          {consentAnswer(kind).map((sentence) => (
            <p key={sentence} class="note">
              {sentence}
            </p>
          ))}
        </div>
      )}
    </Fold>
  );
}

function Hints({ group: { hash, isChanged } }: { group: ConsentGroup }) {
  return (
    <ul class="hints">
      {isChanged && (
        <li>
          <Icon name="warning" />
          <span>{t('Another content than you allowed. It is off until you decide.')}</span>
        </li>
      )}
      <li>
        <Icon name="lock" />
        <span>{t('Holds for exactly this content, {0}. Any change asks again.', shortHash(hash))}</span>
      </li>
    </ul>
  );
}

function Answers({ group, hasSeenEnd }: { group: ConsentGroup; hasSeenEnd: boolean }) {
  const { send } = useChat();
  const { kind, hash } = group;
  const isSettled = useSettled();
  const answer = (said: 'allow' | 'not-now') => {
    if (isSettled()) send({ type: 'consent/answer', kind, hash, answer: said });
  };
  return (
    <footer>
      {canAllow(group) && (
        <button
          class="btn main"
          type="button"
          aria-disabled={!hasSeenEnd || undefined}
          aria-describedby={hasSeenEnd ? undefined : 'consent-waits'}
          onClick={() => hasSeenEnd && answer('allow')}
        >
          {consentText(kind, 'allow')}
        </button>
      )}
      <Button onClick={() => answer('not-now')}>{t('Not now')}</Button>
    </footer>
  );
}

/** A card that has just come may be hit by a click meant for something else. */
function useSettled(): () => boolean {
  const isSettled = useRef(false);
  useEffect(() => {
    const timer = setTimeout(() => (isSettled.current = true), settleMs);
    return () => clearTimeout(timer);
  }, []);
  return () => isSettled.current;
}

/** Whether the end of what scrolls has been in sight once. */
function useSeenEnd({ current }: { readonly current: HTMLElement | null }): boolean {
  const [hasSeen, setSeen] = useState(false);
  const [, again] = useState(0);
  useEffect(() => {
    if (!current) return again(1);
    const look = () => {
      if (current.scrollTop + current.clientHeight >= current.scrollHeight - 4) setSeen(true);
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(current);
    current.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      current.removeEventListener('scroll', look);
    };
  }, [current]);
  return hasSeen;
}
