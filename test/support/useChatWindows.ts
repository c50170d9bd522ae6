import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import type { ModelScript } from '../../src/demo/modelScript';
import type { Settings } from '../../src/extension/settings/settings';
import type { Turn } from '../../src/protocol/toView';
import { ChatWindow, type WindowOptions } from './chatWindow';

interface ChatWindows {
  /** A window whose chat is in sight. */
  open(options?: WindowOptions): Promise<ChatWindow>;
  /** A window in which this model answers. */
  openWith(
    script: ModelScript,
    options?: WindowOptions,
  ): Promise<{ readonly window: ChatWindow; readonly server: ModelServer }>;
  /** A window whose chat has not been looked at yet. */
  openUnseen(options?: WindowOptions): Promise<ChatWindow>;
}

/** Windows for the tests of a `describe`, and the models that answer in them; none is left after a test. */
export function useChatWindows(): ChatWindows {
  const windows: ChatWindow[] = [];
  const servers: ModelServer[] = [];

  async function openUnseen(options: WindowOptions = {}): Promise<ChatWindow> {
    const window = await ChatWindow.open(options);
    windows.push(window);
    return window;
  }

  async function open(options: WindowOptions = {}): Promise<ChatWindow> {
    const window = await openUnseen(options);
    await window.wish({ type: 'view/ready' });
    return window;
  }

  async function openWith(script: ModelScript, { settings, ...options }: WindowOptions = {}) {
    const server = await startModelServer(script);
    servers.push(server);
    return { window: await open({ ...options, settings: { ...ownModel(server.url), ...settings } }), server };
  }

  afterEach(async () => {
    for (const window of windows.splice(0).reverse()) await window.remove();
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  return { open, openWith, openUnseen };
}

/** The settings of someone whose own model answers there. */
export function ownModel(baseUrl: string): Partial<Settings> {
  return {
    modelSource: 'own',
    provider: { name: 'Scripted', type: 'openai', baseUrl, model: 'claude-test' },
  };
}

/** Says it in the session that is shown. */
export async function ask(window: ChatWindow, text: string): Promise<void> {
  await window.wish({ type: 'prompt/submit', text, sessionId: window.state.session?.sessionId ?? '' });
}

export function answerOf(turn: Turn | undefined): string {
  return (turn?.items ?? []).flatMap((item) => (item.kind === 'answer' ? [item.text] : [])).join('\n');
}
