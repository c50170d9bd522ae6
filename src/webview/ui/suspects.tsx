import { Icon } from './controls';
import { suspectWords, type ForeignText } from '../text/suspectWords';

/** Warns of what is drawn as boxes in these texts; nothing where there is none. */
export function Suspects({ texts }: { texts: readonly ForeignText[] }) {
  const warnings = suspectWords(texts);
  if (warnings.length === 0) return null;
  return (
    <ul class="hints">
      {warnings.map((words) => (
        <li key={words}>
          <Icon name="warning" />
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}
