import { createDemoScript, type DemoScriptOptions } from './demoScript';
import { startModelServer, type ModelServer } from './modelServer';

/** The demo model as it ships: it keeps nothing of what it is asked. */
export function startDemoServer(options: DemoScriptOptions = {}): Promise<Pick<ModelServer, 'url' | 'stop'>> {
  return startModelServer(createDemoScript(options), { keepsRecord: false });
}
