import { type ModelServer, startModelServer } from '../../../src/demo/modelServer';
import type { ModelReply, ModelScript } from '../../../src/demo/modelScript';
import { replies } from '../../../src/demo/replies';
import type { Chat } from './chat';
import { pictureWindow } from './pictures';
import { Workbench, type WorkbenchOptions } from './workbench';

/** One window and one scripted model for the tests of a `describe`. */
export class Scene {
  private started: { readonly workbench: Workbench; readonly model: ModelServer } | undefined;
  private script: ModelScript = replies([]);

  constructor(private readonly options: WorkbenchOptions) {}

  get workbench(): Workbench {
    return this.running.workbench;
  }

  get model(): ModelServer {
    return this.running.model;
  }

  get chat(): Chat {
    return this.workbench.chat;
  }

  /** What the model says from now on, in this order. */
  answers(...list: readonly (ModelReply | ModelScript)[]): void {
    this.script = replies(list);
  }

  async start(): Promise<void> {
    const model = await startModelServer((request) => this.script(request));
    try {
      const workbench = await Workbench.start({
        ...this.options,
        settings: { ...ownProvider(model), ...this.options.settings },
      });
      this.started = { workbench, model };
    } catch (error) {
      await model.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    const { started } = this;
    this.started = undefined;
    try {
      await started?.workbench.stop();
    } finally {
      await started?.model.stop();
    }
  }

  private get running() {
    if (!this.started) throw new Error('the window is not open');
    return this.started;
  }
}

/** Settings that send the CLI to a scripted model. */
export function ownProvider(model: ModelServer): Readonly<Record<string, unknown>> {
  return {
    'flightdeck.modelSource': 'own',
    'flightdeck.provider': {
      name: 'Scripted',
      type: 'openai',
      baseUrl: model.url,
      model: 'claude-sonnet-4.5',
      maxPromptTokens: 100_000,
    },
  };
}

/** Opens a window before the tests of this `describe` and closes it after them. */
export function useScene(options: WorkbenchOptions = {}): Scene {
  const scene = new Scene(options);
  before(() => scene.start());
  pictureFailures(() => scene.workbench);
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    // What this test left waiting is none of the next one's business; where it cannot be helped, so be it.
    await scene.workbench.palette('Flight Deck: New Session').catch(() => undefined);
  });
  after(() => scene.stop());
  return scene;
}

/** Keeps a picture of the window after each test of this `describe` that failed. */
export function pictureFailures(workbench: () => Workbench): void {
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    await pictureWindow(workbench(), `failed-${test.fullTitle().replaceAll(/\W+/g, '-').slice(0, 90)}`);
  });
}
