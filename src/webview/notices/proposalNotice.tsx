import { useChat } from '../state/context';
import { Button, Icon } from '../ui/controls';
import { rich, t } from '../base/l10n';
import { VisibleText } from '../text/visible';

/** Code that the editor shows as a diff: to write it or not, as long as the diff is open. */
export function ProposalNotice() {
  const { store, send } = useChat();
  const proposal = store.proposal.value;
  if (!proposal) return null;
  const { name, isNew } = proposal;
  return (
    <section class="notice" aria-labelledby="proposal-title">
      <Icon name="diff" />
      <div>
        <h3 id="proposal-title">{rich('Preview of {0}', <VisibleText text={name} kind="line" />)}</h3>
        <p role="status">
          {isNew
            ? t('The editor shows the new file. Nothing is written yet.')
            : t('The editor shows what would change. Nothing is written yet.')}
        </p>
        <div class="acts">
          <Button rank="main" onClick={() => send({ type: 'proposal/answer', answer: 'apply' })}>
            {isNew ? t('Create file') : t('Apply')}
          </Button>
          <Button rank="quiet" onClick={() => send({ type: 'proposal/answer', answer: 'discard' })}>
            {t('Discard')}
          </Button>
        </div>
      </div>
    </section>
  );
}
