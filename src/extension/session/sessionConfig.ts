import type { ResumeSessionConfig } from '../../sdk/index';
import { skillFolders } from '../base/skillFolders';
import { homeOf } from '../models/modelHome';
import type { ModelChoice } from '../models/modelSource';
import type { SessionChoices } from '../models/sessionOptions';
import type { Settings } from '../settings/settings';

/** What a session is opened with, whether new or old; the handlers and tools are added by who opens it. */
export function sessionConfig(
  settings: Settings,
  choice: ModelChoice,
  folders: readonly string[],
): ResumeSessionConfig {
  const [folder, ...others] = folders;
  const skills = skillFolders(folders);
  const { systemMessage, streaming, reasoningEffort } = settings;
  return {
    clientName: 'flightdeck',
    streaming,
    enableFileChangeTracking: true,
    extraParams: managedParams(settings),
    ...(folder ? { workingDirectory: folder } : {}),
    ...(skills.length > 0 ? { skillDirectories: skills } : {}),
    ...(others.length > 0 ? { additionalDirectories: others } : {}),
    ...(choice.model ? { model: choice.model } : {}),
    ...(reasoningEffort && choice.source !== 'demo' ? { reasoningEffort } : {}),
    ...(choice.provider ? { provider: choice.provider } : {}),
    ...(systemMessage.content.trim() ? { systemMessage } : {}),
  };
}

/** An organisation's settings count, and the CLI itself holds the limit of ours too. */
function managedParams({ permissionLimit }: Settings): Readonly<Record<string, unknown>> {
  const permissions = { disableBypassPermissionsMode: 'disable' };
  return {
    enableManagedSettings: true,
    ...(permissionLimit === 'allow-all' ? {} : { managedSettings: { permissions } }),
  };
}

/** What was chosen for one session, as the session is opened with it. */
export function chosenConfig(
  choices: SessionChoices,
  choice: ModelChoice,
): Pick<ResumeSessionConfig, 'model' | 'reasoningEffort'> {
  if (choice.source === 'demo') return {};
  const model = choices.modelAt(homeOf(choice));
  const { effort } = choices.value;
  return {
    ...(model === undefined ? {} : { model: model || undefined }),
    ...(effort === undefined ? {} : { reasoningEffort: effort || undefined }),
  };
}
