import type { CopilotClient } from '../../../sdk/index';
import type { OpenSession } from '../../session/openSession';
import type { NamedTool } from './contextSources';

/** The tools of a session: as it has them, or, before its first turn, what the CLI and we will bring. */
export async function toolsOf(
  session: OpenSession | undefined,
  client: CopilotClient | undefined,
  own: readonly NamedTool[],
): Promise<readonly NamedTool[]> {
  const cli = await session?.opened;
  const present = (await cli?.rpc.tools.getCurrentMetadata())?.tools ?? [];
  const model = session?.conversation.model;
  // Before its first turn the CLI names only the tools that we gave it.
  const isWhole = present.length > 0 && session?.conversation.hasMessages === true;
  const coming = isWhole ? [] : ((await client?.rpc.tools.list(model ? { model } : {}))?.tools ?? []);
  const byName = new Map([...own, ...coming, ...present].map((tool) => [tool.name, tool]));
  return (isWhole ? present : [...byName.values()])
    .map(({ name, description }) => ({ name, description: description ?? '' }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
