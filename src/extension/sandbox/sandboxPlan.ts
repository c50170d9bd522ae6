import type { CopilotClient, SandboxConfig, SandboxSupport } from '../../sdk/index';
import { CopilotError } from '../../sdk/index';
import type { Settings } from '../settings/settings';
import { sandboxGround, systemFamily } from './sandboxSupport';
import { allowedHosts, sandboxConfig } from './sandboxPolicy';

/** What the sandboxes of all sessions of a window have in common. */
export interface SandboxPlan {
  /** By the settings, where the session says nothing else. */
  readonly isWanted: () => boolean;
  /** `hosts` are those of the session. */
  readonly policy: (hosts: readonly string[]) => SandboxConfig;
  readonly hosts: (ofSession: readonly string[]) => readonly string[];
  readonly support: () => Promise<SandboxSupport>;
  /** What one installs with here. */
  readonly system: string;
}

export interface SandboxPlanOptions {
  readonly folders: readonly string[];
  readonly settings: () => Settings;
  readonly client: () => CopilotClient | undefined;
}

export function sandboxPlan({ folders, settings, client }: SandboxPlanOptions): SandboxPlan {
  const hosts = (ofSession: readonly string[]) =>
    allowedHosts([...settings()['sandbox.allowedHosts'], ...ofSession]);
  return {
    isWanted: () => settings()['sandbox.enabled'],
    hosts,
    policy: (ofSession) => {
      const now = settings();
      const wishes = {
        hosts: hosts(ofSession),
        writablePaths: now['sandbox.writablePaths'],
        readOnlyPaths: now['sandbox.readOnlyPaths'],
      };
      return sandboxConfig(folders, wishes, sandboxGround(now['cli.environment']));
    },
    support: async () => {
      const connected = client();
      if (!connected) throw new CopilotError('not-connected', 'The CLI does not run.');
      return connected.getSandboxSupport();
    },
    system: systemFamily(),
  };
}
