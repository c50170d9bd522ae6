import type { Steer } from '../../protocol/toView';
import { Icon } from '../ui/controls';
import { t } from '../base/l10n';
import { SentChips } from './prompt';

/** What the person told the agent while it worked, where the agent took it in. */
export function Steered({ steer }: { steer: Steer }) {
  return (
    <div class="steered">
      <Icon name="debug-step-over" />
      <div>
        <p dir="auto">
          <span class="sr">{t('You, while it worked:')} </span>
          <span data-item={steer.id}>{steer.text}</span>
        </p>
        <SentChips attachments={steer.attachments} />
      </div>
    </div>
  );
}
