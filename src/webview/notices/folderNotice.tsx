import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FolderSetting, FolderSettings } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Button, Icon } from '../ui/controls';
import { t } from '../base/l10n';

/** Settings that the folder brings along: none counts before it was seen to its end. */
export function FolderNotice() {
  const { store } = useChat();
  const settings = store.folderSettings.value;
  return settings ? <Offer key={settings.id} settings={settings} /> : null;
}

function Offer({ settings }: { readonly settings: FolderSettings }) {
  const [isOpen, open] = useState(false);
  return (
    <section class="notice" aria-labelledby="folder-settings-title">
      <Icon name="warning" className="is" />
      <div>
        <h3 id="folder-settings-title">{t('This folder brings its own settings')}</h3>
        <p role="status">{t('They do not count until you agree. Your own settings are used.')}</p>
        {isOpen ? (
          <Review settings={settings} />
        ) : (
          <div class="acts">
            <Button rank="main" onClick={() => open(true)}>
              {t('Review')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function Review({ settings }: { readonly settings: FolderSettings }) {
  const { send } = useChat();
  const list = useRef<HTMLDivElement>(null);
  const [isRead, setRead] = useState(false);
  const look = () => {
    const { current } = list;
    if (current && current.scrollTop + current.clientHeight >= current.scrollHeight - 2) setRead(true);
  };
  useLayoutEffect(() => {
    list.current?.focus();
    look();
  }, []);
  const answer = (word: 'use' | 'keep') =>
    send({ type: 'folderSettings/answer', id: settings.id, answer: word });
  return (
    <>
      <div
        ref={list}
        class="offered"
        tabIndex={0}
        role="group"
        aria-label={t('Settings of the folder')}
        onScroll={look}
      >
        {settings.entries.map((entry) => (
          <Entry key={entry.key} entry={entry} />
        ))}
      </div>
      {!isRead && <p>{t('Scroll to the end to use them.')}</p>}
      <div class="acts">
        <Button rank="main" onClick={() => answer('keep')}>
          {t('Keep mine')}
        </Button>
        <Button disabled={!isRead} onClick={() => answer('use')}>
          {t('Use in this folder')}
        </Button>
      </div>
    </>
  );
}

function Entry({ entry }: { readonly entry: FolderSetting }) {
  return (
    <div>
      <h4>{`flightdeck.${entry.key}`}</h4>
      <p>{meaning(entry)}</p>
      <pre dir="ltr">{entry.text}</pre>
    </div>
  );
}

function meaning({ key, address, replaces }: FolderSetting): string {
  switch (key) {
    case 'provider':
      return address === undefined
        ? t('Changes your provider of models.')
        : t('Answers come from {0}. What you write and what the agent reads is sent there.', address);
    case 'modelSource':
      return t('Says where answers come from.');
    case 'model':
      return t('Names the model that answers.');
    case 'reasoningEffort':
      return t('Says how long the model thinks, which changes what an answer costs.');
    case 'systemMessage':
      return replaces
        ? t('The model is told this in place of the CLI’s own instructions, its rules for safety included.')
        : t('The model is told this before each conversation.');
  }
}
