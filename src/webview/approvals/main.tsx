import { signal } from '@preact/signals';
import { render } from 'preact';
import type { ApprovalsState, ApprovalsWish } from '../../protocol/approvals';
import { ErrorEdge } from '../ui/errorEdge';
import { loadTranslations } from '../base/l10n';
import '../styles/approvals.css';
import { ApprovalsPage } from './approvalsPage';

declare function acquireVsCodeApi(): { postMessage(message: ApprovalsWish): void };

function start(): void {
  const api = acquireVsCodeApi();
  const state = signal<ApprovalsState | undefined>(undefined);
  loadTranslations(document.body.dataset['l10n']);
  // Only the host can post to this page.
  window.addEventListener('message', (event: MessageEvent<{ type: string; state: ApprovalsState }>) => {
    if (event.data.type === 'approvals/state') state.value = event.data.state;
  });
  window.addEventListener('error', (event) => {
    const { error, message } = event as { error: unknown; message: string };
    const detail = error instanceof Error ? (error.stack ?? error.message) : message;
    api.postMessage({ type: 'page/error', message: detail });
  });
  const root = document.getElementById('root');
  const send = (wish: ApprovalsWish) => api.postMessage(wish);
  if (root)
    render(
      <ErrorEdge>
        <ApprovalsPage state={state} send={send} />
      </ErrorEdge>,
      root,
    );
  send({ type: 'approvals/ready' });
}

start();
