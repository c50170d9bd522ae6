import { Component, type ComponentChildren } from 'preact';
import { Icon } from './controls';
import { t } from '../base/l10n';

interface Props {
  readonly children: ComponentChildren;
  /** What it is, for the line that stands in for it. */
  readonly name?: string;
  /** What is drawn here: when that is another, it is tried again. */
  readonly of?: unknown;
  /** What can still be done about it. */
  readonly instead?: ComponentChildren;
}

interface State {
  readonly failures: number;
  /** What could not be drawn. */
  readonly failed: { readonly of: unknown } | undefined;
}

/** Text that streams in makes many of them. */
const mostTries = 5;

/** Keeps a part that fails to draw from taking the rest of the page with it. */
export class ErrorEdge extends Component<Props, State> {
  override state: State = { failures: 0, failed: undefined };

  override componentDidCatch(error: unknown): void {
    this.setState(({ failures }) => ({ failures: failures + 1, failed: { of: this.props.of } }));
    // Told to the host by the page's one error listener.
    reportError(error);
  }

  override render({ children, name, of, instead }: Props, { failures, failed }: State) {
    if (!failed || (failed.of !== of && failures < mostTries)) return children;
    return (
      <div class="broken">
        <Icon name="error" />
        <p>
          {name
            ? t('{0} could not be drawn. The log says why.', name)
            : t('This part could not be drawn. The log says why.')}
        </p>
        {instead}
      </div>
    );
  }
}
