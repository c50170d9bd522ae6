import type { ComponentChildren } from 'preact';
import { useChat } from '../state/context';
import { IconButton } from '../ui/controls';
import { t } from '../base/l10n';

/** "2 of 3" with arrows, when more than one request waits. */
export function Pager({ children }: { children?: ComponentChildren }) {
  const { store, dock } = useChat();
  const count = store.requests.value.length;
  return (
    <div class="pager">
      {children}
      {count > 1 && (
        <>
          <IconButton icon="chevron-left" label={t('Previous request')} onClick={() => dock.page(-1)} />
          <span class="num">{t('{0} of {1}', dock.index.value + 1, count)}</span>
          <IconButton icon="chevron-right" label={t('Next request')} onClick={() => dock.page(1)} />
        </>
      )}
    </div>
  );
}
