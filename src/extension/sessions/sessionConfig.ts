import type { ResumeSessionConfig } from '../../sdk/index';
import type { ModelChoice } from '../models/models';
import type { Settings } from '../settings';

/** What a session is opened with, whether new or old; the handlers and tools are added by who opens it. */
export function sessionConfig(
  settings: Settings,
  choice: ModelChoice,
  folders: readonly string[],
): ResumeSessionConfig {
  const [folder, ...others] = folders;
  const { systemMessage, streaming } = settings;
  return {
    clientName: 'flightdeck',
    streaming,
    enableFileChangeTracking: true,
    ...(folder ? { workingDirectory: folder } : {}),
    ...(others.length > 0 ? { additionalDirectories: others } : {}),
    ...(choice.model ? { model: choice.model } : {}),
    ...(choice.provider ? { provider: choice.provider } : {}),
    ...(systemMessage.content.trim() ? { systemMessage } : {}),
  };
}
