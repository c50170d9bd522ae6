import { Component, type ComponentChildren } from 'preact';
import { t } from './l10n';

interface Props {
  readonly children: ComponentChildren;
}

/** Keeps a part that fails to draw from taking the rest of the page with it. */
export class ErrorEdge extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  override componentDidCatch(error: unknown): void {
    this.setState({ hasFailed: true });
    // Told to the host by the page's one error listener.
    reportError(error);
  }

  override render({ children }: Props) {
    if (this.state.hasFailed)
      return <p class="note bad">{t('This part could not be drawn. The log says why.')}</p>;
    return children;
  }
}
