import type { ConsentItem } from './consentItems';
import { rootOf } from './readFiles';
import { readHooks } from './readHooks';
import { readLanguageServers } from './readLanguageServers';
import { readServers } from './readServers';
import { readAgents, readSkills } from './readWords';

/** All that the folders of a window would run by themselves, in an order that only their files decide. */
export async function readFolder(folders: readonly string[]): Promise<readonly ConsentItem[]> {
  const [folder, ...others] = folders;
  if (folder === undefined) return [];
  const roots = [await rootOf(folder), ...others];
  const hooks = await Promise.all(roots.map((root) => readHooks({ root, folder })));
  const lspRoots = [...new Set([roots[0] ?? folder, folder])];
  const languageServers = await Promise.all(lspRoots.map((root) => readLanguageServers(root, folder)));
  const rest = await Promise.all([readServers(folder), readAgents(folder), readSkills(folders)]);
  return [...hooks, ...languageServers, ...rest].flat();
}
