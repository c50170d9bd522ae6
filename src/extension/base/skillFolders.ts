import * as fs from 'node:fs';
import * as path from 'node:path';

const places = ['.github/skills', '.claude/skills', '.agents/skills'];

/** Where the folders keep skills; only these are told to the CLI, since it does not look by itself here. */
export function skillFolders(folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) => places.map((place) => path.join(folder, place)))
    .filter((folder) => fs.existsSync(folder));
}
